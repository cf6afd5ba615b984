import { expect, test } from 'vitest';
import { percentile, rankingMetrics } from './ranking-metrics.ts';

const question = (ranked: string[], ...relevant: string[]) => ({
  ranked,
  relevant: new Set(relevant),
});

test('a right id on top scores one in every measure', () => {
  expect(rankingMetrics([question(['a', 'b'], 'a')])).toEqual({
    hit1: 1,
    hit5: 1,
    mrr10: 1,
    ndcg10: 1,
  });
});

test('a right id at rank three is discounted, and one below ten does not count', () => {
  const third = rankingMetrics([question(['x', 'y', 'a'], 'a')]);
  expect(third).toEqual({ hit1: 0, hit5: 1, mrr10: 1 / 3, ndcg10: 0.5 });
  const eleventh = rankingMetrics([question([...'0123456789'.split(''), 'a'], 'a')]);
  expect(eleventh).toEqual({ hit1: 0, hit5: 0, mrr10: 0, ndcg10: 0 });
});

test('two right ids must both stand on top for a full score', () => {
  expect(rankingMetrics([question(['a', 'x', 'b'], 'a', 'b')]).ndcg10).toBeCloseTo(
    1.5 / (1 + 1 / Math.log2(3)),
  );
});

test('percentiles are values that were seen', () => {
  expect(percentile([5, 1, 3], 0.5)).toBe(3);
  expect(percentile([5, 1, 3], 0.99)).toBe(5);
});
