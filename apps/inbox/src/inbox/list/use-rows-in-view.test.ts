import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsInView } from './use-rows-in-view.ts';

describe('the rows that are drawn', () => {
  it('law: hold every row that can be seen, exist, and stay few however long the list is', () => {
    const whole = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(whole(1_000_000), whole(2000), whole(100_000), (scrollTop, height, count) => {
        const { from, to } = rowsInView(scrollTop, height, 88, count);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(count);
        expect(to - from).toBeLessThanOrEqual(Math.ceil(height / 88) + 18);
        const firstSeen = Math.floor(scrollTop / 88);
        const lastSeen = Math.ceil((scrollTop + height) / 88) - 1;
        if (firstSeen < count) expect(from).toBeLessThanOrEqual(firstSeen);
        if (lastSeen < count) expect(to).toBeGreaterThan(lastSeen);
      }),
    );
  });
});
