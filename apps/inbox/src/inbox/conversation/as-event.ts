/**
 * A message on its way as the event it will become, so that the thread shows it where it will
 * stand: when it arrives, nothing moves and nothing is drawn anew.
 */
import type { ConversationEvent } from '@baton/protocol';
import type { Outgoing } from '../outbox/outbox-state.ts';

export function asEvent(
  { clientMessageId, kind, body, at }: Outgoing,
  teammateId: string,
  version: number,
): ConversationEvent {
  return {
    type: kind === 'reply' ? 'replied' : 'noteAdded',
    version,
    at,
    messageId: clientMessageId,
    clientMessageId,
    teammateId,
    body,
  } as ConversationEvent;
}
