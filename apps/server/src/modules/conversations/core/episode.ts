/**
 * What the AI may look back on, and what it still has to answer.
 *
 * An episode begins where the AI begins anew: at the start, at a hand-back, at a reopening. Its
 * first event is the marker, so an old handoff is never read as a wish for another one.
 */
import type { ConversationEvent, MessageId } from '@baton/protocol';

export interface PendingCustomerMessage {
  messageId: MessageId;
  version: number;
  body: string;
  at: string;
}

/** The events of the newest episode, from its marker on. */
export function episodeEvents(events: readonly ConversationEvent[]): ConversationEvent[] {
  return events.slice(Math.max(0, events.findLastIndex(startsEpisode)));
}

export function startsEpisode({ type }: ConversationEvent): boolean {
  return type === 'conversationStarted' || type === 'handedBack' || type === 'reopened';
}

/** The customer's messages since the last public answer, oldest first. */
export function pendingCustomerMessages(
  events: readonly ConversationEvent[],
): PendingCustomerMessage[] {
  const settled = events.findLastIndex(settlesQuestions);
  return events
    .slice(settled + 1)
    .filter((event) => event.type === 'customerMessageSent')
    .map(({ messageId, version, body, at }) => ({ messageId, version, body, at }));
}

/** A handoff answers nothing; resolving settles what was open. */
export function settlesQuestions({ type }: ConversationEvent): boolean {
  return type === 'aiAnswered' || type === 'replied' || type === 'resolved';
}
