import { describe, expect, it } from 'vitest';
import { wilson } from './intervals.ts';
import { type Known, measureCalibration, pointAt } from './measured-calibration.ts';
import { sampleWeights } from './sample-weights.ts';

/** `size` questions at each confidence, of which exactly that share is right. */
const perfect = (size: number): Known[] =>
  [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((confidence) =>
    Array.from({ length: size }, (_, at) => ({
      confidence,
      // Spread evenly, so that any part of them has the same share.
      right: Math.floor((at + 1) * confidence + 1e-9) > Math.floor(at * confidence + 1e-9),
      weight: 1,
    })),
  );

describe('a calibration held against the truth', () => {
  it('has no error where every confidence keeps its word', () => {
    const known = perfect(300);
    const { ece, bins, brier } = measureCalibration(known, []);
    expect(ece.value).toBeLessThan(0.02);
    expect(brier).toBeCloseTo(0.17, 2);
    for (const { confidence, right } of bins) {
      expect(right.low).toBeLessThanOrEqual(right.share);
      expect(right.high).toBeGreaterThanOrEqual(right.share);
      expect(confidence).toBeGreaterThan(0);
    }
  });
  it('says what noise alone would show: 0.8·√(p(1−p)·15/n)', () => {
    const known = perfect(60);
    expect(measureCalibration(known, []).ece.noise).toBeCloseTo(0.8 * Math.sqrt(3.75 / 300), 6);
  });
  it('gives each bin enough to say something, and no bins to too few', () => {
    expect(measureCalibration(perfect(3), []).bins.map(({ questions }) => questions)).toEqual([15]);
    expect(measureCalibration(perfect(1), []).bins).toEqual([]);
    for (const { questions } of measureCalibration(perfect(40), []).bins)
      expect(questions).toBeGreaterThanOrEqual(8);
  });
  it('says nothing of nothing', () => {
    const nothing = measureCalibration([], []);
    expect(nothing).toMatchObject({ questions: 0, bins: [], brier: 0 });
    expect(nothing.curve.every(({ wrong }) => wrong === null)).toBe(true);
  });
  it('counts coverage over all questions, and wrong answers over reviewed ones', () => {
    const known = [
      { confidence: 0.9, right: true, weight: 1 },
      { confidence: 0.9, right: false, weight: 1 },
      { confidence: 0.2, right: false, weight: 1 },
    ];
    const point = pointAt(known, [0.9, 0.8, 0.1, 0.1], 0.5);
    expect(point).toMatchObject({ coverage: 0.5, reviewed: 2, wrong: { share: 0.5 } });
  });
});

describe('Wilson’s interval', () => {
  it('agrees with the published example: 4 of 40', () => {
    const { low, high } = wilson(4, 40);
    expect([low, high]).toEqual([expect.closeTo(0.0396, 3), expect.closeTo(0.2305, 3)]);
  });
});

describe('whom a review stands for', () => {
  const asked = (count: number) => Array.from({ length: count }, () => ({ random: true }));
  const unasked = (count: number) => Array.from({ length: count }, () => ({ random: false }));

  it('for itself alone, as long as too few were drawn at random', () => {
    const { weights, fair, effective } = sampleWeights([...asked(5), ...unasked(95)], 2_000);
    expect([fair, effective]).toEqual([false, 100]);
    expect(new Set(weights)).toEqual(new Set([1]));
  });
  it('a drawn one stands for all that nobody would have marked', () => {
    const { weights, fair } = sampleWeights([...asked(50), ...unasked(100)], 1_100);
    expect(fair).toBe(true);
    expect((weights[0] as number) / (weights[149] as number)).toBeCloseTo(20);
  });
  it('takes the bias out: marking every wrong answer one sees does not make the AI look worse', () => {
    // 1,000 decisions, 10 % wrong. A teammate marks every second wrong one; 100 are drawn.
    const wrongShare = (weights: number[], rights: boolean[]) =>
      weights.reduce((sum, weight, at) => sum + (rights[at] ? 0 : weight), 0) /
      weights.reduce((sum, weight) => sum + weight, 0);
    const noticed = Array.from({ length: 50 }, () => false);
    // Of the 950 others 50 are wrong: 5 or so of 100 drawn.
    const drawn = Array.from({ length: 100 }, (_, at) => at >= 5);
    const { weights } = sampleWeights([...unasked(50), ...asked(100)], 1_000);
    expect(wrongShare(weights, [...noticed, ...drawn])).toBeCloseTo(0.0975, 2);
  });
});
