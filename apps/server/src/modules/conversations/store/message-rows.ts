/** What was said in an append, as rows of `messages`: for search, and to recognise a resend. */
import type { ConversationEvent } from '@baton/protocol';
import type { ConversationState } from '../core/state.ts';

interface MessageRow {
  id: string;
  version: number;
  turn: number;
  author_kind: 'contact' | 'ai' | 'teammate';
  author_id: string;
  visibility: 'public' | 'note';
  client_message_id: string | null;
  body: string;
  at: string;
}

export function messageRows({
  events,
  after,
}: {
  events: readonly ConversationEvent[];
  after: ConversationState;
}): MessageRow[] {
  return events.flatMap((event): MessageRow[] => {
    if (!('messageId' in event)) return [];
    const { messageId: id, version, body, at } = event;
    return [{ id, version, body, at, ...authorship(event, after) }];
  });
}

type Spoken = Extract<ConversationEvent, { messageId: unknown }>;

function authorship(
  event: Spoken,
  after: ConversationState,
): Omit<MessageRow, 'id' | 'version' | 'body' | 'at'> {
  switch (event.type) {
    case 'customerMessageSent':
      return {
        author_kind: 'contact',
        author_id: after.contact.id,
        visibility: 'public',
        client_message_id: event.clientMessageId,
        turn: event.turn,
      };
    case 'aiAnswered':
    case 'handedOff':
      return {
        author_kind: 'ai',
        author_id: after.aiAgentId,
        visibility: 'public',
        client_message_id: null,
        turn: event.turn,
      };
    case 'replied':
    case 'noteAdded':
      return {
        author_kind: 'teammate',
        author_id: event.teammateId,
        visibility: event.type === 'noteAdded' ? 'note' : 'public',
        client_message_id: event.clientMessageId,
        turn: after.turn,
      };
  }
}
