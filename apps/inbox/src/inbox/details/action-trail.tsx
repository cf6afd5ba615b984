import type { ConversationOpened } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { conversationRunsQuery } from '../../api/actions.ts';
import { RunDetails } from '../../actions/runs/run-details.tsx';
import { runStateChip } from '../../actions/runs/run-state-chip.tsx';
import { timeOfDay } from '../../app/times.ts';
import { Popover } from '../../design/popover.tsx';
import { Section } from './section.tsx';

/** What was done for this customer, newest first; away where nothing ever was. */
export function ActionTrail({ detail }: { detail: ConversationOpened }) {
  const { summary, events } = detail;
  const news = events.findLast(
    (event) =>
      event.type.startsWith('action') || (event.type === 'aiAnswered' && event.form !== undefined),
  );
  const runs = useQuery({
    ...conversationRunsQuery(summary.id, news?.version ?? 0),
    enabled: news !== undefined,
  });
  if (!runs.data || runs.data.runs.length === 0) return null;
  return (
    <Section title="Actions">
      <ul className="-mx-2 flex flex-col">
        {runs.data.runs.map((run) => (
          <li key={run.id}>
            <Popover
              label={run.name}
              side="left"
              trigger={
                <button
                  type="button"
                  className="flex min-h-8 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-hover"
                >
                  <span className="min-w-0 flex-1 truncate">{run.name}</span>
                  {runStateChip(run.state)}
                  <span className="text-small text-ink-faint tabular-nums">
                    {timeOfDay(run.at)}
                  </span>
                </button>
              }
            >
              <div className="p-4">
                <h4 className="mb-2 font-semibold">{run.name}</h4>
                <RunDetails run={run} />
              </div>
            </Popover>
          </li>
        ))}
      </ul>
    </Section>
  );
}
