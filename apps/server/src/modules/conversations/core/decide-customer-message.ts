/**
 * The customer speaks. Always accepted: what differs is who will answer.
 */
import type { SendCustomerMessage } from './commands.ts';
import { type ConversationState, holderOf, situationOf } from './state.ts';
import { accept, type Answer, type NewEvent } from './verdict.ts';

type Events = [NewEvent, ...NewEvent[]];

export function firstCustomerMessage(command: SendCustomerMessage): Answer {
  const { contactId, aiAgentId, contact, verified, page } = command;
  const started: NewEvent = { type: 'conversationStarted', contactId, aiAgentId, page };
  const known = contact.name !== null || contact.email !== null;
  const identified: NewEvent = {
    type: 'contactIdentified',
    details: contact,
    ...(verified && { verified }),
  };
  return known || verified
    ? accept(started, identified, ...sent(command, 1))
    : accept(started, ...sent(command, 1));
}

export function customerMessage(state: ConversationState, command: SendCustomerMessage): Answer {
  const situation = situationOf(state);
  switch (situation) {
    case 'ai':
      return accept(...sent(command, state.turn + 1));
    case 'queue':
    case 'human':
      return accept(...sent(command, state.turn + 1), ...toApprove(state, command));
    case 'snoozed':
      return accept(
        { type: 'woke', because: 'customer' },
        ...sent(command, state.turn + 1),
        ...toApprove(state, command),
      );
    case 'resolved': {
      // Back to the person who had it; else to the AI, which starts an episode of its own.
      const assigneeId = holderOf(state);
      const controller = assigneeId === null ? 'ai' : 'human';
      // Reopening is a turn too: the message comes in the one after.
      return accept(
        { type: 'reopened', by: null, controller, assigneeId },
        ...sent(command, state.turn + 2),
        ...(controller === 'human' ? toApprove(state, command) : []),
      );
    }
  }
}

function sent(command: SendCustomerMessage, turn: number): Events {
  const { messageId, clientMessageId, body, submitted } = command;
  const said = { messageId, clientMessageId, body, turn };
  return [{ type: 'customerMessageSent', ...said, ...(submitted !== null && { submitted }) }];
}

/** The AI has no say here any more: what its form asked for is for the person to approve. */
function toApprove({ runs = {} }: ConversationState, { requested }: SendCustomerMessage) {
  return requested === null || runs[requested.runId] !== undefined
    ? []
    : [{ type: 'actionRequested' as const, ...requested }];
}
