/** Fields of an action, in words. */
import type { ActionField, FieldType } from '@baton/protocol';

export const typeWords: Record<FieldType, string> = {
  text: 'Text',
  email: 'Email address',
  number: 'Number',
  date: 'Date',
  choice: 'One of several',
  code: 'Number or code (an order, a customer)',
};

export const fromWords: Record<ActionField['from'], string> = {
  customer: 'The customer says it',
  'identity.id': 'Verified: their id',
  'identity.email': 'Verified: their email',
  'identity.name': 'Verified: their name',
};

/** A name for programs out of a label for people: "Order number" is `orderNumber`. */
export function nameFor(label: string): string {
  const words = label
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9 ]/gu, '')
    .trim()
    .toLowerCase()
    .split(/ +/u)
    .filter(Boolean);
  const name = words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
    .replace(/^[0-9]+/u, '');
  return name.slice(0, 40);
}
