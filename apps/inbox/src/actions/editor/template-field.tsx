import { type ReactNode, useRef } from 'react';
import { Field } from '../../design/field.tsx';
import { classNames } from '../../design/class-names.ts';
import { withPlaceholder } from './placeholders.ts';

type Insert = { name: string; hint?: string };

/** Text with `{{placeholders}}`: those that can stand in it are below, one click away. */
export function TemplateField({
  label,
  hint,
  error,
  value,
  rows,
  code = false,
  inserts,
  insertLabel,
  placeholder,
  maxLength,
  aside,
  onChange,
}: {
  label: string;
  hint?: ReactNode;
  error?: string | null | undefined;
  value: string;
  /** One: a line that ends where it ends. */
  rows: number;
  /** In letters of one width. */
  code?: boolean;
  inserts: readonly Insert[];
  insertLabel: string;
  placeholder?: string;
  maxLength: number;
  aside?: ReactNode;
  onChange: (value: string) => void;
}) {
  const area = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const put = (name: string) => {
    const element = area.current;
    const end = value.length;
    const next = withPlaceholder(
      value,
      name,
      element?.selectionStart ?? end,
      element?.selectionEnd ?? end,
    );
    onChange(next.text);
    requestAnimationFrame(() => {
      element?.focus();
      element?.setSelectionRange(next.caret, next.caret);
    });
  };
  const look = classNames('field', code && 'font-mono', rows > 1 && 'resize-y');
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => (
        <div className="flex flex-col gap-1.5">
          {rows === 1 ? (
            <input
              type="text"
              {...control}
              ref={area}
              value={value}
              maxLength={maxLength}
              placeholder={placeholder}
              spellCheck={!code}
              onChange={(event) => onChange(event.target.value)}
              className={look}
            />
          ) : (
            <textarea
              {...control}
              ref={area}
              rows={rows}
              value={value}
              maxLength={maxLength}
              placeholder={placeholder}
              spellCheck={!code}
              onChange={(event) => onChange(event.target.value)}
              className={look}
            />
          )}
          {inserts.length > 0 && (
            <div role="group" aria-label={insertLabel} className="flex flex-wrap gap-1">
              {inserts.map(({ name, hint: says }) => (
                <button
                  key={name}
                  type="button"
                  title={says}
                  aria-label={`Insert ${name}${says ? `, now “${says}”` : ''}`}
                  onClick={() => put(name)}
                  className="inline-flex h-6 max-w-full items-center gap-1.5 rounded-sm bg-accent-soft px-1.5 font-mono text-micro text-accent-text hover:bg-selected disabled:opacity-50 max-md:h-9"
                >
                  {`{{${name}}}`}
                  {says && (
                    <span className="max-w-32 truncate font-sans text-ink-soft">{says}</span>
                  )}
                </button>
              ))}
            </div>
          )}
        </div>
      )}
    </Field>
  );
}
