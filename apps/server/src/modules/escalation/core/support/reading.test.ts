import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clashes } from './exclusive.ts';
import { holds, namesOf } from './names.ts';
import { negationGap, opposed, stancesOf } from './polarity.ts';
import { sentencesOf, unitsOf } from './units.ts';
import { stemOf, wordsOf, writtenOut } from './words.ts';

const words = (text: string) => wordsOf(writtenOut(text));
const gap = (claim: string, told: string) => negationGap(words(claim), words(told));
const against = (claim: string, told: string) =>
  opposed(words(claim), stancesOf(words(claim)), words(told)).near;

describe('the pieces of a passage', () => {
  it('are sentences, items and rows, each with its heading and each cell with its column', () => {
    expect(
      unitsOf(
        '# Plans\n\nPay monthly or\nyearly. Cancel any time.\n\n- **Free**: for one\n\n| | Free | Pro |\n|---|---|---|\n| Seats | 1 | 10 |',
      ),
    ).toEqual([
      'Plans ⟩ Pay monthly or yearly.',
      'Plans ⟩ Cancel any time.',
      'Plans ⟩ Free: for one',
      'Plans ⟩ Seats: Free 1; Pro 10',
    ]);
  });
  it('know that "No." turns the question above it around', () => {
    expect(unitsOf('## Can I use it outdoors?\n\nNo. It is not protected.')[1]).toBe(
      'Not: Can I use it outdoors? ⟩ It is not protected.',
    );
  });
  it('do not end at an abbreviation', () => {
    expect(sentencesOf('Use a hub, e.g. a HomePod. It is enough.')).toEqual([
      'Use a hub, e.g. a HomePod.',
      'It is enough.',
    ]);
  });
  it('are found in whatever is given', () => {
    fc.assert(fc.property(fc.string({ maxLength: 500 }), (text) => unitsOf(text).length <= 120));
  });
});

describe('words', () => {
  it.each([
    ['returns', 'returned'],
    ['delivery', 'deliveries'],
    ['cancel', 'cancelled'],
    ['choose', 'select'],
    ['parcel', 'package'],
  ])('%s and %s are one', (one, other) => {
    expect(stemOf(one)).toBe(stemOf(other));
  });
  it.each([
    ['it costs nothing', 'free'],
    ['You don’t pay anything', 'free'],
    ['You do not have to say why', 'optional'],
    ['send it back', 'return'],
  ])('%j is written out with %j', (text, word) => {
    expect(writtenOut(text)).toContain(word);
  });
});

describe('a negation', () => {
  it('on one side only is seen', () => {
    expect(gap('You can return gift cards.', 'Gift cards cannot be returned.')).toBe(1);
    expect(gap('Attachments are exported.', 'Attachments are not exported.')).toBe(1);
  });
  it('on both sides, or about something else, is none', () => {
    expect(gap('Gift cards can’t be returned.', 'Gift cards cannot be returned.')).toBe(0);
    expect(
      gap('Plug it into the wall.', 'Plug it into the wall and not into a dimmed socket.'),
    ).toBe(0);
    expect(gap('A tool for teams', 'Not only a tool for teams')).toBe(0);
  });
});

describe('opposites', () => {
  it.each([
    ['Delete it before you start.', 'Delete it after you start.'],
    ['Sign-in is required.', 'Sign-in is optional.'],
    ['It takes at least five days.', 'It takes at most five days.'],
    ['Turn the screw anticlockwise.', 'Turn the screw clockwise.'],
  ])('%j and %j', (claim, told) => {
    expect(against(claim, told)).toBe(1);
    expect(against(told, claim)).toBe(1);
    expect(against(told, told)).toBe(0);
  });
  it('about different things do not count', () => {
    expect(against('Pay before delivery.', 'After a reset the lamp blinks.')).toBe(0);
  });
});

describe('words that exclude each other', () => {
  it('are seen where the place says another of their kind', () => {
    expect(clashes(words('The ring turns green.'), words('The ring turns red.'))).toEqual([
      ['green', 'red'],
    ]);
  });
  it('are none where the place has the word as well', () => {
    expect(clashes(words('It turns green.'), words('It turns red, then green.'))).toEqual([]);
  });
});

describe('names', () => {
  it('are links, codes, labels on a path, and capitals inside a sentence', () => {
    expect(namesOf('Send X-Kite-Signature to a@b.example, then open **Settings > Data**.')).toEqual(
      { exact: ['a@b.example', 'x-kite-signature'], names: ['settings', 'data'] },
    );
    expect(namesOf('You can pay with Klarna or Apple Pay.').names).toEqual(['klarna', 'apple pay']);
  });
  it('of a path are its labels and not the words around it', () => {
    expect(namesOf('Choose the order under Account > My Orders if you like.').names).toEqual([
      'account',
      'my orders',
    ]);
  });
  it('are not the nouns of German', () => {
    expect(namesOf('Sie können die Lampe mit der Karte bezahlen.').names).toEqual([]);
  });
  it('may have an ending', () => {
    expect(holds('the smartlock opens', 'smartlocks')).toBe(true);
    expect(holds('the smartlock opens', 'klarna')).toBe(false);
  });
  it('are read in time that grows with the text only', () => {
    for (const odd of ['aA1_'.repeat(3_000), 'a-'.repeat(6_000), `${'x'.repeat(9_000)}!`])
      expect(namesOf(odd).names).toBeInstanceOf(Array);
  });
});
