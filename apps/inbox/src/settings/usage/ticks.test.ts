import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ticksUpTo } from './ticks.ts';

it('lines are round numbers from nothing to just above the most', () => {
  expect(ticksUpTo(1)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(ticksUpTo(0.37)).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
  expect(ticksUpTo(93)).toEqual([0, 25, 50, 75, 100]);
  expect(ticksUpTo(0)).toEqual([0, 1]);
});

it('there are never many, they reach the most, and the last is needed', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (most) => {
      const ticks = ticksUpTo(most);
      expect(ticks.length).toBeGreaterThanOrEqual(3);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most * 0.999_999);
      expect(ticks.at(-2)).toBeLessThan(most);
    }),
  );
});
