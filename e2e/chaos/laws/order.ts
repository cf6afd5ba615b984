/**
 * Order per conversation: who was told that their message is stored before another one was sent, by
 * whomever, stands before it. And no version is missing: the history has no holes.
 */
import type { Evidence, Sent, StoredConversation, Verdict } from './evidence.ts';

type Read = Pick<Evidence, 'conversations' | 'sent'>;

export function order({ conversations, sent }: Read): Verdict {
  const broken = conversations.flatMap(holes);
  const known = new Map(sent.map((message) => [message.clientMessageId, message]));
  let checked = 0;
  for (const { id, events } of conversations) {
    const placed = events.flatMap((event): Placed[] => {
      const message = 'clientMessageId' in event ? known.get(event.clientMessageId) : undefined;
      return message === undefined ? [] : [{ message, place: event.version }];
    });
    checked += placed.length;
    broken.push(...outOfOrder(placed).map((what) => `${id}: ${what}`));
  }
  return { law: 'order is kept', checked, of: 'messages in their conversations', broken };
}

interface Placed {
  message: Sent;
  place: number;
}

function holes({ id, version, events }: StoredConversation): string[] {
  const odd = events.find((event, index) => event.version !== index + 1);
  if (odd !== undefined) return [`${id} v${odd.version} ${odd.type}: a version is missing before`];
  return events.length === version ? [] : [`${id}: v${version}, but ${events.length} events`];
}

/** The latest place of what was acknowledged must be before the place of what was sent after. */
function outOfOrder(placed: readonly Placed[]): string[] {
  const acknowledged = placed.toSorted((a, b) => told(a.message) - told(b.message));
  const broken: string[] = [];
  let latest = 0;
  let next = 0;
  const inOrderOfSending = placed.toSorted((a, b) => a.message.firstSentAt - b.message.firstSentAt);
  for (const { message, place } of inOrderOfSending) {
    for (let done = acknowledged[next]; done !== undefined; done = acknowledged[++next]) {
      if (told(done.message) >= message.firstSentAt) break;
      latest = Math.max(latest, done.place);
    }
    if (place < latest)
      broken.push(`message ${message.clientMessageId} stands at v${place}, sent after v${latest}`);
  }
  return broken;
}

const told = ({ acknowledgedAt }: Sent): number => acknowledgedAt ?? Number.POSITIVE_INFINITY;
