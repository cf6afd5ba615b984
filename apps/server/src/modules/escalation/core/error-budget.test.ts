import { describe, expect, it } from 'vitest';
import { chooseThreshold, upperBound } from './error-budget.ts';

describe('the upper bound', () => {
  it('is the rule of three when nothing was wrong', () => {
    expect(upperBound(0, 100, 0.05)).toBeCloseTo(0.0295, 3);
  });
  it('agrees with the published Clopper–Pearson table for 5 of 50', () => {
    // One-sided 95 %: BetaInv(0.95; 6, 45).
    expect(upperBound(5, 50, 0.05)).toBeCloseTo(0.199, 2);
  });
  it('promises nothing without data', () => {
    expect(upperBound(0, 0, 0.1)).toBe(1);
  });
});

describe('the error budget', () => {
  const reviewed = Array.from({ length: 1_000 }, (_, at) => ({
    confidence: (at + 0.5) / 1_000,
    ok: at % 20 !== 0 || at > 700,
  }));

  it('goes as low as the budget allows and no lower', () => {
    const { threshold, bound } = chooseThreshold(reviewed, 0.05);
    expect(bound).toBeLessThanOrEqual(0.05);
    expect(threshold).toBeLessThan(0.7);
  });
  it('has no answer for too few reviews', () => {
    expect(chooseThreshold(reviewed.slice(0, 20), 0.05).threshold).toBeNull();
  });
  it('keeps its promise in about 9 of 10 worlds', () => {
    let random = 1;
    const next = () => {
      random = (random * 48_271) % 2_147_483_647;
      return random / 2_147_483_647;
    };
    let broken = 0;
    for (let world = 0; world < 200; world += 1) {
      const seen = Array.from({ length: 400 }, () => {
        const confidence = next();
        return { confidence, ok: next() < confidence };
      });
      const { threshold } = chooseThreshold(seen, 0.2);
      // At threshold t the true risk of this world is (1 − t) / 2.
      if (threshold !== null && (1 - threshold) / 2 > 0.2) broken += 1;
    }
    expect(broken / 200).toBeLessThanOrEqual(0.14);
  });
});
