/**
 * What becomes of a command: events, or why not. Pure.
 *
 * One handler per command, each a switch over where the conversation stands; leaving one out
 * does not compile. The handlers only say what happened; here it gets its place in the stream.
 */
import type { ConversationEvent } from '@baton/protocol';
import type { Command, CommandOf, CommandType } from './commands.ts';
import { decideAction, finishAction } from './decide-actions.ts';
import { aiFailed, handOff, recordAiAnswer } from './decide-ai-work.ts';
import {
  claim,
  handBack,
  release,
  reply,
  returnToQueue,
  takeOver,
  transfer,
} from './decide-control.ts';
import { customerMessage, firstCustomerMessage } from './decide-customer-message.ts';
import { addNote, identifyContact, tag, untag } from './decide-details.ts';
import { reopen, resolve, snooze, wake } from './decide-status.ts';
import type { ConversationState } from './state.ts';
import { type Answer, type NewEvent, refuse, stale, type Verdict } from './verdict.ts';

export function decide(state: ConversationState | null, command: Command): Verdict {
  const answer = state === null ? withoutConversation(command) : handle(state, command);
  return answer.kind === 'accepted'
    ? { kind: 'accepted', events: place(state, command.at, answer.events) }
    : answer;
}

type Handlers = {
  [Type in CommandType]: (state: ConversationState, command: CommandOf<Type>) => Answer;
};

const handlers: Handlers = {
  sendCustomerMessage: customerMessage,
  identifyContact,
  recordAiAnswer,
  handOff,
  aiFailed,
  finishAction,
  decideAction,
  claim,
  takeOver,
  reply,
  addNote,
  transfer,
  handBack,
  resolve,
  reopen,
  snooze,
  wake,
  release,
  returnToQueue,
  tag,
  untag,
};

function handle<Type extends CommandType>(
  state: ConversationState,
  command: CommandOf<Type> & { type: Type },
): Answer {
  return handlers[command.type](state, command);
}

function withoutConversation(command: Command): Answer {
  switch (command.type) {
    case 'sendCustomerMessage':
      return firstCustomerMessage(command);
    case 'recordAiAnswer':
    case 'handOff':
    case 'aiFailed':
      return stale('no_conversation');
    default:
      return refuse('not_found', 'There is no such conversation.');
  }
}

/** Versions follow on, and time never runs backwards in a conversation, whatever clocks say. */
function place(
  state: ConversationState | null,
  askedAt: string,
  events: [NewEvent, ...NewEvent[]],
): [ConversationEvent, ...ConversationEvent[]] {
  const version = state?.version ?? 0;
  const at = state !== null && state.changedAt > askedAt ? state.changedAt : askedAt;
  return events.map((event, i) => ({ ...event, version: version + 1 + i, at })) as [
    ConversationEvent,
    ...ConversationEvent[],
  ];
}
