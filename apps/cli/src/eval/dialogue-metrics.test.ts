import { describe, expect, it } from 'vitest';
import { bootstrapInterval, quantile } from './bootstrap.ts';
import { firstEscalationError, goldenTransfer } from './dialogue-metrics.ts';

describe('a handoff within tolerance', () => {
  it('is 1 in place, fades with distance, faster for a small tolerance', () => {
    expect(goldenTransfer([3], [3], 1)).toBe(1);
    expect(goldenTransfer([4], [3], 1)).toBeCloseTo(Math.exp(-0.5));
    expect(goldenTransfer([4], [3], 3)).toBeGreaterThan(goldenTransfer([4], [3], 1));
  });
  it('rewards silence where silence was right, and only there', () => {
    expect(goldenTransfer([], [], 1)).toBe(1);
    expect(goldenTransfer([], [2], 1)).toBe(0);
    expect(goldenTransfer([2], [], 1)).toBe(0);
  });
  it('the first escalation is missed by as many turns as were left', () => {
    expect(firstEscalationError([], [2], 10)).toBe(8);
    expect(firstEscalationError([1, 5], [3], 10)).toBe(2);
  });
});

describe('an interval', () => {
  it('is the same every time and holds the mean of its data', () => {
    const data = Array.from({ length: 100 }, (_, at) => at);
    const mean = (items: readonly number[]) =>
      items.reduce((sum, each) => sum + each, 0) / items.length;
    const one = bootstrapInterval(data, String, mean);
    expect(one).toEqual(bootstrapInterval(data, String, mean));
    expect(one.low).toBeLessThan(49.5);
    expect(one.high).toBeGreaterThan(49.5);
  });
  it('resamples groups whole: one group has no spread', () => {
    const { low, high } = bootstrapInterval(
      [1, 2, 3],
      () => 'all',
      (items) => items.length,
    );
    expect([low, high]).toEqual([3, 3]);
  });
  it('quantiles lie between neighbours', () => {
    expect(quantile([0, 10], 0.25)).toBe(2.5);
  });
});
