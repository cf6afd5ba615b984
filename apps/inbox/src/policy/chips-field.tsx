import { X } from 'lucide-react';
import { useState } from 'react';
import { Field } from '../design/field.tsx';

const MOST = 10;
const LONGEST = 40;

/** Tags that a rule gives, as chips; Enter or a comma ends one. */
export function ChipsField({
  label,
  tags,
  disabled,
  onChange,
}: {
  label: string;
  tags: readonly string[];
  disabled: boolean;
  onChange: (tags: string[]) => void;
}) {
  const [typed, setTyped] = useState('');
  const add = (text: string) => {
    const added = text
      .split(',')
      .map((tag) => tag.trim().toLowerCase().slice(0, LONGEST))
      .filter(Boolean);
    if (added.length > 0) onChange([...new Set([...tags, ...added])].slice(0, MOST));
    setTyped('');
  };
  return (
    <Field label={label}>
      {(control) => (
        <div className="flex min-h-8.5 flex-wrap items-center gap-1 rounded-md border border-field-line bg-surface px-1.5 py-1 focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-focus max-md:min-h-10.5 has-disabled:bg-sunken">
          {tags.map((tag) => (
            <span
              key={tag}
              className="inline-flex h-6 items-center gap-0.5 rounded-sm bg-sunken pr-0.5 pl-2 text-small text-ink-soft"
            >
              {tag}
              {!disabled && (
                <button
                  type="button"
                  aria-label={`Remove the tag ${tag}`}
                  onClick={() => onChange(tags.filter((one) => one !== tag))}
                  className="grid size-5 place-items-center rounded-sm hover:bg-hover hover:text-ink"
                >
                  <X size={12} />
                </button>
              )}
            </span>
          ))}
          <input
            {...control}
            type="text"
            value={typed}
            disabled={disabled || tags.length >= MOST}
            placeholder={tags.length === 0 ? 'None' : ''}
            onChange={(event) => {
              if (event.target.value.includes(',')) add(event.target.value);
              else setTyped(event.target.value);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
                event.preventDefault();
                add(typed);
              }
              if (event.key === 'Backspace' && typed === '') onChange(tags.slice(0, -1));
            }}
            onBlur={() => add(typed)}
            className="h-6 min-w-16 flex-1 bg-transparent px-1 text-base outline-none max-md:text-lead"
          />
        </div>
      )}
    </Field>
  );
}
