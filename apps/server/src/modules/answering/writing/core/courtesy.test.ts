import { expect, test } from 'vitest';
import { isBareYesOrNo, isCourtesy } from './courtesy.ts';
import { isLabel } from './labels.ts';
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
  'I could not find anything about that.',
  "I'm sorry, I don't have enough information on opening hours.",
  "I don't know.",
  'Ich habe leider keine Informationen zur Lieferzeit.',
  'Das weiß ich leider nicht.',
  "Je n'ai pas trouvé d'informations sur ce sujet.",
  'No tengo información sobre eso.',
  'Let me know if that helps.',
  'Let me know how it goes!',
  'If you have any other questions, just let me know!',
  "If you need anything else, I'm here to help!",
  'Sagen Sie mir Bescheid, ob das hilft.',
  'Wenn Sie noch Fragen haben, melden Sie sich einfach!',
  'Dites-moi si cela vous aide.',
  "Si vous avez d'autres questions, n'hésitez pas !",
  '¡Dime si eso te ayuda!',
  'Si tienes más preguntas, avísame.',
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
  "I don't see a problem with using the lamp in the shower.",
  'I cannot find any time limit on returns at all.',
  "I'm sorry, I cannot have your lamp repaired under any warranty.",
  'I cannot find anything wrong with the lamp in water.',
  "I don't have any information about returns being impossible.",
  "I don't know about any limit.",
  'I know that it is free.',
  'There is no information that you need to send.',
  'Ich habe keine Bedenken gegen die Lampe im Badezimmer.',
  'Ich finde nichts gegen die Lampe im Badezimmer.',
  "Je n'ai pas de problème avec la lampe dans la douche.",
  'No tengo nada contra la lámpara en el baño.',
  'If you want you can do that.',
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

const words =
  'You can use the lamp in a bathroom. Without a box or power supply you cannot return your lamp. Water damage, warranty covers, reset. Lampe zurücksetzen, réinitialiser';
test.each([
  'Here is how:',
  'Here are the 3 steps:',
  'Follow these steps:',
  'To reset your lamp:',
  'To use your lamp in a bathroom, follow these steps:',
  'You need:',
  'You will need:',
  'How to return your lamp:',
  '**Water damage**',
  '## Warranty and power supply',
  'Um Ihre Lampe zurückzusetzen, gehen Sie wie folgt vor:',
  'Pour réinitialiser votre lampe :',
])('only names: %s', (label) => {
  const known = new Set(wordStems(`${words} ${label}`));
  expect(isLabel(label, known)).toBe(true);
});
test.each([
  'You can use the lamp in a bathroom:',
  'Without a box or power supply you cannot return your lamp:',
  '**Water damage is covered**',
  '**Warranty covers water damage**',
  '## No returns without a box',
  '**Use the lamp in a bathroom**',
  'To return your lamp, you must never reset it:',
  'Return within 90 days:',
  'Die Lampe ist sicher:',
])('states something, known words or not: %s', (label) => {
  expect(isLabel(label, new Set(wordStems(`${words} ${label}`)))).toBe(false);
});
