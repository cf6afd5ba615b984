import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enoughRead, readingsOf, scoreOfReading } from './reading.ts';

it('a score from reading lies between 0 and 1 and grows with both', () => {
  for (const odds of [-20, -1, 0, 1, 20])
    for (const score of [0, 0.3, 0.9]) {
      const its = scoreOfReading(score, odds);
      expect(its).toBeGreaterThanOrEqual(0);
      expect(its).toBeLessThanOrEqual(1);
      expect(scoreOfReading(score + 0.1, odds)).toBeGreaterThan(its);
      expect(scoreOfReading(score, odds + 1)).toBeGreaterThan(its);
    }
});

describe('reading no further than needed', () => {
  const proposed = fc
    .array(
      fc.record({
        score: fc.double({ min: 0, max: 1, noNaN: true }),
        pinned: fc.constantFrom(0, 0, 0, 0.5, 0.95),
      }),
      { minLength: 1, maxLength: 10 },
    )
    .map((all) => all.sort((a, b) => b.score - a.score));
  /** Up to the height that is said to be hardly ever passed. */
  const tenOdds = fc.array(fc.double({ min: -9, max: 2, noNaN: true }), {
    minLength: 10,
    maxLength: 10,
  });
  const firstOf = (scores: number[]): number => scores.indexOf(Math.max(...scores));

  it('puts the same passage first as reading all of them would', () => {
    fc.assert(
      fc.property(proposed, tenOdds, (passages, odds) => {
        const all = passages.map((_, at) => odds[at] as number);
        let read = 0;
        while (!enoughRead(passages, all.slice(0, read))) read += 1;
        const scores = (count: number): number[] =>
          readingsOf(passages, all.slice(0, count)).map(({ score }) => score);
        expect(read).toBeLessThanOrEqual(passages.length);
        expect(firstOf(scores(read))).toBe(firstOf(scores(all.length)));
      }),
    );
  });

  it('reads the first four in any case, and on where the others are close', () => {
    const scores = (...all: number[]) => all.map((score) => ({ score, pinned: 0 }));
    const clear = scores(0.9, 0.2, 0.2, 0.2, 0.2, 0.1);
    expect(enoughRead(clear, [1, -3, -3])).toBe(false);
    expect(enoughRead(clear, [1, -3, -3, -3])).toBe(true);
    expect(enoughRead(scores(0.5, 0.5, 0.5, 0.5, 0.5), [1, -3, -3, -3])).toBe(false);
    expect(enoughRead(scores(0.5, 0.5, 0.5, 0.5, 0.5), [1, -3, -3, 2.5])).toBe(true);
    expect(enoughRead(scores(0.5), [])).toBe(false);
    expect(enoughRead([], [])).toBe(true);
  });

  it('reads on to what a teammate pinned', () => {
    const passages = [0.9, 0.3, 0.2, 0.2, 0.1].map((score) => ({ score, pinned: 0 }));
    const pinned = passages.map((each, at) => (at === 4 ? { ...each, pinned: 1 } : each));
    expect(enoughRead(passages, [1, -3, -3, -3])).toBe(true);
    expect(enoughRead(pinned, [1, -3, -3, -3])).toBe(false);
  });
});
