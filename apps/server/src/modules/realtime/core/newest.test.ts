import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Newest } from './newest.ts';

test('whatever comes twice or late, what is heard of each only grows', () => {
  const word = fc.record({
    from: fc.constantFrom('one', 'two', 'three'),
    n: fc.integer({ min: 1, max: 20 }),
  });
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const newest = new Newest();
      const heard = words.filter(({ from, n }) => newest.isNews(from, n));
      for (const name of ['one', 'two', 'three']) {
        const of = (list: typeof words) =>
          list.filter(({ from }) => from === name).map(({ n }) => n);
        expect(of(heard)).toEqual([...new Set(of(heard))].toSorted((a, b) => a - b));
        expect(of(heard).at(-1)).toBe(of(words).length === 0 ? undefined : Math.max(...of(words)));
      }
    }),
  );
});

test('processes that are long gone are forgotten, those that speak are not', () => {
  const newest = new Newest();
  for (let n = 1; n <= 1_000; n += 1) {
    newest.isNews('still here', n);
    newest.isNews(`started ${n}`, 1);
  }
  expect(newest.isNews('still here', 1_000)).toBe(false);
  expect(newest.isNews('started 1', 1)).toBe(true);
});
