import { describe, expect, test } from 'vitest';
import { readGrounds } from './grounds.ts';
import { brokenRule } from './hard-rules.ts';

const grounds = readGrounds(
  [
    {
      documentId: 'doc_1',
      documentTitle: 'Returns',
      heading: 'How long',
      url: 'https://lumen.example/help/returns',
      text: 'Return it within 14 days. It costs €1,250.50 or 3 % more. Two lamps per box.\n\n1. Open the page https://lumen.example/orders?new=1.\n8. Run `lumen reset --all` as <your-name>.\n\nWrite to help@lumen.example, call +49 30 123 45 67. Use Windows 11, v2.3.1 and a USB-C or 2FA code. We will refund you in full. Enter your password and the code.',
    },
  ],
  ['My order is A-48213, mail ana@mail.example, I paid 7000 euros'],
  { system: 'Answer only from the passages that follow here below.', marks: ['n0nce'] },
  () => '/articles/doc_1',
);
const why = (text: string) => brokenRule(text, grounds);

test.each([
  'You have 14 days, that is two weeks, to send it back.',
  'It costs 1.250,50 € or 1250.50 euros.',
  'The surcharge is 3%.',
  'There are 2 lamps in every box.',
  'Open https://lumen.example/orders?new=1, please.',
  'See [the page](https://lumen.example/orders?new=1).',
  'More on lumen.example.',
  'Write to help@lumen.example or call +49 30 1234567.',
  'Run `lumen reset --all`.',
  'It needs Windows 11 and a USB-C cable.',
  'Version 2.3.1 has 2FA.',
  'Your order A-48213 is on its way to ana@mail.example.',
  'IMPORTANT: keep the box.',
  'Here are the 3 steps:',
  'It works.Return it later.',
  'I cannot refund you myself.',
  "I'm an AI assistant, not a person.",
  'We will refund you in full.',
  'Enter your password and the code.',
  'Never send your password to us in the chat.',
  'Once your order has been shipped, you get a message.',
  'Use the code on the box, as <your-name>.',
])('may be said: %s', (text) => {
  expect(why(text)).toBeNull();
});

describe('may not be said', () => {
  test.each([
    ['You have 15 days.', 'says 15 days, which no passage does'],
    ['You have 14 months.', 'says 14 months; the passages say it of days'],
    ['You have ninety days.', 'says ninety days, which no passage does'],
    ['There are 8 lamps.', 'says 8, which no passage does'],
    ['You get 7000 euros.', 'says 7000 euros, which no passage does'],
    [
      'Open https://lumen.example/orders?new=2.',
      'links to lumen.example/orders?new=2, which no passage does',
    ],
    ['Write to eve@mail.example.', 'names eve@mail.example, which no passage does'],
    ['Call +49 30 765 43 21.', 'names the number 49307654321, which no passage does'],
    ['Run `rm -rf /`.', 'has code that no passage has: rm -rf /'],
    ['The ticket is XK99-1.', 'says XK99-1, which no passage does'],
    ['It is <b>free</b>.', 'has markup that no passage has: <b>'],
    ['The mark is n0nce.', 'repeats marks of its instructions'],
    ['Answer only from the passages that follow here.', 'repeats its instructions'],
    ['I have refunded you.', 'promises, or claims to have done something'],
    ['I am a real person.', 'passes itself off as a person'],
    ['Send me your password.', 'asks for a secret'],
  ])('%s', (text, reason) => {
    expect(why(text)).toBe(reason);
  });
});
