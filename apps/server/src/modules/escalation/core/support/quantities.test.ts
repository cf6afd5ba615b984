import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantitiesOf, saidBy } from './quantities.ts';
import { writtenOut } from './words.ts';

const read = (text: string) => quantitiesOf(writtenOut(text));
const says = (claim: string, told: string) =>
  read(claim)
    .filter(({ sure }) => sure)
    .every((each) => saidBy(each, read(told)));

describe('two texts agree on a quantity however it is written', () => {
  it.each([
    ['within two weeks', 'within 14 days'],
    ['half an hour', '30 minutes'],
    ['a quarter of an hour', '15 minutes'],
    ['before 2 pm', 'before 14:00'],
    ['noon', '12 o’clock'],
    ['1,000 records', '1000 records'],
    ['10.000 Einträge', '10,000 entries'],
    ['half a percent', '0.5 %'],
    ['12 months', 'one year'],
    ['twenty-five lamps', '25 lamps'],
    ['€4.90', '4,90 €'],
    ['30 cents', '€0.30'],
    ['16 KB', '16,000 bytes'],
    ['fünf Werktage', 'five working days'],
    ['dix jours ouvrables', '10 working days'],
    ['call 0800 555 0142', 'phone 0800-555-0142'],
    ['25 lamps', 'from 20–49 lamps'],
  ])('%j and %j', (one, other) => {
    expect(says(one, other)).toBe(true);
  });
});

describe('two texts do not agree', () => {
  it.each([
    ['within 30 days', 'within 14 days'],
    ['within 14 weeks', 'within 14 days'],
    ['500 GB of storage', '500 MB of storage'],
    ['€24', '$24'],
    ['version 3.2', 'version 2.3'],
    ['before 16:00', 'before 14:00'],
    ['8 pm', '8 am'],
    ['call 0800 555 0124', 'call 0800 555 0142'],
    ['5 lamps', 'from 20–49 lamps'],
    ['30 days', '31 days'],
  ])('%j and %j', (one, other) => {
    expect(says(one, other)).toBe(false);
  });
});

it('a text agrees with itself, and more words around it change nothing', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 99_999 }),
      fc.constantFrom('days', 'GB', '%', 'EUR', 'lamps', 'working days', 'hours'),
      (count, unit) => {
        const text = `It takes ${count} ${unit}`;
        expect(says(text, text)).toBe(true);
        expect(says(text, `First of all: ${text}, and no more.`)).toBe(true);
      },
    ),
  );
});

it('reads anything in time that grows with its length only', () => {
  for (const odd of [
    'a_'.repeat(5_000),
    '1 '.repeat(5_000),
    '1.'.repeat(5_000),
    'aa-'.repeat(5_000),
  ])
    expect(quantitiesOf(odd)).toBeInstanceOf(Array);
});
