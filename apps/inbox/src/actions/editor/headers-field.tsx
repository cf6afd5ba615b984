import type { ActionDraft } from '@baton/protocol';
import { Lock, Plus, X } from 'lucide-react';
import { Button } from '../../design/button.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import type { FormProps } from './section-props.ts';

type Header = ActionDraft['headers'][number];

/** Fixed headers. A secret one is written and never read back. */
export function HeadersField({
  headers,
  errors,
  moved,
  onChange,
}: {
  headers: readonly Header[];
  errors: FormProps['errors'];
  moved: boolean;
  onChange: (headers: Header[]) => void;
}) {
  const put = (index: number, header: Header) => onChange(headers.with(index, header));
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 text-base font-medium">Headers</legend>
      {headers.length > 0 && (
        <ul className="flex flex-col gap-3 md:gap-2">
          {headers.map((header, index) => {
            const key = `header-${index}`;
            const wrong = errors[`headers.${index}.name`] ?? errors[`headers.${index}.value`];
            const stored = header.secret && header.value === undefined;
            return (
              <li key={key} className="flex flex-col gap-1">
                <div className="flex items-center gap-2 max-md:flex-wrap">
                  <input
                    type="text"
                    aria-label={`Name of header ${index + 1}`}
                    aria-invalid={errors[`headers.${index}.name`] ? true : undefined}
                    value={header.name}
                    maxLength={60}
                    placeholder="Authorization"
                    spellCheck={false}
                    onChange={(event) => put(index, { ...header, name: event.target.value })}
                    className="field font-mono md:max-w-48"
                  />
                  {stored ? (
                    <span className="flex min-h-8.5 min-w-0 flex-1 items-center gap-2 rounded-md bg-sunken px-2.5 text-ink-soft">
                      <Lock size={13} aria-hidden className="shrink-0" />
                      <span className="min-w-0 flex-1 truncate">Stored, never shown again</span>
                      <button
                        type="button"
                        onClick={() => put(index, { ...header, value: '' })}
                        className="rounded-sm font-medium text-accent-text underline-offset-2 hover:underline"
                      >
                        Replace
                      </button>
                    </span>
                  ) : (
                    <input
                      type={header.secret ? 'password' : 'text'}
                      aria-label={`Value of header ${index + 1}`}
                      aria-invalid={errors[`headers.${index}.value`] ? true : undefined}
                      value={header.value ?? ''}
                      maxLength={2_000}
                      placeholder={header.secret ? 'Bearer …' : 'application/json'}
                      autoComplete="off"
                      spellCheck={false}
                      onChange={(event) => put(index, { ...header, value: event.target.value })}
                      className="field min-w-0 flex-1 font-mono"
                    />
                  )}
                  <label className="flex shrink-0 items-center gap-1.5 text-small max-md:min-h-10">
                    <input
                      type="checkbox"
                      checked={header.secret}
                      onChange={(event) =>
                        // What was secret does not become readable: its value is entered anew.
                        put(index, {
                          name: header.name,
                          secret: event.target.checked,
                          value: header.value ?? '',
                        })
                      }
                      className="size-4 accent-accent"
                    />
                    Secret
                  </label>
                  <IconButton
                    label={`Remove header ${index + 1}`}
                    size="small"
                    onClick={() => onChange(headers.toSpliced(index, 1))}
                  >
                    <X size={14} />
                  </IconButton>
                </div>
                {wrong && <p className="text-small text-danger-text">{wrong}</p>}
              </li>
            );
          })}
        </ul>
      )}
      {moved && headers.some(({ secret, value }) => secret && value === undefined) && (
        <p className="text-small text-warn-text">
          The address is at another server now. A secret stays with the server it was entered for:
          replace it here.
        </p>
      )}
      <Button
        size="small"
        icon={<Plus size={14} />}
        onClick={() =>
          onChange([
            ...headers,
            headers.length === 0
              ? { name: 'Authorization', value: '', secret: true }
              : { name: '', value: '', secret: false },
          ])
        }
        className="w-fit"
      >
        Add a header
      </Button>
    </fieldset>
  );
}
