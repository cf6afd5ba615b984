import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  blockSize,
  bodyCount,
  codeOfEntry,
  headingCount,
  PostingLists,
  slotOfEntry,
  titleCount,
} from './posting-lists.ts';

function entriesOf(lists: PostingLists, term: number) {
  const found = [];
  let block = lists.first[term] as number;
  for (let n = 0, left = lists.lengths[term] as number; left > 0; n++) {
    const size = Math.min(left, blockSize(n));
    for (let i = block + 1; i <= block + size; i++) {
      const entry = lists.entries[i] as number;
      const packed = lists.counts[codeOfEntry(entry)] as number;
      const counts = [titleCount(packed), headingCount(packed), bodyCount(packed)];
      found.push([slotOfEntry(entry), ...counts]);
    }
    left -= size;
    block = lists.entries[block] as number;
  }
  return found;
}

test('every entry is kept in its order, with its counts', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(5), fc.nat(15), fc.nat(15), fc.nat(3)), { maxLength: 3_000 }),
      (added) => {
        const lists = new PostingLists();
        const expected: number[][][] = [[], [], [], [], [], []];
        added.forEach(([term, title, heading, body], i) => {
          // Up to the highest slot there may be.
          const slot = 2 ** 22 - 3_000 + i;
          lists.add(term, slot, { title, heading, body });
          expected[term]?.push([slot, title, heading, body]);
        });
        expected.forEach((entries, term) => expect(entriesOf(lists, term)).toEqual(entries));
      },
    ),
    { numRuns: 30 },
  );
});

test('where more different counts occur than there are codes, the likest stands in', () => {
  const lists = new PostingLists();
  for (let i = 0; i < 1_024; i++)
    lists.add(0, i, { title: i % 4, heading: 0, body: Math.floor(i / 4) });
  lists.add(1, 5_000, { title: 4, heading: 1, body: 100 });
  expect(entriesOf(lists, 1)).toEqual([[5_000, 3, 0, 100]]);
});
