import { ACTION_LIMITS, HTTP_METHODS } from '@baton/protocol';
import { SettingsCard } from '../../settings/settings-card.tsx';
import { HeadersField } from './headers-field.tsx';
import { isJsonTemplate, unknownIn } from './placeholders.ts';
import type { FormProps } from './section-props.ts';
import { TemplateField } from './template-field.tsx';

/** What is sent, and where: values only ever stand where values may. */
export function RequestPart({
  draft,
  change,
  errors,
  moved,
}: FormProps & {
  /** The address is at another server than the one that secrets were entered for. */
  moved: boolean;
}) {
  const names = draft.fields.map(({ name }) => name);
  const inserts = names.map((name) => ({ name }));
  const unknown = (template: string) => {
    const [first] = unknownIn(template, names);
    return first === undefined ? null : `{{${first}}} is none of the fields below.`;
  };
  const hasBody = draft.method !== 'GET';
  const body = draft.body ?? '';
  const bodyFault =
    body.trim() !== '' && !isJsonTemplate(body) ? 'This is not JSON yet.' : unknown(body);
  return (
    <SettingsCard
      title="Request"
      lead="What Baton sends to your system. The server is fixed; what customers fill in can never change it."
    >
      <div className="grid gap-x-3 gap-y-5 sm:grid-cols-[7rem_minmax(0,1fr)]">
        <div className="flex flex-col gap-1.5">
          <label htmlFor="action-method" className="text-base font-medium">
            Method
          </label>
          <select
            id="action-method"
            value={draft.method}
            onChange={(event) => {
              const method = event.target.value as typeof draft.method;
              // What is not shown is not sent.
              change({ method, ...(method === 'GET' ? { body: null } : {}) });
            }}
            className="field"
          >
            {HTTP_METHODS.map((method) => (
              <option key={method}>{method}</option>
            ))}
          </select>
        </div>
        <TemplateField
          label="Address"
          value={draft.url}
          rows={1}
          code
          maxLength={1_000}
          placeholder="https://api.example.com/orders/{{order}}"
          inserts={inserts}
          insertLabel="Fields for the address"
          error={errors['url'] ?? unknown(draft.url)}
          onChange={(url) => change({ url })}
        />
      </div>
      <HeadersField
        headers={draft.headers}
        errors={errors}
        moved={moved}
        onChange={(headers) => change({ headers })}
      />
      {hasBody && (
        <TemplateField
          label="Body"
          hint="JSON; fields stand as values: “customer”: {{customer}}. Empty sends none."
          value={body}
          rows={Math.min(14, Math.max(4, body.split('\n').length + 1))}
          code
          maxLength={ACTION_LIMITS.bodyTemplate}
          inserts={inserts}
          insertLabel="Fields for the body"
          error={errors['body'] ?? bodyFault}
          onChange={(text) => change({ body: text.trim() === '' ? null : text })}
        />
      )}
    </SettingsCard>
  );
}
