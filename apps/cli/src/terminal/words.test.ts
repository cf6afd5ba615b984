import { expect, test } from 'vitest';
import { bytes, counted, percent, shortened, wrapped } from './words.ts';

test('sizes are told with as many digits as matter', () => {
  expect([0, 999, 1500, 20_480, 3_210_000, 5e13].map(bytes)).toEqual([
    '0 bytes',
    '999 bytes',
    '1.5 kB',
    '20 kB',
    '3.2 MB',
    '50 TB',
  ]);
});

test('one is not many', () => {
  expect([counted(1, 'passage'), counted(2, 'passage'), counted(0, 'person', 'people')]).toEqual([
    '1 passage',
    '2 passages',
    '0 people',
  ]);
  expect(percent(0.806)).toBe('81 %');
});

test('long text is cut between words and broken between words', () => {
  expect(shortened('one  two\nthree four', 12)).toBe('one two …');
  expect(shortened('short', 12)).toBe('short');
  expect(wrapped('one two three\n\nfour', '  ', 8)).toBe('  one two\n  three\n\n  four');
});
