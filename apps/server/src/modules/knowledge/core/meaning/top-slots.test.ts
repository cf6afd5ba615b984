import fc from 'fast-check';
import { expect, test } from 'vitest';
import { topSlots } from './top-slots.ts';

test('the best few are those that a full sort would give', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constant(Number.NaN))),
      fc.integer({ min: 1, max: 8 }),
      (values, count) => {
        const sorted = values
          .map((value, slot) => ({ value, slot }))
          .filter(({ value }) => !Number.isNaN(value))
          .sort((a, b) => b.value - a.value || a.slot - b.slot)
          .slice(0, count)
          .map(({ slot }) => slot);
        expect(topSlots(values, count)).toEqual(sorted);
      },
    ),
  );
});
