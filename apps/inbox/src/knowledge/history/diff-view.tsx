import { useMemo } from 'react';
import { aroundChanges, lineDiff } from './line-diff.ts';
import { many } from '../sources/source-words.ts';

const looks = {
  same: { mark: '', spoken: '', look: 'text-ink-soft' },
  removed: { mark: '−', spoken: 'Removed: ', look: 'bg-danger-soft text-danger-text' },
  added: { mark: '+', spoken: 'Added: ', look: 'bg-good-soft text-good-text' },
} as const;

/** Two texts as one, line by line: what went, what came, and a little of what stayed. */
export function DiffView({
  before,
  after,
  names,
}: {
  before: string;
  after: string;
  /** What the two are, for the legend. */
  names: readonly [before: string, after: string];
}) {
  const parts = useMemo(() => aroundChanges(lineDiff(before, after)), [before, after]);
  if (before === after) return <p className="text-small text-ink-soft">Nothing changed.</p>;
  return (
    <div className="overflow-hidden rounded-md border border-line text-small">
      <p aria-hidden className="flex gap-4 border-b border-line px-3 py-1.5 text-ink-soft">
        <span>
          <span className="font-semibold text-danger-text">−</span> {names[0]}
        </span>
        <span>
          <span className="font-semibold text-good-text">+</span> {names[1]}
        </span>
      </p>
      <ol aria-label="What changed" className="py-1">
        {parts.map((part, index) => {
          const key = `${index}-${part.kind}`;
          if (part.kind === 'skipped') {
            return (
              <li key={key} className="px-3 py-1 text-ink-faint">
                {many(part.lines, 'line')} unchanged
              </li>
            );
          }
          const { mark, spoken, look } = looks[part.kind];
          return (
            <li key={key} className={`flex gap-2 px-3 py-0.5 ${look}`}>
              <span aria-hidden className="w-2 shrink-0 font-semibold">
                {mark}
              </span>
              <span className="min-w-0 break-words whitespace-pre-wrap" dir="auto">
                <span className="sr-only">{spoken}</span>
                {part.text || ' '}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
