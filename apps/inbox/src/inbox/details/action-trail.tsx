import type { ConversationOpened } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { conversationRunsQuery } from '../../api/actions.ts';
import { RunDetails } from '../../actions/runs/run-details.tsx';
import { runStateChip } from '../../actions/runs/run-state-chip.tsx';
import { timeOfDay } from '../../app/times.ts';
import { Popover } from '../../design/popover.tsx';
import { Section } from './section.tsx';

const AT_FIRST = 5;

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
  const [all, setAll] = useState(false);
  if (!runs.data || runs.data.runs.length === 0) return null;
  const shown = all ? runs.data.runs : runs.data.runs.slice(0, AT_FIRST);
  return (
    <Section title="Actions">
      <ul className="-mx-2 flex flex-col">
        {shown.map((run) => (
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
      {shown.length < runs.data.runs.length && (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="mt-1 rounded-sm text-small font-medium text-accent-text underline-offset-2 hover:underline"
        >
          Show all {runs.data.runs.length}
        </button>
      )}
    </Section>
  );
}
