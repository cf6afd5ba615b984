/**
 * A message whose client id its sender has used before: the same message again, or a mistake.
 */
import type { ConversationId } from '@baton/protocol';
import type { Refused } from './verdict.ts';

/** What a message is, apart from when it came. */
export interface SentMessage {
  conversationId: ConversationId;
  body: string;
  visibility: 'public' | 'note';
}

/** Null: the very same message, so the first one's result stands. */
export function reusedForAnother(first: SentMessage, again: SentMessage): Refused | null {
  const same =
    first.conversationId === again.conversationId &&
    first.body === again.body &&
    first.visibility === again.visibility;
  return same
    ? null
    : {
        kind: 'refused',
        code: 'client_message_id_reused',
        detail: 'This client message id belongs to another message. Use a new one.',
        teammateId: null,
      };
}
