import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createUlids, newId } from './ids.ts';

it('an id says what it is, then 26 characters that nobody mistakes for one another', () => {
  expect(newId('cnv')).toMatch(/^cnv_[0-9a-hjkmnp-tv-z]{26}$/);
});

it('ids made in one process sort in the order they were made', () => {
  const ids = Array.from({ length: 5_000 }, () => newId('msg'));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

it('also when the clock stands still, or is set back, or chance runs out of room', () => {
  const times = fc.array(fc.integer({ min: 0, max: 2 ** 48 - 2 }), { minLength: 2, maxLength: 50 });
  const chance = fc.constantFrom(0n, 5n, (1n << 80n) - 1n);
  fc.assert(
    fc.property(times, chance, (moments, luck) => {
      let i = 0;
      const next = createUlids(
        () => moments[i++] ?? 0,
        () => luck,
      );
      const ids = moments.map(() => next());
      expect([...ids].sort()).toEqual(ids);
      expect(new Set(ids).size).toBe(ids.length);
    }),
  );
});

it('the first ten characters are the time', () => {
  const at = createUlids(
    () => 1_469_918_176_385,
    () => 0n,
  );
  expect(at().slice(0, 10)).toBe('01aryz6s41');
});
