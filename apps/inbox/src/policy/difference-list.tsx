import { Minus, PenLine, Plus } from 'lucide-react';
import type { Difference } from './differences.ts';

const marks = {
  added: [Plus, 'text-good-text', 'Added'],
  removed: [Minus, 'text-danger-text', 'Removed'],
  changed: [PenLine, 'text-ink-soft', 'Changed'],
} as const;

/** What differs between two policies, a line each. */
export function DifferenceList({ differences }: { differences: readonly Difference[] }) {
  if (differences.length === 0) {
    return <p className="text-ink-soft">They say the same.</p>;
  }
  return (
    <ul className="flex flex-col gap-2">
      {differences.map(({ kind, words, more }) => {
        const [Icon, look, name] = marks[kind];
        return (
          <li key={words} className="flex items-start gap-2.5">
            <Icon size={14} role="img" aria-label={name} className={`mt-1 shrink-0 ${look}`} />
            <div className="min-w-0 break-words">
              <p>{words}</p>
              {more.map((line) => (
                <p key={line} className="text-small text-ink-soft">
                  {line}
                </p>
              ))}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
