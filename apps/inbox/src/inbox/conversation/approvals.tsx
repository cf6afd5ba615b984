import type { ConversationOpened } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { conversationRunsQuery } from '../../api/actions.ts';
import { runsIn, runsOnTop } from './action-runs.ts';
import { ApprovalCard } from './approval-card.tsx';

/** Above the thread: each action that waits, runs, or has just ended. */
export function Approvals({ detail }: { detail: ConversationOpened }) {
  const { summary, events } = detail;
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const runs = runsIn(events);
  const onTop = runsOnTop(runs, dismissed);
  const news = Math.max(0, ...runs.map(({ version }) => version));
  const details = useQuery({
    ...conversationRunsQuery(summary.id, news),
    enabled: onTop.length > 0,
  });
  return onTop.map((run) => (
    <ApprovalCard
      key={run.runId}
      run={run}
      details={details.data?.runs.find(({ id }) => id === run.runId) ?? null}
      summary={summary}
      onDismiss={() => setDismissed((all) => new Set(all).add(run.runId))}
    />
  ));
}
