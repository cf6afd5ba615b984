import { expect, test } from 'vitest';
import { commitmentsIn } from './commitments.ts';

test.each([
  ['Shipping is free.', 'free of charge'],
  ['Der Versand ist kostenlos.', 'free of charge'],
  ['La livraison est gratuite.', 'free of charge'],
  ['El envío es gratis.', 'free of charge'],
  ['送货免费。', 'free of charge'],
  ['Das Geld wird erstattet.', 'money back'],
  ['Vous serez remboursé.', 'money back'],
  ['Sie erhalten 10 Euro Rabatt.', 'a discount'],
  ['Une réduction vous attend.', 'a discount'],
  ['La garantie est à vie.', 'a promise for ever'],
  ['Wir haften für Schäden; die Haftung ist voll.', 'compensation'],
])('%s commits to: %s', (text, commitment) => {
  expect([...commitmentsIn(text)]).toContain(commitment);
});

test.each([
  'Feel free to ask.',
  'You are free to move it.',
  'It frees up space; you need free space.',
  'Sugar-free and hands-free.',
  'Presenter mode is on.',
  'The percentage off-screen is hidden.',
])('%s commits to nothing', (text) => {
  expect([...commitmentsIn(text)]).toEqual([]);
});
