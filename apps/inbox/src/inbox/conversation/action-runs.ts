/**
 * What the AI asked to do in a conversation and what became of it, from the conversation's own
 * events: the card above the thread and the thread itself never disagree. Pure.
 *
 *   requested ─► waiting ──approved──► running ──► done | failed
 *                   └────declined (by somebody, or by nobody in time)
 */
import type { ActionInput, ConversationEvent } from '@baton/protocol';

export type RunState =
  | { is: 'waiting' }
  | { is: 'running' }
  | { is: 'declined' }
  | { is: 'done'; text: string }
  | { is: 'failed'; text: string };

export type ShownRun = {
  runId: string;
  actionId: string;
  name: string;
  inputs: readonly ActionInput[];
  requestedAt: string;
  /** Of its newest event. */
  version: number;
  state: RunState;
  decided: { by: string | null; note: string | null } | null;
  /** A teammate has spoken to the customer since it ended: its card has done its work. */
  answered: boolean;
};

/** Those that asked for approval, in the order in which they asked. */
export function runsIn(events: readonly ConversationEvent[]): readonly ShownRun[] {
  return events.reduce<readonly ShownRun[]>(after, []);
}

function after(runs: readonly ShownRun[], event: ConversationEvent): readonly ShownRun[] {
  const change = (runId: string, part: Partial<ShownRun>) =>
    runs.map((run) => (run.runId === runId ? { ...run, ...part, version: event.version } : run));
  switch (event.type) {
    case 'actionRequested': {
      const { runId, actionId, name, inputs, at, version } = event;
      const run = { runId, actionId, name, inputs, requestedAt: at, version };
      return [...runs, { ...run, state: { is: 'waiting' }, decided: null, answered: false }];
    }
    case 'actionDecided':
      return change(event.runId, {
        state: { is: event.approved ? 'running' : 'declined' },
        decided: { by: event.by, note: event.note },
      });
    case 'actionFinished':
      return change(event.runId, {
        state: { is: event.ok ? 'done' : 'failed', text: event.text },
      });
    case 'replied':
      return runs.map((run) => (isOver(run) ? { ...run, answered: true } : run));
    default:
      return runs;
  }
}

export const isOver = ({ state }: Pick<ShownRun, 'state'>) =>
  state.is !== 'waiting' && state.is !== 'running';

/** Which deserve a card above the thread: what waits or runs, and what ended and was not answered yet. */
export const runsOnTop = (runs: readonly ShownRun[], dismissed: ReadonlySet<string>) =>
  runs.filter((run) => !isOver(run) || (!run.answered && !dismissed.has(run.runId)));
