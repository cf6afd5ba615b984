/**
 * A message on its way, or an answer being written, as the event it will become, so that the thread
 * shows it where it will stand: when it arrives, nothing moves and nothing is drawn anew.
 */
import type { ConversationEvent, ConversationSummary } from '@baton/protocol';
import type { Shown } from '../../live/answer-preview.ts';
import type { Outgoing } from '../outbox/outbox-state.ts';
import type { WritingEvent } from './timeline.ts';

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

/** It joins the message before it as the answer will: their moments are as near. */
export function asWriting(
  { turn, text, sources }: Extract<Shown, { is: 'writing' }>,
  { version, lastMessageAt }: Pick<ConversationSummary, 'version' | 'lastMessageAt'>,
): WritingEvent {
  return {
    type: 'aiWriting',
    version: version + 1,
    at: lastMessageAt,
    turn,
    body: text,
    sources,
  };
}
