/** What to begin with: a question that is looked up, and something that needs a yes first. */
import type { ActionDraft, ActionField } from '@baton/protocol';

const field = (name: string, label: string, more: Partial<ActionField> = {}): ActionField => ({
  name,
  label,
  type: 'text',
  required: true,
  examples: [],
  choices: [],
  from: 'customer',
  ...more,
});

export const blankAction: ActionDraft = {
  name: '',
  description: '',
  enabled: false,
  useWhen: [],
  neverUseWhen: [],
  sensitive: false,
  needsIdentity: false,
  method: 'GET',
  url: '',
  body: null,
  fields: [],
  headers: [],
  success: 'Done.',
  failure: 'That did not work. A colleague will look into it.',
  timeoutMs: 10_000,
  retries: 2,
};

export const blankField = (fields: readonly ActionField[]): ActionField => {
  const taken = new Set(fields.map(({ name }) => name));
  let number = fields.length + 1;
  while (taken.has(`field${number}`)) number += 1;
  return field(`field${number}`, '');
};

export const actionExamples = {
  order: {
    ...blankAction,
    name: 'Look up an order',
    description: 'Where a parcel is and when it comes.',
    useWhen: [
      'Where is my order?',
      'When does my parcel arrive?',
      'Has my order been sent yet?',
      'Can you check the status of order 1042?',
      'I am still waiting for my delivery',
      'Track my package',
    ],
    neverUseWhen: ['How long does delivery usually take?', 'Do you ship to my country?'],
    url: 'https://api.example.com/orders/{{order}}',
    headers: [{ name: 'Authorization', value: '', secret: true }],
    fields: [field('order', 'Order number', { type: 'code', examples: ['1042', '1187'] })],
    success: 'Your order is {{status}}.',
    failure: 'I could not find that order. A colleague will look into it.',
  },
  cancel: {
    ...blankAction,
    name: 'Cancel a subscription',
    description: 'Ends a subscription at the end of its month.',
    sensitive: true,
    needsIdentity: true,
    method: 'POST',
    useWhen: [
      'Cancel my subscription',
      'I want to end my plan',
      'Please stop my membership',
      'I do not want to renew',
      'Unsubscribe me from the paid plan',
    ],
    neverUseWhen: ['What does the subscription cost?', 'How do I change my plan?'],
    url: 'https://api.example.com/subscriptions/cancel',
    body: '{\n  "customer": {{customer}},\n  "reason": {{reason}}\n}',
    headers: [{ name: 'Authorization', value: '', secret: true }],
    fields: [
      field('customer', 'Customer', { from: 'identity.id' }),
      field('reason', 'Reason', {
        type: 'choice',
        required: false,
        choices: ['Too expensive', 'Not used', 'Something else'],
      }),
    ],
    success: 'Your subscription ends on {{ends_on}}.',
    retries: 0,
  },
} as const satisfies Record<string, ActionDraft>;

export type ExampleName = keyof typeof actionExamples;
