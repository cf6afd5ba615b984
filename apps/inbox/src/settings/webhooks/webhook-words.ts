/** Webhooks in words: events, states, why one was turned off. */
import {
  type Webhook,
  WEBHOOK_EVENTS,
  WEBHOOK_LIMITS,
  type WebhookDelivery,
  type WebhookEvent,
} from '@baton/protocol';
import type { ChipTone } from '../../design/chip.tsx';

export const eventWords: Record<WebhookEvent, string> = {
  'conversation.started': 'A conversation starts',
  'message.received': 'A customer writes',
  'message.answered': 'The AI answers',
  'conversation.handed_off': 'It is handed off to a person',
  'conversation.assigned': 'Somebody takes it or is given it',
  'conversation.returned_to_queue': 'It goes back to the queue',
  'message.replied': 'A teammate replies',
  'conversation.handed_back': 'It is handed back to the AI',
  'conversation.resolved': 'It is resolved',
  'conversation.reopened': 'It is reopened',
};

export function eventsInWords(events: readonly WebhookEvent[]): string {
  if (events.length === WEBHOOK_EVENTS.length) return 'Every event';
  return events.length === 1 ? '1 event' : `${events.length} events`;
}

export function standingOf(webhook: Webhook): { tone: ChipTone; words: string } {
  if (webhook.state === 'off') return { tone: 'danger', words: 'Turned off' };
  if (webhook.state === 'paused') return { tone: 'plain', words: 'Paused' };
  if (webhook.failingSince !== null) return { tone: 'warn', words: 'Failing' };
  return { tone: 'good', words: 'Active' };
}

/** What a manager should know at once; null: all is well. */
export function troubleOf({ state, offBecause, waiting }: Webhook): string | null {
  if (state === 'paused' && waiting > 0) {
    return `${counted(waiting)} ${waiting === 1 ? 'waits' : 'wait'} until you resume, for ${WEBHOOK_LIMITS.triedForDays} days at most.`;
  }
  switch (offBecause) {
    case null:
      return null;
    case 'gone':
      return 'It answered 410: it wants no more. What happens now is not kept for it.';
    case 'failing':
      return `It took nothing for ${WEBHOOK_LIMITS.triedForDays} days. What happens now is not kept for it.`;
    case 'overflow':
      return 'More was waiting than is kept. What happens now is not kept for it.';
  }
}

/** What becomes of the secrets that there are, before a new one is made. */
export function renewalOf({ oldSecretUntil }: Pick<Webhook, 'oldSecretUntil'>): string {
  return oldSecretUntil === null
    ? 'For a day both sign, so that your server can change over without missing anything. After that the old one is worth nothing.'
    : 'Two secrets sign at the moment, and the older one is worth nothing as soon as there is a third. The one that you made last goes on for a day beside the new one: go on only if your server knows it already, or if you want the older one gone.';
}

export const counted = (deliveries: number): string =>
  deliveries === 1 ? '1 delivery' : `${deliveries.toLocaleString('en')} deliveries`;

export const deliveryLooks: Record<WebhookDelivery['state'], { tone: ChipTone; words: string }> = {
  waiting: { tone: 'warn', words: 'Waiting' },
  delivered: { tone: 'good', words: 'Delivered' },
  dead: { tone: 'danger', words: 'Given up' },
};
