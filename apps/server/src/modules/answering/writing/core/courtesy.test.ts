import { expect, test } from 'vitest';
import { admitsNotKnowing, isBareYesOrNo, isCourtesy, isLabel } from './courtesy.ts';
import { wordStems } from './plain-words.ts';

test.each([
  'Sure!',
  'Sure, happy to help!',
  'Of course! 😊',
  'Hi there!',
  "I'm sorry to hear that.",
  'Thanks for reaching out!',
  "I'd be happy to help you with that.",
  'Let me know if you have any other questions!',
  'Please let me know if you need any further help.',
  'Is there anything else I can help with?',
  'I hope this helps!',
  'Gerne!',
  'Ich hoffe, das hilft Ihnen weiter.',
  'Bonjour !',
  "N'hésitez pas à me contacter si vous avez d'autres questions.",
  '¡Claro!',
  'Espero que esto te ayude.',
  "I don't have information about that.",
  'Unfortunately, I could not find anything about gift wrapping.',
  'Leider habe ich dazu keine Informationen.',
])('claims nothing: %s', (sentence) => {
  expect(isCourtesy(sentence)).toBe(true);
});

test.each([
  'Sure, you can return it.',
  'Yes.',
  'Happy to help, it is free!',
  'Let me know your password.',
  'Let me know if you want your money back, we always pay.',
  'Thanks for reaching out, your refund is approved.',
  'I hope this helps, call 12345.',
  "I don't know, but you get a full refund.",
  "I couldn't find it: it is free.",
  'I am sorry that the lamp is not covered.',
  'If you need anything else we pay for it.',
  'Hello from the golden lamp company!',
  'Gerne, das ist kostenlos.',
])('may claim something: %s', (sentence) => {
  expect(isCourtesy(sentence)).toBe(false);
});

test('a bare yes or no is neither courtesy nor claim', () => {
  expect(['Yes.', 'No!', 'Ja.', '**Oui.**'].every(isBareYesOrNo)).toBe(true);
  expect(isBareYesOrNo('Yes, you can.')).toBe(false);
});

test('a label names what follows in words that are known', () => {
  const known = new Set(wordStems('How do I return a lamp? Open Orders.'));
  expect(isLabel('To return your lamp, follow these steps:', known)).toBe(true);
  expect(isLabel('**Return a lamp**', known)).toBe(true);
  expect(isLabel('## Orders', known)).toBe(true);
  expect(isLabel('Everything is refunded immediately:', known)).toBe(false);
  expect(isLabel('You can return a lamp.', known)).toBe(false);
});

test('not knowing is told from knowing better', () => {
  expect(admitsNotKnowing('I could not find anything about that.')).toBe(true);
  expect(admitsNotKnowing('I know that it is free.')).toBe(false);
});
