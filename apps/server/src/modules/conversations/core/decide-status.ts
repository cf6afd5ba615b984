/**
 * Whether a conversation goes on: resolve, reopen, snooze, wake.
 */
import { undecided } from './decide-actions.ts';
import { resolvedAlready } from './decide-control.ts';
import type { Reopen, Resolve, Snooze, Wake } from './commands.ts';
import { type ConversationState, holderOf, situationOf } from './state.ts';
import { accept, type Answer, type NewEvent, refuse, unchanged } from './verdict.ts';

export function resolve(state: ConversationState, { by }: Resolve): Answer {
  const situation = situationOf(state);
  switch (situation) {
    case 'ai':
    case 'queue':
    case 'human':
    case 'snoozed':
      return accept(...undecided(state), { type: 'resolved', by });
    // Two people closed it at once, or one twice: both have what they wanted.
    case 'resolved':
      return unchanged;
  }
}

export function reopen(state: ConversationState, { by }: Reopen): Answer {
  const situation = situationOf(state);
  switch (situation) {
    case 'ai':
    case 'queue':
    case 'human':
      return unchanged;
    case 'snoozed':
      return accept({ type: 'woke', because: 'teammate' });
    // Never into the void: whoever had it has it again, else the one who reopened it.
    case 'resolved':
      return accept({
        type: 'reopened',
        by,
        controller: 'human',
        assigneeId: holderOf(state) ?? by,
      });
  }
}

export function snooze(state: ConversationState, { at, by, until }: Snooze): Answer {
  if (Date.parse(until) <= Date.parse(at)) {
    return refuse('invalid_input', 'Choose a time in the future to snooze until.');
  }
  const snoozed: NewEvent = { type: 'snoozed', by, until };
  const situation = situationOf(state);
  switch (situation) {
    case 'ai':
      return refuse('not_waiting', 'The AI has this conversation: take it over to snooze it.');
    // Out of the queue only into somebody's hands: a waiting customer never just disappears.
    case 'queue':
      return accept({ type: 'claimed', teammateId: by }, snoozed);
    case 'human':
      return accept(snoozed);
    case 'snoozed':
      return state.standing.status === 'snoozed' && state.standing.until === until
        ? unchanged
        : accept(snoozed);
    case 'resolved':
      return resolvedAlready('snooze it');
  }
}

export function wake(state: ConversationState, { at, because }: Wake): Answer {
  if (state.standing.status !== 'snoozed') return unchanged;
  // Snoozed again, for longer, while the sweeper was on its way.
  const early = because === 'time' && Date.parse(at) < Date.parse(state.standing.until);
  return early ? unchanged : accept({ type: 'woke', because });
}
