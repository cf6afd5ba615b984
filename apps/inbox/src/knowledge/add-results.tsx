import { CircleAlert, CircleCheck, Equal, RefreshCw } from 'lucide-react';
import { Spinner } from '../design/spinner.tsx';
import type { AddResult } from './use-add-documents.ts';

const looks = {
  added: { words: 'Added', Icon: CircleCheck, look: 'text-good-text' },
  replaced: { words: 'Replaced', Icon: RefreshCw, look: 'text-good-text' },
  unchanged: { words: 'Known already', Icon: Equal, look: 'text-ink-soft' },
  rejected: { words: 'Not added', Icon: CircleAlert, look: 'text-danger-text' },
} as const;

/** So many good ones speak for themselves: their names are a click away. */
const A_FEW = 6;

/** What became of each document: what went wrong always in full, and first. */
export function AddResults({ results, left }: { results: readonly AddResult[]; left: number }) {
  if (results.length === 0 && left === 0) return null;
  const rejected = results.filter(({ result }) => result === 'rejected');
  const good = results.filter(({ result }) => result !== 'rejected');
  const few = good.length <= A_FEW;
  return (
    <div aria-live="polite" className="rounded-md border border-line">
      <p className="flex items-center gap-2 px-3 py-2 font-medium">
        {left > 0 ? <Spinner /> : <CircleCheck size={15} aria-hidden className="text-good-text" />}
        {left > 0
          ? `Adding ${left} more …`
          : `${good.length} of ${results.length} document${results.length === 1 ? '' : 's'} taken in`}
      </p>
      {(rejected.length > 0 || few) && <ResultList results={[...rejected, ...(few ? good : [])]} />}
      {!few && (
        <details className="border-t border-line">
          <summary className="cursor-pointer px-3 py-1.5 text-small font-medium text-ink-soft">
            Each by name
          </summary>
          <ResultList results={good} />
        </details>
      )}
    </div>
  );
}

function ResultList({ results }: { results: readonly AddResult[] }) {
  return (
    <div
      role="region"
      aria-label="What became of each document"
      // What scrolls must be reachable by key.
      tabIndex={0}
      className="max-h-56 overflow-y-auto border-t border-line"
    >
      <ul>
        {results.map(({ name, result, reason }, index) => {
          const { words, Icon, look } = looks[result];
          return (
            <li
              key={`${name}-${String(index)}`}
              className="flex items-start gap-2 px-3 py-1.5 not-last:border-b not-last:border-line"
            >
              <Icon size={14} aria-hidden className={`mt-0.5 shrink-0 ${look}`} />
              <span className="min-w-0 flex-1 break-words">
                {name}
                {reason && <span className="block text-small text-danger-text">{reason}</span>}
              </span>
              <span className={`text-small ${look}`}>{words}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
