/** Webhooks and routing over a `World`. */
import {
  DEFAULT_ROUTING,
  type RoutingRules,
  type Webhook,
  WEBHOOK_EVENTS,
  type WebhookDelivery,
  type WebhookDraft,
} from '@baton/protocol';
import { type Answer, ok, problem } from './answers.ts';
import { id } from './ids.ts';

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const secret = 'whsec_9dJ4mQ0s7Zp2Xv6TbR1cYkW8eLh3NfUa5oGiPjKlMwE=';

const webhook = (n: number, changes: Partial<Webhook>): Webhook =>
  ({
    id: id('whk', n),
    url: `https://crm.lumen.example/hooks/baton`,
    description: '',
    events: [...WEBHOOK_EVENTS],
    state: 'active',
    offBecause: null,
    stateSince: ago(40_000),
    failingSince: null,
    lastDeliveredAt: ago(3),
    waiting: 0,
    dead: 0,
    secretSetAt: ago(40_000),
    oldSecretUntil: null,
    createdAt: ago(40_000),
    ...changes,
  }) as Webhook;

const delivery = (n: number, changes: Partial<WebhookDelivery>): WebhookDelivery =>
  ({
    id: id('dlv', n),
    webhookId: id('whk', 2),
    event: 'message.received',
    conversationId: null,
    state: 'delivered',
    attempts: 1,
    createdAt: ago(n * 7),
    nextAt: null,
    finishedAt: ago(n * 7),
    last: { at: ago(n * 7), status: 200, milliseconds: 84, response: null, problem: null },
    ...changes,
  }) as WebhookDelivery;

const failed = {
  at: ago(12),
  status: 503,
  milliseconds: 212,
  response: '<html><title>Down for maintenance</title></html>',
  problem: 'It answered with status 503.',
};

export function createWebhooks() {
  return {
    rules: DEFAULT_ROUTING,
    webhooks: [
      webhook(1, { description: 'CRM' }),
      webhook(2, {
        url: 'https://warehouse.lumen.example/ingest/support/conversations?source=baton',
        description: 'Data warehouse',
        events: ['conversation.handed_off', 'conversation.resolved'],
        failingSince: ago(95),
        lastDeliveredAt: ago(95),
        waiting: 1_284,
        dead: 3,
      }),
      webhook(3, {
        url: 'https://old-bot.lumen.example/',
        state: 'off',
        offBecause: 'gone',
        oldSecretUntil: ago(-600),
        lastDeliveredAt: null,
      }),
    ],
    deliveries: [
      delivery(1, {
        state: 'waiting',
        attempts: 6,
        nextAt: ago(-25),
        finishedAt: null,
        last: failed,
        event: 'conversation.handed_off',
      }),
      delivery(2, { state: 'dead', attempts: 14, last: failed, event: 'conversation.resolved' }),
      delivery(3, {}),
      delivery(4, { event: 'webhook.test' }),
    ],
  };
}
export type WebhooksState = ReturnType<typeof createWebhooks>;

export function routing(state: WebhooksState, method: string, body: RoutingRules): Answer {
  if (method === 'PUT') state.rules = body;
  return ok({ rules: state.rules });
}

export function webhooks(
  state: WebhooksState,
  method: string,
  path: string[],
  url: URL,
  body: WebhookDraft,
): Answer {
  if (path[0] === 'webhook-deliveries') {
    const again = state.deliveries.find((one) => one.id === path[1]);
    if (!again) return problem('not_found');
    Object.assign(again, { state: 'waiting', attempts: 0, nextAt: ago(0), last: null });
    return ok({ delivery: again });
  }
  if (path[1] === undefined) {
    if (method === 'GET') return ok({ webhooks: state.webhooks });
    if (!body.url.startsWith('https://'))
      return problem(
        'invalid_input',
        'Only addresses that begin with http:// or https:// are read.',
      );
    const made = webhook(10 + state.webhooks.length, { ...body, lastDeliveredAt: null });
    state.webhooks.push(made);
    return ok({ webhook: made, secret });
  }
  const at = state.webhooks.findIndex((one) => one.id === path[1]);
  const found = state.webhooks[at];
  if (!found) return problem('not_found');
  switch (path[2]) {
    case 'pause':
      Object.assign(found, { state: 'paused', waiting: 2 });
      return ok({ webhook: found });
    case 'resume':
      Object.assign(found, { state: 'active', offBecause: null, failingSince: null });
      return ok({ webhook: found });
    case 'secret':
      return ok({ webhook: found, secret });
    case 'test': {
      const tested = delivery(0, { event: 'webhook.test' });
      state.deliveries.unshift(tested);
      return ok({ delivery: tested });
    }
    case 'resend-dead':
      found.dead = 0;
      return ok({ count: 3 });
    case 'deliveries': {
      const wanted = url.searchParams.get('state');
      const shown = state.deliveries.filter((one) => !wanted || one.state === wanted);
      return ok({ deliveries: shown, nextPage: null });
    }
    default:
      if (method === 'DELETE') {
        state.webhooks.splice(at, 1);
        return ok();
      }
      Object.assign(found, body);
      return ok({ webhook: found });
  }
}
