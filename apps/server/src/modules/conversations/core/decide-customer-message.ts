/**
 * The customer speaks. Always accepted: what differs is who will answer.
 */
import type { SendCustomerMessage } from './commands.ts';
import { type ConversationState, holderOf, situationOf } from './state.ts';
import { accept, type Answer, type NewEvent } from './verdict.ts';

export function firstCustomerMessage(command: SendCustomerMessage): Answer {
  const { contactId, aiAgentId, contact, page } = command;
  const started: NewEvent = { type: 'conversationStarted', contactId, aiAgentId, page };
  const known = contact.name !== null || contact.email !== null;
  return known
    ? accept(started, { type: 'contactIdentified', details: contact }, sent(command, 1))
    : accept(started, sent(command, 1));
}

export function customerMessage(state: ConversationState, command: SendCustomerMessage): Answer {
  const situation = situationOf(state);
  switch (situation) {
    case 'ai':
    case 'queue':
    case 'human':
      return accept(sent(command, state.turn + 1));
    case 'snoozed':
      return accept({ type: 'woke', because: 'customer' }, sent(command, state.turn + 1));
    case 'resolved': {
      // Back to the person who had it; else to the AI, which starts an episode of its own.
      const assigneeId = holderOf(state);
      const controller = assigneeId === null ? 'ai' : 'human';
      // Reopening is a turn too: the message comes in the one after.
      return accept(
        { type: 'reopened', by: null, controller, assigneeId },
        sent(command, state.turn + 2),
      );
    }
  }
}

function sent({ messageId, clientMessageId, body }: SendCustomerMessage, turn: number): NewEvent {
  return { type: 'customerMessageSent', messageId, clientMessageId, body, turn };
}
