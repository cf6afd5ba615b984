import { describe, expect, it } from 'vitest';
import { atThreshold, auroc, recallAtFpr } from './detection-metrics.ts';
import { macroF1, multiclassMcc } from './multiclass-metrics.ts';

const yes = (score: number) => ({ score, positive: true });
const no = (score: number) => ({ score, positive: false });

describe('a detector', () => {
  it('AUROC counts pairs in the right order, ties for half', () => {
    expect(auroc([yes(0.9), yes(0.4), no(0.5), no(0.1)])).toBeCloseTo(0.75);
    expect(auroc([yes(0.5), no(0.5)])).toBeCloseTo(0.5);
    expect(auroc([yes(0.5)])).toBeNaN();
  });
  it('at a threshold, the line itself is a yes', () => {
    expect(atThreshold([yes(0.5), yes(0.2), no(0.5), no(0.1)], 0.5)).toMatchObject({
      precision: 0.5,
      recall: 0.5,
      f1: 0.5,
      fpr: 0.5,
      mcc: 0,
    });
  });
  it('recall at a share of false alarms never splits a tie', () => {
    const items = [yes(0.9), yes(0.7), no(0.7), yes(0.6), no(0.1)];
    expect(recallAtFpr(items, 0)).toBeCloseTo(1 / 3);
    expect(recallAtFpr(items, 0.5)).toBeCloseTo(1);
  });
});

describe('many labels', () => {
  const items = [
    { truth: 'a', said: 'a' },
    { truth: 'a', said: 'b' },
    { truth: 'b', said: 'b' },
    { truth: 'b', said: 'b' },
  ];
  it('MCC of two labels is the usual one', () => {
    // tp 2, fp 1, fn 0, tn 1 for b.
    expect(multiclassMcc(items)).toBeCloseTo((2 * 1 - 0) / Math.sqrt(3 * 2 * 2 * 1));
    expect(multiclassMcc(items.map(({ truth }) => ({ truth, said: 'a' })))).toBe(0);
  });
  it('macro F1 is the mean over labels', () => {
    expect(macroF1(items)).toBeCloseTo((2 / 3 + 4 / 5) / 2);
  });
});
