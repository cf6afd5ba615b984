import { SettingsCard } from '../../settings/settings-card.tsx';
import { sayableIn } from './placeholders.ts';
import type { FormProps } from './section-props.ts';
import { TemplateField } from './template-field.tsx';

/** What the customer is told, with values out of the last try's response. */
export function SaysPart({
  draft,
  change,
  errors,
  response,
}: FormProps & {
  /** Of the last try; null before one. */
  response: string | null;
}) {
  const values = sayableIn(response);
  return (
    <SettingsCard
      title="What the customer is told"
      lead="In your words. What comes back is written as plain text: it cannot bring links of its own."
    >
      <TemplateField
        label="When it worked"
        hint={
          values.length === 0
            ? 'Values of the response stand in it as {{status}} or {{delivery.day}}. Try it once, and they can be picked here.'
            : undefined
        }
        value={draft.success}
        rows={3}
        maxLength={2_000}
        inserts={values.map(({ path, value }) => ({ name: path, hint: value }))}
        insertLabel="Values of the last response"
        error={errors['success']}
        onChange={(success) => change({ success })}
      />
      <TemplateField
        label="When it did not"
        hint="Also where the response lacks a value that is used above. A person is told what went wrong."
        value={draft.failure}
        rows={2}
        maxLength={2_000}
        inserts={[]}
        insertLabel=""
        error={errors['failure']}
        onChange={(failure) => change({ failure })}
      />
    </SettingsCard>
  );
}
