import type { Replay } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { CloudOff } from 'lucide-react';
import { useState } from 'react';
import { replayQuery, type ReplayFilter } from '../../api/policies.ts';
import { inWords, problemCode } from '../../api/request.ts';
import { interval, share } from '../../calibration/meaning.ts';
import { Button } from '../../design/button.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { Notice } from '../../design/notice.tsx';
import { Progress } from '../../design/progress.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { outcomeWords } from '../../inbox/words.ts';
import { SettingsCard } from '../../settings/settings-card.tsx';
import { counted } from '../policy-words.ts';
import { ChangeList } from './change-list.tsx';
import { RowErrors } from './row-errors.tsx';
import { pairKey, pairWords, verdict } from './replay-words.ts';

/** One replay: how far it is, what would change by kind, and each change. */
export function ReplayView({ id }: { id: string }) {
  const query = useQuery(replayQuery(id));
  const [filter, setFilter] = useState<ReplayFilter>(null);
  if (query.isError) {
    const gone = problemCode(query.error) === 'not_found';
    return (
      <EmptyState
        icon={<CloudOff size={20} />}
        title={gone ? 'This replay is gone' : 'The replay could not be loaded'}
        action={!gone && <Button onClick={() => void query.refetch()}>Try again</Button>}
      >
        <p role="alert">{gone ? 'Replays are kept for a while only.' : inWords(query.error)}</p>
      </EmptyState>
    );
  }
  if (query.isPending) {
    return <Skeleton className="h-40 w-full rounded-lg" />;
  }
  const { replay } = query.data;
  const { result } = replay;
  const running = replay.state === 'waiting' || replay.state === 'running';
  return (
    <>
      <SettingsCard title={title(replay)} lead={running ? undefined : about(replay)}>
        {running && <Running replay={replay} />}
        {replay.state === 'failed' && (
          <Notice kind="danger">{replay.error ?? 'The replay failed.'}</Notice>
        )}
        {result.total > 0 && (
          <>
            <Kinds replay={replay} filter={filter} onFilter={setFilter} />
            <Outcomes outcomes={result.outcomes} />
          </>
        )}
        <RowErrors replay={replay} />
      </SettingsCard>
      {!running && result.changed + result.adjusted > 0 && (
        <ChangeList key={filter === null ? 'all' : pairKey(filter)} id={id} filter={filter} />
      )}
    </>
  );
}

function title(replay: Replay): string {
  switch (replay.state) {
    case 'waiting':
    case 'running':
      return 'Replaying …';
    case 'failed':
      return 'The replay did not finish';
    case 'done':
      return verdict(replay);
  }
}

function about({ policy, source, since, result }: Replay): string {
  if (result.total === 0) {
    return source === 'history'
      ? 'Nothing was decided in this time. Decisions are recorded from the first customer message on.'
      : 'The file holds no message of a customer that could be read.';
  }
  const under =
    policy.kind === 'version' ? `version ${policy.version ?? '?'}` : 'the draft as it was then';
  const over =
    source === 'transcripts'
      ? 'an imported file'
      : since === null
        ? 'the whole history'
        : `the decisions since ${new Date(since).toLocaleDateString(undefined, { day: 'numeric', month: 'long' })}`;
  const measured =
    result.remeasured === 0 || source === 'transcripts'
      ? ''
      : ` ${counted(result.remeasured, 'decision was', 'decisions were')} measured anew in part, because the record did not hold what these rules ask.`;
  const failed =
    result.failed === 0 ? '' : ` ${counted(result.failed, 'turn')} could not be decided again.`;
  return `Under ${under}, over ${over}; the interval is a 95% one.${measured}${failed}`;
}

function Running({ replay: { progress, result } }: { replay: Replay }) {
  return (
    <div className="flex flex-col gap-2">
      <Progress value={progress.done} max={progress.total} label="Decisions replayed" />
      <p className="text-small text-ink-soft tabular-nums" role="status">
        {progress.total === 0
          ? 'Gathering the decisions'
          : `${progress.done.toLocaleString('en')} of ${counted(progress.total, 'decision')}`}
        {result.changed > 0 && `; ${result.changed} would change so far`}
      </p>
    </div>
  );
}

/** Each kind of change with its count; pressing one narrows the list below. */
function Kinds({
  replay: { result },
  filter,
  onFilter,
}: {
  replay: Replay;
  filter: ReplayFilter;
  onFilter: (filter: ReplayFilter) => void;
}) {
  if (result.pairs.length === 0) return null;
  const most = Math.max(...result.pairs.map(({ count }) => count));
  return (
    <div role="group" aria-label="Kinds of change" className="-mx-2 flex flex-col">
      {result.pairs.map((pair) => {
        const on = filter !== null && pairKey(filter) === pairKey(pair);
        return (
          <button
            key={pairKey(pair)}
            type="button"
            aria-pressed={on}
            onClick={() => onFilter(on ? null : pair)}
            className="grid min-h-9 grid-cols-[minmax(0,14rem)_minmax(2rem,1fr)_auto] items-center gap-3 rounded-md px-2 text-left hover:bg-hover aria-pressed:bg-selected max-md:min-h-11 max-md:grid-cols-[minmax(0,1fr)_auto]"
          >
            <span className="truncate">{pairWords(pair)}</span>
            <span aria-hidden className="h-2 rounded-full bg-sunken max-md:hidden">
              <span
                className="block h-full rounded-full bg-accent"
                style={{ width: `${(pair.count / most) * 100}%` }}
              />
            </span>
            <span className="text-right tabular-nums">
              <strong className="font-semibold">{pair.count}</strong>{' '}
              <span className="inline-block min-w-16 text-small text-ink-soft">
                ({interval(pair.of)})
              </span>
            </span>
          </button>
        );
      })}
    </div>
  );
}

/** How often each outcome came, and would come. */
function Outcomes({ outcomes }: { outcomes: Replay['result']['outcomes'] }) {
  return (
    <table className="w-full max-w-120 text-small tabular-nums">
      <caption className="mb-1 text-left font-semibold text-ink-soft">All of them</caption>
      <thead>
        <tr className="text-left text-ink-soft">
          <th className="py-1 pr-3 font-medium">Outcome</th>
          <th className="py-1 pr-3 text-right font-medium">Was</th>
          <th className="py-1 text-right font-medium">Would be</th>
        </tr>
      </thead>
      <tbody>
        {outcomes.map(({ outcome, was, wouldBe }) => (
          <tr key={outcome} className="border-t border-line">
            <td className="py-1 pr-3">{outcomeWords[outcome]}</td>
            <td className="py-1 pr-3 text-right">
              {was.count} <span className="text-ink-soft">({share(was.of.share)})</span>
            </td>
            <td className="py-1 text-right">
              {wouldBe.count}{' '}
              <span className="text-ink-soft">
                ({share(wouldBe.of.share)}, {interval(wouldBe.of)})
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
