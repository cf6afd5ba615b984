import { describe, expect, it } from 'vitest';
import { isQuoted } from './quoted.ts';
import { tellPassage } from './told.ts';

const passage = tellPassage(
  'Care',
  '',
  'Do not open the lamp head, and wipe it with a dry cloth. Unplug the lamp, wait ten seconds, and plug it in again. Return shipping is free within the EU. Returns are free, unless the lamp is damaged. If you order 25 lamps, you get 12 % off.\n\n## Can I use it outdoors?\n\nNo. The lamp is safe in the rain.',
);
const quoted = (sentence: string) => isQuoted(sentence, [passage]);

describe('a sentence that is a clause of a passage word for word', () => {
  it.each([
    'Return shipping is free within the EU.',
    'return shipping is free within the EU',
    'First, unplug the lamp, wait ten seconds, and plug it in again.',
    'Then, wait ten seconds.',
    'Plug it in again.',
    'Do not open the lamp head.',
  ])('is quoted: %j', (sentence) => {
    expect(quoted(sentence)).toBe(true);
  });

  it.each([
    ['behind a negation', 'Open the lamp head.'],
    ['before a condition', 'Returns are free.'],
    ['behind a condition', 'You get 12 % off.'],
    ['the condition alone', 'The lamp is damaged.'],
    ['under a question answered with no', 'The lamp is safe in the rain.'],
    ['cut within a clause', 'Return shipping is free.'],
    ['in other words', 'Return shipping is free in the EU.'],
    ['too short to say anything', 'Wait.'],
  ])('is not, %s: %j', (_, sentence) => {
    expect(quoted(sentence)).toBe(false);
  });
});
