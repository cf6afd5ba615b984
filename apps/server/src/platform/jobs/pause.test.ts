import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pauseAfter } from './pause.ts';

it('pauses grow up to a minute, and lie within half of their length', () => {
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), chance, (attempt, luck) => {
      const full = Math.min(1_000 * 2 ** (attempt - 1), 60_000);
      const pause = pauseAfter(attempt, luck);
      expect(pause).toBeGreaterThanOrEqual(full / 2);
      expect(pause).toBeLessThanOrEqual(full);
    }),
  );
});
