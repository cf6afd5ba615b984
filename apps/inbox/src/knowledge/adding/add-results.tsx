import {
  ChevronRight,
  CircleAlert,
  CircleCheck,
  Equal,
  FileArchive,
  RefreshCw,
  Table,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Spinner } from '../../design/spinner.tsx';
import { many } from '../sources/source-words.ts';
import {
  type AddResult,
  groupResults,
  type ResultGroup,
  rowsInWords,
  tally,
} from './group-results.ts';

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
  const groups = groupResults(results);
  const singles = groups.filter((group) => group.kind === 'one').map(({ result }) => result);
  const rejected = singles.filter(({ result }) => result === 'rejected');
  const good = singles.filter(({ result }) => result !== 'rejected');
  const few = good.length <= A_FEW;
  const { good: taken, bad } = tally(results);
  return (
    <div aria-live="polite" className="rounded-md border border-line">
      <p className="flex items-center gap-2 px-3 py-2 font-medium tabular-nums">
        {left > 0 ? (
          <Spinner />
        ) : bad > 0 && taken === 0 ? (
          <CircleAlert size={15} aria-hidden className="text-danger-text" />
        ) : (
          <CircleCheck size={15} aria-hidden className="text-good-text" />
        )}
        {left > 0
          ? `Adding ${left} more …`
          : `${taken.toLocaleString('en')} of ${many(taken + bad, 'document')} taken in`}
      </p>
      <div
        role="region"
        aria-label="What became of each document"
        // What scrolls must be reachable by key.
        tabIndex={0}
        className="max-h-80 overflow-y-auto"
      >
        <Rows results={rejected} />
        {groups.map((group) =>
          group.kind === 'one' ? null : <Group key={group.name} group={group} />,
        )}
        {few ? (
          <Rows results={good} />
        ) : (
          <Fold
            summary={
              <span className="text-ink-soft">{many(good.length, 'file')}, each by name</span>
            }
          >
            <Rows results={good} />
          </Fold>
        )}
      </div>
    </div>
  );
}

function Group({ group }: { group: Exclude<ResultGroup, { kind: 'one' }> }) {
  const isTable = group.kind === 'table';
  const Icon = isTable ? Table : FileArchive;
  const { good, bad } = tally(isTable ? [group.result] : group.results);
  const words = isTable
    ? rowsInWords(group.result.rows)
    : `${many(good, 'document')} taken in${bad > 0 ? `, ${bad.toLocaleString('en')} not` : ''}`;
  return (
    <Fold
      // What went wrong is open from the start.
      open={bad > 0}
      summary={
        <>
          <Icon size={14} aria-hidden className="shrink-0 text-ink-soft" />
          <span className="min-w-0 flex-1 break-words">{group.name}</span>
          <span className={`text-small ${bad > 0 ? 'text-warn-text' : 'text-good-text'}`}>
            {words}
          </span>
        </>
      }
    >
      {isTable ? (
        <TableProblems rows={group.result.rows} />
      ) : (
        <ArchiveRows results={group.results} />
      )}
    </Fold>
  );
}

function ArchiveRows({ results }: { results: readonly AddResult[] }) {
  const isBad = ({ result, rows }: AddResult) => result === 'rejected' || (rows?.rejected ?? 0) > 0;
  return (
    <Rows results={[...results.filter(isBad), ...results.filter((one) => !isBad(one))]} inset />
  );
}

function TableProblems({ rows }: { rows: NonNullable<AddResult['rows']> }) {
  if (rows.problems.length === 0) {
    return <p className="px-3 py-1.5 pl-9 text-small text-ink-soft">Every row was taken in.</p>;
  }
  const unsaid = rows.rejected - rows.problems.length;
  return (
    <ul className="pb-1">
      {rows.problems.map(({ line, reason }) => (
        <li key={line} className="flex gap-3 px-3 py-1 pl-9 text-small">
          <span className="w-16 shrink-0 text-ink-soft tabular-nums">Line {line}</span>
          <span className="min-w-0 break-words text-danger-text">{reason}</span>
        </li>
      ))}
      {unsaid > 0 && (
        <li className="px-3 py-1 pl-9 text-small text-ink-soft">And {many(unsaid, 'more row')}.</li>
      )}
    </ul>
  );
}

function Fold({
  summary,
  open = false,
  children,
}: {
  summary: ReactNode;
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <details open={open} className="group border-t border-line">
      <summary className="flex cursor-pointer list-none items-center gap-2 px-3 py-1.5 -outline-offset-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={13}
          aria-hidden
          className="shrink-0 text-ink-faint transition-transform group-open:rotate-90"
        />
        {summary}
      </summary>
      {children}
    </details>
  );
}

function Rows({ results, inset = false }: { results: readonly AddResult[]; inset?: boolean }) {
  if (results.length === 0) return null;
  return (
    <ul className="border-t border-line">
      {results.map(({ name, result, reason, rows }, index) => {
        const { words, Icon, look } = looks[result];
        return (
          <li
            key={`${name}-${String(index)}`}
            className={`flex items-start gap-2 px-3 py-1.5 not-last:border-b not-last:border-line ${inset ? 'pl-9' : ''}`}
          >
            <Icon size={14} aria-hidden className={`mt-0.5 shrink-0 ${look}`} />
            <span className="min-w-0 flex-1 break-words">
              {name}
              {reason && <span className="block text-small text-danger-text">{reason}</span>}
              {rows?.problems.map((problem) => (
                <span key={problem.line} className="block text-small text-danger-text">
                  Line {problem.line}: {problem.reason}
                </span>
              ))}
            </span>
            <span className={`text-small ${look}`}>{rows ? rowsInWords(rows) : words}</span>
          </li>
        );
      })}
    </ul>
  );
}
