/** Small histories for the tests of the laws. */
import type { ConversationEvent } from '@baton/protocol';
import type { Evidence, Sent, StoredConversation, StoredMessage } from './evidence.ts';

type Made = Record<string, unknown> & { type: string };

export const asked = (turn: number, clientMessageId = `c${turn}`): Made => ({
  type: 'customerMessageSent',
  turn,
  clientMessageId,
  messageId: `msg_${clientMessageId}`,
  body: 'x',
});
export const answered = (turn: number): Made => ({
  type: 'aiAnswered',
  turn,
  messageId: `msg_a${turn}`,
  body: 'y',
});
export const handedOff = (turn: number): Made => ({ ...answered(turn), type: 'handedOff' });
export const claimed = (teammateId: string): Made => ({ type: 'claimed', teammateId });
export const tookOver = (teammateId: string): Made => ({ type: 'tookOver', teammateId });
export const handedBack = (teammateId: string): Made => ({ type: 'handedBack', teammateId });
export const replied = (teammateId: string, clientMessageId = 'r1'): Made => ({
  type: 'replied',
  teammateId,
  clientMessageId,
  messageId: `msg_${clientMessageId}`,
  body: 'z',
});

/** Starts it, numbers the events, and lists it as they say unless told otherwise. */
export function conversation(
  events: readonly Made[],
  listed: Partial<StoredConversation> = {},
): StoredConversation {
  const all = [{ type: 'conversationStarted' }, ...events].map(
    (event, index) =>
      ({ version: index + 1, at: '2026-01-01T00:00:00.000Z', ...event }) as ConversationEvent,
  );
  return {
    id: 'cnv',
    version: all.length,
    status: 'open',
    controller: 'ai',
    assigneeId: null,
    events: all,
    ...listed,
  };
}

export function rowsOf({ id, events }: StoredConversation): StoredMessage[] {
  return events.flatMap((event) =>
    'messageId' in event
      ? [
          {
            conversationId: id,
            clientMessageId: 'clientMessageId' in event ? event.clientMessageId : null,
            author: event.type === 'aiAnswered' || event.type === 'handedOff' ? 'ai' : 'other',
            version: event.version,
            turn: 'turn' in event ? event.turn : 0,
            body: event.body,
          },
        ]
      : [],
  );
}

export const sent = (clientMessageId: string, times: Partial<Sent> = {}): Sent => ({
  clientMessageId,
  body: 'x',
  acknowledged: true,
  firstSentAt: 0,
  acknowledgedAt: 1,
  ...times,
});

export function evidence(more: Partial<Evidence>): Evidence {
  const conversations = more.conversations ?? [];
  return {
    conversations,
    messages: conversations.flatMap(rowsOf),
    sent: [],
    claims: [],
    screens: [],
    badges: [],
    feed: [],
    lostJobs: [],
    ...more,
  };
}
