/** Lumen Desk's actions, and what became of some of their runs. */
import type { Action, ActionDraft, ActionRun, ActionTrial } from '@baton/protocol';
import { minutesAgo } from './conversation.ts';
import { id } from './ids.ts';
import { aiAgent, maya } from './people.ts';

/** What changes as screens are used. */
export type ActionsState = {
  actions: Action[];
  secretSet: boolean;
  /** What was sent to be saved, newest last. */
  saved: ActionDraft[];
};

const field = (name: string, label: string, more: Partial<Action['fields'][number]> = {}) =>
  ({
    name,
    label,
    type: 'text',
    required: true,
    examples: [],
    choices: [],
    from: 'customer',
    ...more,
  }) satisfies Action['fields'][number];

export const orderStatus = {
  id: id('act', 1),
  aiAgentId: aiAgent.id,
  version: 4,
  name: 'Look up an order',
  description: 'Where a parcel is and when it comes.',
  enabled: true,
  useWhen: ['Where is my order?', 'When does my parcel arrive?', 'Has order 48213 been sent yet?'],
  neverUseWhen: ['How long does delivery usually take?'],
  sensitive: false,
  needsIdentity: false,
  method: 'GET',
  url: 'https://api.lumen.example/orders/{{order}}',
  body: null,
  fields: [
    field('order', 'Order number', { type: 'code', examples: ['48213', '51877'] }),
    field('email', 'Email', { type: 'email', required: false, examples: ['ada@post.example'] }),
  ],
  headers: [
    { name: 'Accept', value: 'application/json', secret: false },
    { name: 'Authorization', value: null, secret: true },
  ],
  success: 'Your order is {{status}}. It should arrive on {{delivery.day}}.',
  failure: 'I could not find that order. A colleague will look into it.',
  timeoutMs: 8_000,
  retries: 2,
  updatedAt: minutesAgo(2_000),
  lastRunAt: minutesAgo(14),
  runs: 312,
  failures: 4,
} as unknown as Action;

export const cancelPlan = {
  ...orderStatus,
  id: id('act', 2),
  version: 2,
  name: 'Cancel a subscription',
  description: 'Ends a bulb subscription at the end of its month.',
  useWhen: ['Cancel my subscription', 'I do not want new bulbs any more'],
  neverUseWhen: ['What does the subscription cost?'],
  sensitive: true,
  needsIdentity: true,
  method: 'POST',
  url: 'https://api.lumen.example/subscriptions/cancel',
  body: '{\n  "customer": {{customer}},\n  "reason": {{reason}}\n}',
  fields: [
    field('customer', 'Customer', { from: 'identity.id' }),
    field('reason', 'Reason', {
      type: 'choice',
      required: false,
      choices: ['Too expensive', 'Moving', 'Something else'],
    }),
  ],
  success: 'Your subscription ends on {{ends_on}}.',
  failure: 'That did not work. A colleague will do it for you.',
  lastRunAt: minutesAgo(220),
  runs: 9,
  failures: 3,
} as unknown as Action;

export const run = (number: number, more: Partial<ActionRun> = {}) =>
  ({
    id: id('run', number),
    actionId: orderStatus.id,
    actionVersion: 4,
    name: orderStatus.name,
    conversationId: id('cnv', 6),
    contactId: id('con', 6 * 7919),
    state: 'succeeded',
    sensitive: false,
    identified: false,
    inputs: [{ name: 'order', label: 'Order number', value: `48${200 + number}` }],
    says: 'Your order is on its way. It should arrive on Tuesday.',
    status: 200,
    problem: null,
    tries: 1,
    decidedBy: null,
    note: null,
    at: minutesAgo(number * 14),
    finishedAt: minutesAgo(number * 14),
    ...more,
  }) as ActionRun;

export const runs: ActionRun[] = [
  run(1),
  run(2, {
    actionId: cancelPlan.id,
    name: cancelPlan.name,
    sensitive: true,
    identified: true,
    state: 'awaiting_approval',
    inputs: [{ name: 'customer', label: 'Customer', value: 'cus_81723' }],
    says: null,
    status: null,
    tries: 0,
    finishedAt: null,
  }),
  run(3, {
    state: 'failed',
    status: 503,
    tries: 3,
    problem: 'The server answered 503 three times.',
    says: orderStatus.failure,
  }),
  run(4, {
    actionId: cancelPlan.id,
    name: cancelPlan.name,
    sensitive: true,
    identified: true,
    state: 'declined',
    inputs: [{ name: 'customer', label: 'Customer', value: 'cus_10293' }],
    decidedBy: maya.id,
    note: 'Has two plans: asked which one.',
    says: null,
    status: null,
    tries: 0,
  }),
  ...Array.from({ length: 20 }, (_, index) => run(index + 5)),
];

export const trial: ActionTrial = {
  ok: true,
  request: {
    method: 'GET',
    url: 'https://api.lumen.example/orders/48213',
    body: null,
  },
  status: 200,
  response:
    '{\n  "id": "48213",\n  "status": "on its way",\n  "carrier": "Postal",\n  "delivery": {\n    "day": "Tuesday",\n    "window": "9 to 12"\n  },\n  "items": [\n    { "name": "Arc lamp", "count": 1 }\n  ]\n}',
  milliseconds: 212,
  says: 'Your order is on its way. It should arrive on Tuesday.',
  problem: null,
};

export const failedTrial: ActionTrial = {
  ok: false,
  request: trial.request,
  status: 404,
  response: '{ "error": "no such order" }',
  milliseconds: 98,
  says: orderStatus.failure,
  problem: 'The server answered 404.',
};
