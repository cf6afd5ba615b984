import type { Cursor } from '@baton/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ClientStream } from './stream.ts';

type Entry = { cursor: Cursor };

const cursor = (n: number) => `${n}.0`;
const number = (at: Cursor) => Number.parseInt(at, 10);
const compare = (a: Cursor, b: Cursor) => number(a) - number(b);

test('whatever is read late or heard twice, every entry is handed on once and in order', () => {
  const batches = fc.infiniteStream(fc.integer({ min: 1, max: 5 }));
  fc.assert(
    fc.property(
      fc.nat(30),
      fc.nat(30),
      fc.nat(30),
      fc.nat(30),
      batches,
      (from, subscribedAt, readTo, total, sizes) => {
        // The subscription is older than the read: what was heard before it, the read has seen.
        const readEnd = Math.min(Math.max(readTo, subscribedAt), total);
        const got: number[] = [];
        const stream = new ClientStream<Entry>(cursor(from), compare, (entries) => {
          expect(entries.length).toBeGreaterThan(0);
          got.push(...entries.map((entry) => number(entry.cursor)));
        });
        const hand = (after: number, to: number, take: (entries: Entry[]) => void): void => {
          for (let n = after; n < to; ) {
            const size = Math.min(sizes.next().value as number, to - n);
            take(Array.from({ length: size }, (_, i) => ({ cursor: cursor(n + 1 + i) })));
            n += size;
          }
        };
        hand(subscribedAt, readEnd, (entries) => stream.present(entries));
        hand(from, readEnd, (entries) => stream.past(entries));
        stream.caughtUp(cursor(readEnd));
        // A batch may have been read in part already.
        const heardAgain = Math.max(0, readEnd - (sizes.next().value as number));
        hand(heardAgain, total, (entries) => stream.present(entries));
        const expected = Array.from({ length: Math.max(0, total - from) }, (_, i) => from + 1 + i);
        expect(got).toEqual(expected);
      },
    ),
  );
});

test('clients who are live are handed the same batch, so that it is put into words once', () => {
  const handed: (readonly Entry[])[] = [];
  const batch = [{ cursor: cursor(2) }, { cursor: cursor(3) }];
  for (let n = 0; n < 2; n += 1) {
    const stream = new ClientStream<Entry>(cursor(1), compare, (entries) => handed.push(entries));
    stream.caughtUp(cursor(1));
    stream.present(batch);
  }
  expect(handed[0]).toBe(batch);
  expect(handed[1]).toBe(batch);
});

test('a client that caught up beyond its last entry goes on from there', () => {
  const stream = new ClientStream<Entry>(cursor(1), compare, () => {});
  stream.caughtUp(cursor(9));
  expect(stream.cursor).toBe('9.0');
});
