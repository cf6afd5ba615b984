import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCursors, formatCursor, parseCursor } from './cursor.ts';

const place = fc.record({
  generation: fc.nat({ max: 90_000_000 }),
  xid: fc.bigInt({ min: 0n, max: 10n ** 12n - 1n }).map(String),
  position: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(String),
});

describe('a cursor', () => {
  it('says exactly the place it was made from', () => {
    fc.assert(
      fc.property(place, (given) => {
        expect(parseCursor(formatCursor(given))).toEqual(given);
      }),
    );
  });

  it('sorts by generation, then transaction, then position', () => {
    const numbers = ({
      generation,
      xid,
      position,
    }: {
      generation: number;
      xid: string;
      position: string;
    }) => [BigInt(generation), BigInt(xid), BigInt(position)] as const;
    fc.assert(
      fc.property(place, place, (a, b) => {
        const [left, right] = [numbers(a), numbers(b)];
        const differing = left.findIndex((number, i) => number !== right[i]);
        const expected =
          differing < 0 ? 0 : (left[differing] ?? 0n) < (right[differing] ?? 0n) ? -1 : 1;
        expect(Math.sign(compareCursors(formatCursor(a), formatCursor(b)))).toBe(expected);
      }),
    );
  });

  it.each(['', '1', '1.', '.1', '-1.0', '1.0.0', '01.5', 'a.b', '1.99999999999999999999', ' 1.0'])(
    'is not %j',
    (text) => expect(parseCursor(text)).toBeUndefined(),
  );
});
