/**
 * Runs of actions, as far as the thread tells of them: asked for, decided, ended.
 *
 *   (asked for) waiting ──approved──► approved ──finished──► over
 *                  └──── declined, or the conversation resolved ──► over
 *
 * Each is decided once and ends once, whoever asks again; what is not told of yet may end too: the
 * AI ran it, and lost control before it could say so.
 */
import type { ActionRunId } from '@baton/protocol';
import type { DecideAction, FinishAction } from './commands.ts';
import { controlTakenBy, resolvedAlready } from './decide-control.ts';
import { type ConversationState, situationOf } from './state.ts';
import { accept, type Answer, type NewEvent, refuse, unchanged } from './verdict.ts';

export function decideAction(state: ConversationState, command: DecideAction): Answer {
  const { runId, actionId, name, by, approved, note } = command;
  if (situationOf(state) === 'resolved') {
    return resolvedAlready(approved ? 'approve its action' : 'decline its action');
  }
  if (state.runs?.[runId]?.is !== 'waiting') return refuse('run_not_waiting', whyNot(state, runId));
  return accept(...controlTakenBy(state, by), {
    type: 'actionDecided',
    runId,
    actionId,
    name,
    by,
    approved,
    note,
  });
}

/** A fact, in whatever situation it becomes known; after a resolution too. */
export function finishAction(state: ConversationState, command: FinishAction): Answer {
  const { runId, actionId, name, ok, text } = command;
  if (state.runs?.[runId]?.is === 'over') return unchanged;
  return accept({ type: 'actionFinished', runId, actionId, name, ok, text, answered: false });
}

/** Nobody decided in time: nothing is left to be approved by mistake when it opens again. */
export function undecided({ runs = {} }: ConversationState): NewEvent[] {
  return Object.entries(runs)
    .filter(([, { is }]) => is === 'waiting')
    .map(([runId, { actionId, name }]) => ({
      type: 'actionDecided',
      runId: runId as ActionRunId,
      actionId,
      name,
      by: null,
      approved: false,
      note: null,
    }));
}

function whyNot({ runs = {} }: ConversationState, runId: ActionRunId): string {
  switch (runs[runId]?.is) {
    case 'approved':
      return 'It was approved already.';
    case 'over':
      return 'It was decided already, or has ended.';
    default:
      return 'Nobody was asked to approve this.';
  }
}
