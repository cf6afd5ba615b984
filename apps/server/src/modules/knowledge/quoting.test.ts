import { expect, test } from 'vitest';
import { quoteFrom } from './quoting.ts';

const filler = (topic: string) =>
  `The ${topic} team works from Monday to Friday. It sits in Utrecht. Its members like long walks and short meetings, and they write to each other every day about what they saw. A new office is being looked for, with windows to the south and a room for bicycles, because the old one has neither.`;

test('a short passage is quoted whole', async () => {
  const text = 'Yes, until the parcel has left. Write to us.';
  expect(await quoteFrom({ heading: 'Address', text }, 'change address', null)).toBe(text);
});

test('steps are quoted whole, with what leads in to them', async () => {
  const text = `${filler('billing')}\n\nTo download an invoice:\n\n1. Open Settings.\n2. Choose Billing.\n3. Press Download.\n\n${filler('sales')}`;
  expect(
    await quoteFrom({ heading: 'Invoices', text }, 'How do I download an invoice?', null),
  ).toBe('To download an invoice:\n\n1. Open Settings.\n2. Choose Billing.\n3. Press Download.');
});

test('a sentence is quoted with the ones before it, which may hold the "Yes"', async () => {
  const text = `${filler('support')}\n\nYes. You can pause a subscription for up to three months. We keep your data. Nothing is charged.\n\n${filler('sales')}`;
  const quote = await quoteFrom({ heading: '', text }, 'can I pause my subscription', null);
  expect(quote.startsWith('Yes. You can pause a subscription')).toBe(true);
  expect(quote).not.toContain('Utrecht');
});
