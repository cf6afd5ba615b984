/** Webhooks and their deliveries as rows, and as screens show them. */
import type { Webhook, WebhookDelivery, WebhookEvent } from '@baton/protocol';

export interface WebhookRow {
  id: string;
  url: string;
  description: string;
  events: WebhookEvent[];
  state: Webhook['state'];
  off_because: Webhook['offBecause'];
  state_since: Date;
  failing_since: Date | null;
  last_delivered_at: Date | null;
  secret_set_at: Date;
  old_secret_until: Date | null;
  created_at: Date;
  waiting: number;
  dead: number;
}

/**
 * Counted up to where a webhook is turned off: no list waits for more. A test that failed is not one
 * that was given up: nobody wants it sent again.
 */
export const webhookColumns = `w.id, w.url, w.description, w.events, w.state, w.off_because,
  w.state_since, w.failing_since, w.last_delivered_at, w.secret_set_at,
  case when w.old_secret_until > now() then w.old_secret_until end as old_secret_until,
  w.created_at,
  (select count(*)::int from webhook_deliveries d
   where d.webhook_id = w.id and d.state = 'waiting') as waiting,
  (select count(*)::int from webhook_deliveries d
   where d.workspace_id = w.workspace_id and d.webhook_id = w.id and d.state = 'dead'
     and d.event <> 'webhook.test') as dead`;

export function asWebhook(row: WebhookRow): Webhook {
  return {
    id: row.id as Webhook['id'],
    url: row.url,
    description: row.description,
    events: row.events,
    state: row.state,
    offBecause: row.off_because,
    stateSince: row.state_since.toISOString(),
    failingSince: row.failing_since?.toISOString() ?? null,
    lastDeliveredAt: row.last_delivered_at?.toISOString() ?? null,
    waiting: row.waiting,
    dead: row.dead,
    secretSetAt: row.secret_set_at.toISOString(),
    oldSecretUntil: row.old_secret_until?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}

export interface DeliveryRow {
  id: string;
  seq: string;
  webhook_id: string;
  event: WebhookDelivery['event'];
  conversation_id: string | null;
  state: WebhookDelivery['state'];
  attempts: number;
  due_at: Date;
  last: WebhookDelivery['last'];
  created_at: Date;
  finished_at: Date | null;
}

export const deliveryColumns = `id, seq, webhook_id, event, conversation_id, state, attempts, due_at,
  last, created_at, finished_at`;

export function asDelivery(row: DeliveryRow): WebhookDelivery {
  return {
    id: row.id as WebhookDelivery['id'],
    webhookId: row.webhook_id as WebhookDelivery['webhookId'],
    event: row.event,
    conversationId: row.conversation_id as WebhookDelivery['conversationId'],
    state: row.state,
    attempts: row.attempts,
    createdAt: row.created_at.toISOString(),
    nextAt: row.state === 'waiting' ? row.due_at.toISOString() : null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    last: row.last,
  };
}
