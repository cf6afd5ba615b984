import type { PolicyFinding } from '@baton/protocol';
import { Plus, X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { Button } from '../design/button.tsx';
import { FindingList } from './finding-list.tsx';
import { findingsAt } from './findings.ts';
import { phrasesIn, withPhrases } from './phrase-lines.ts';
import { counted } from './policy-words.ts';

/** More than this many at once help nobody to read. */
const AT_FIRST = 12;
const LONGEST = 500;

/** How customers say it: a line each, changed in place; many can be pasted at once. */
export function PhrasesField({
  label,
  hint,
  phrases,
  findings,
  path,
  disabled,
  onChange,
}: {
  label: string;
  hint: string;
  phrases: readonly string[];
  findings: readonly PolicyFinding[];
  /** Of the list, in the policy: "guidelines.2.examples". */
  path: string;
  disabled: boolean;
  onChange: (phrases: string[]) => void;
}) {
  const id = useId();
  const [adding, setAdding] = useState('');
  const [all, setAll] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const add = (text: string) => {
    const added = phrasesIn(text).map((phrase) => phrase.slice(0, LONGEST));
    if (added.length > 0) onChange(withPhrases(phrases, added));
    setAdding('');
    if (added.length > 1) setAll(true);
  };
  const found = (index: number) => findingsAt(findings, `${path}.${index}`);
  const listed = phrases
    .map((phrase, index) => ({ phrase, index }))
    // What is wrong is never folded away.
    .filter(({ index }) => all || index < AT_FIRST || found(index).length > 0);

  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="text-base font-medium">
          {label}
        </label>
        <span className="text-small text-ink-faint">{counted(phrases.length, 'phrase')}</span>
      </div>
      <div className="overflow-hidden rounded-md border border-field-line bg-surface focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-focus">
        {listed.length > 0 && (
          <ul aria-label={label}>
            {listed.map(({ phrase, index }) => {
              const wrong = found(index);
              const key = `phrase-${index}`;
              return (
                <li key={key} className="border-b border-line">
                  <div className="flex items-center">
                    <input
                      type="text"
                      aria-label={`Phrase ${index + 1}`}
                      aria-invalid={wrong.some(({ severity }) => severity === 'error') || undefined}
                      value={phrase}
                      maxLength={LONGEST}
                      disabled={disabled}
                      onChange={(event) => onChange(phrases.with(index, event.target.value))}
                      onBlur={() => {
                        if (phrase.trim() === '') onChange(phrases.toSpliced(index, 1));
                      }}
                      onKeyDown={(event) => {
                        if (event.key === 'Enter') field.current?.focus();
                      }}
                      className="h-8 min-w-0 flex-1 bg-transparent px-2.5 text-base outline-none aria-invalid:text-danger-text max-md:h-11 max-md:text-lead"
                    />
                    {!disabled && (
                      <button
                        type="button"
                        aria-label={`Remove phrase ${index + 1}`}
                        onClick={() => onChange(phrases.toSpliced(index, 1))}
                        className="mr-1 grid size-6 shrink-0 place-items-center rounded-sm text-ink-faint -outline-offset-1 hover:bg-hover hover:text-ink max-md:size-10"
                      >
                        <X size={14} />
                      </button>
                    )}
                  </div>
                  {wrong.length > 0 && (
                    <div className="px-2.5 pb-2">
                      <FindingList findings={wrong} />
                    </div>
                  )}
                </li>
              );
            })}
          </ul>
        )}
        {!all && listed.length < phrases.length && (
          <button
            type="button"
            onClick={() => setAll(true)}
            className="h-8 w-full border-b border-line px-2.5 text-left text-small font-medium text-accent-text -outline-offset-1 hover:bg-hover"
          >
            Show {counted(phrases.length - listed.length, 'more phrase')}
          </button>
        )}
        {!disabled && (
          <div className="flex items-center bg-canvas">
            <Plus size={14} aria-hidden className="ml-2.5 shrink-0 text-ink-faint" />
            <input
              ref={field}
              id={id}
              type="text"
              value={adding}
              placeholder="Add a phrase, or paste many lines"
              aria-describedby={`${id}-hint`}
              onChange={(event) => setAdding(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
                event.preventDefault();
                add(adding);
              }}
              onPaste={(event) => {
                const text = event.clipboardData.getData('text');
                if (!/\n/u.test(text.trim())) return;
                event.preventDefault();
                add(text);
              }}
              onBlur={() => add(adding)}
              className="h-8.5 min-w-0 flex-1 bg-transparent px-2 text-base outline-none max-md:h-11 max-md:text-lead"
            />
            {adding.trim() !== '' && (
              <Button size="small" look="quiet" onClick={() => add(adding)} className="mr-1">
                Add
              </Button>
            )}
          </div>
        )}
      </div>
      <p id={`${id}-hint`} className="text-small text-ink-soft">
        {hint}
      </p>
      <FindingList findings={findingsAt(findings, path)} />
    </div>
  );
}
