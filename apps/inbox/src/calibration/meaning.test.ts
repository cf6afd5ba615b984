import type { RiskCoveragePoint } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { interval, pointAt, share, statement } from './meaning.ts';

const point = (threshold: number, coverage: number, wrong: number | null): RiskCoveragePoint => ({
  threshold,
  coverage,
  wrong: wrong === null ? null : { share: wrong, low: wrong / 2, high: wrong * 2 },
  reviewed: 312,
});

describe('what a line comes to', () => {
  it('is read at the nearest measured point, at both ends too', () => {
    const curve = [point(0.9, 0.2, 0.01), point(0.5, 0.61, 0.04), point(0.1, 0.95, 0.2)];
    expect(pointAt(curve, 0.55)?.threshold).toBe(0.5);
    expect(pointAt(curve, 1)?.threshold).toBe(0.9);
    expect(pointAt(curve, 0)?.threshold).toBe(0.1);
    expect(pointAt([], 0.5)).toBeNull();
  });

  it('is said with its interval and what it rests on', () => {
    expect(statement(point(0.5, 0.61, 0.04), '312 reviewed')).toBe(
      'Answers about 61% of questions, about 4% of those wrong (95% interval 2–8%), from 312 reviewed.',
    );
    expect(statement(point(1, 0, null), '0')).toMatch(/nothing/);
  });

  it('never rounds a little to none, or nearly all to all', () => {
    expect(share(0.001)).toBe('under 1%');
    expect(share(0.999)).toBe('over 99%');
    expect(share(0)).toBe('0%');
    expect(interval({ low: 0.018, high: 0.071 })).toBe('2–7%');
  });
});
