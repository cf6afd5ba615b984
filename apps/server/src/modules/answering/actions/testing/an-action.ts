/** Actions for tests, with what does not matter filled in. */
import type { ActionDraft, ActionField } from '@baton/protocol';

export const aField = (changes: Partial<ActionField> = {}): ActionField => ({
  name: 'order',
  label: 'Order number',
  type: 'code',
  required: true,
  examples: ['#1042'],
  choices: [],
  from: 'customer',
  ...changes,
});

/** Looks something up: runs as soon as the order number is known. */
export const aLookUp = (changes: Partial<ActionDraft> = {}): ActionDraft => ({
  name: 'Look up an order',
  description: 'Where an order is now.',
  enabled: true,
  useWhen: ['where is my order', 'has my order shipped yet', 'track my package'],
  neverUseWhen: ['how long does delivery take'],
  sensitive: false,
  needsIdentity: false,
  method: 'GET',
  url: 'https://api.shop.example/orders/{{order}}',
  body: null,
  headers: [{ name: 'authorization', value: 'Bearer s3cr3t-key-of-the-shop', secret: true }],
  fields: [aField()],
  success: 'Your order is {{status}}.',
  failure: 'I could not find that order.',
  timeoutMs: 5_000,
  retries: 0,
  ...changes,
});

/** Changes something: waits for a teammate. */
export const aCancellation = (changes: Partial<ActionDraft> = {}): ActionDraft =>
  aLookUp({
    name: 'Cancel an order',
    useWhen: ['cancel my order', 'I want to cancel my order', 'please cancel order 1042'],
    neverUseWhen: ['cancel my subscription'],
    sensitive: true,
    method: 'POST',
    url: 'https://api.shop.example/orders/{{order}}/cancel',
    body: '{"reason": "{{reason}}"}',
    fields: [
      aField(),
      aField({ name: 'reason', label: 'Reason', type: 'text', required: false, examples: [] }),
    ],
    success: 'Your order was cancelled.',
    failure: 'The order could not be cancelled.',
    ...changes,
  });
