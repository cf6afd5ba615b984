/**
 * Who has the conversation: claim, take-over, reply, transfer, hand-back.
 *
 * Of two who ask at once the first one gets it and the second hears who has it (law 4). A public
 * reply takes control in the same append as its message (law 3).
 */
import type { TeammateId } from '@baton/protocol';
import type {
  Claim,
  HandBack,
  Release,
  Reply,
  ReturnToQueue,
  TakeOver,
  Transfer,
} from './commands.ts';
import { type ConversationState, holderOf, owedTurn, situationOf } from './state.ts';
import { accept, type Answer, type NewEvent, refuse, unchanged } from './verdict.ts';

export const resolvedAlready = (what: string): Answer =>
  refuse('conversation_resolved', `This conversation is resolved: reopen it before you ${what}.`);

export function claim(state: ConversationState, { by }: Claim): Answer {
  const situation = situationOf(state);
  switch (situation) {
    case 'queue':
      return accept({ type: 'claimed', teammateId: by });
    case 'ai':
      return refuse('not_waiting', 'The AI has this conversation: take it over instead.');
    case 'human':
    case 'snoozed':
      return heldBy(holderOf(state), by);
    case 'resolved':
      return resolvedAlready('claim it');
  }
}

export function takeOver(state: ConversationState, { by, brief }: TakeOver): Answer {
  const situation = situationOf(state);
  switch (situation) {
    case 'ai':
      return accept(tookOver(state, by, brief));
    // It was handed off a moment before the click: the person gets what they asked for.
    case 'queue':
      return accept({ type: 'claimed', teammateId: by });
    case 'human':
    case 'snoozed':
      return heldBy(holderOf(state), by);
    case 'resolved':
      return resolvedAlready('take it over');
  }
}

/** Whoever speaks or decides for the team has it from then on, unless a colleague has it. */
export function controlTakenBy(state: ConversationState, by: TeammateId): NewEvent[] {
  switch (state.standing.control.by) {
    case 'ai':
      return [tookOver(state, by, null)];
    case 'queue':
      return [{ type: 'claimed', teammateId: by }];
    case 'human':
      return [];
  }
}

export function reply(state: ConversationState, command: Reply): Answer {
  const { by, messageId, clientMessageId, body } = command;
  const replied: NewEvent = { type: 'replied', teammateId: by, messageId, clientMessageId, body };
  const situation = situationOf(state);
  switch (situation) {
    case 'ai':
      return accept(tookOver(state, by, null), replied);
    case 'queue':
      return accept({ type: 'claimed', teammateId: by }, replied);
    // A colleague may help out; whose conversation it is stays as it was.
    case 'human':
    case 'snoozed':
      return accept(replied);
    case 'resolved':
      return accept({ type: 'reopened', by, controller: 'human', assigneeId: by }, replied);
  }
}

export function transfer(state: ConversationState, { by, to }: Transfer): Answer {
  const transferred: NewEvent = { type: 'transferred', by, from: holderOf(state), to };
  const situation = situationOf(state);
  switch (situation) {
    case 'ai':
      return accept(transferred);
    case 'queue':
      return to === null ? unchanged : accept(transferred);
    case 'human':
      return to === holderOf(state) ? unchanged : accept(transferred);
    // The promise to come back was the last holder's: the next one starts awake.
    case 'snoozed':
      return to === holderOf(state)
        ? unchanged
        : accept({ type: 'woke', because: 'teammate' }, transferred);
    case 'resolved':
      return resolvedAlready('transfer it');
  }
}

/** Nobody waits for somebody who has left (law 5): back to the queue. */
export function release(state: ConversationState, { from }: Release): Answer {
  if (holderOf(state) !== from) return unchanged;
  const released: NewEvent = { type: 'transferred', by: null, from, to: null };
  const situation = situationOf(state);
  switch (situation) {
    case 'human':
      return accept(released);
    case 'snoozed':
      return accept({ type: 'woke', because: 'teammate' }, released);
    // Nobody waits there. Should the customer write again, it is open and this is asked again.
    case 'resolved':
    case 'ai':
    case 'queue':
      return unchanged;
  }
}

/**
 * Nobody waits for somebody who lets them wait (law 5): back to the queue, where the customer's
 * place is that of their oldest open question. Whoever takes it next has the full time again, so it
 * does not go to and fro. What was answered meanwhile, changed hands, or sleeps until a promised
 * moment stays where it is.
 */
export function returnToQueue(state: ConversationState, command: ReturnToQueue): Answer {
  const { from, because, waitingBefore } = command;
  const { standing, unanswered } = state;
  if (standing.status !== 'open' || standing.control.by !== 'human') return unchanged;
  const { teammateId, since } = standing.control;
  const latest = Date.parse(waitingBefore);
  const waits = unanswered !== null && Date.parse(unanswered.since) <= latest;
  const hadItLong = since === undefined || Date.parse(since) <= latest;
  return teammateId === from && waits && hadItLong
    ? accept({ type: 'transferred', by: null, from, to: null, because })
    : unchanged;
}

export function handBack(state: ConversationState, { by }: HandBack): Answer {
  const handedBack: NewEvent = { type: 'handedBack', teammateId: by };
  const situation = situationOf(state);
  switch (situation) {
    case 'ai':
      return unchanged;
    case 'queue':
      return accept(handedBack);
    case 'human':
      return notTheirs(state, by) ?? accept(handedBack);
    case 'snoozed':
      return notTheirs(state, by) ?? accept({ type: 'woke', because: 'teammate' }, handedBack);
    case 'resolved':
      return resolvedAlready('hand it back');
  }
}

function tookOver(
  state: ConversationState,
  teammateId: TeammateId,
  brief: TakeOver['brief'],
): NewEvent {
  return { type: 'tookOver', teammateId, interruptedTurn: owedTurn(state), brief };
}

function heldBy(holder: TeammateId | null, by: TeammateId): Answer {
  return holder === by
    ? unchanged
    : refuse('already_claimed', 'Somebody else has this conversation.', holder);
}

function notTheirs(state: ConversationState, by: TeammateId): Answer | null {
  const holder = holderOf(state);
  return holder === by
    ? null
    : refuse('not_yours', 'Only the teammate who has this conversation can hand it back.', holder);
}
