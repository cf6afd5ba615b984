import type { Cursor } from '@baton/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ClientStream } from './stream.ts';

const cursor = (n: number) => `${n}.0`;
const compare = (a: Cursor, b: Cursor) => Number.parseInt(a, 10) - Number.parseInt(b, 10);

test('whatever is read late or heard twice, every entry is handed on once and in order', () => {
  fc.assert(
    fc.property(
      fc.nat(30),
      fc.nat(30),
      fc.nat(30),
      fc.nat(30),
      (from, subscribedAt, readTo, total) => {
        // The subscription is older than the read: what was heard before it, the read has seen.
        const readEnd = Math.min(Math.max(readTo, subscribedAt), total);
        const got: number[] = [];
        const stream = new ClientStream<{ cursor: Cursor }>(cursor(from), compare, (entry) =>
          got.push(Number.parseInt(entry.cursor, 10)),
        );
        for (let n = subscribedAt + 1; n <= readEnd; n++) stream.present({ cursor: cursor(n) });
        for (let n = from + 1; n <= readEnd; n++) stream.past({ cursor: cursor(n) });
        stream.caughtUp(cursor(readEnd));
        for (let n = readEnd + 1; n <= total; n++) stream.present({ cursor: cursor(n) });
        const expected = Array.from({ length: Math.max(0, total - from) }, (_, i) => from + 1 + i);
        expect(got).toEqual(expected);
      },
    ),
  );
});

test('a client that caught up beyond its last entry goes on from there', () => {
  const stream = new ClientStream<{ cursor: Cursor }>(cursor(1), compare, () => {});
  stream.caughtUp(cursor(9));
  expect(stream.cursor).toBe('9.0');
});
