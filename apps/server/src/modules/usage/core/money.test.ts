/** Money in the books: whole millionths, never less than it cost, never off by a rounding. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { costInMicros, fromMicros, saneTokens, toMicros } from './money.ts';

const price = (inputPrice: number, outputPrice = 0) => ({ inputPrice, outputPrice });
const tokens = (inputTokens: number, outputTokens = 0) => ({ inputTokens, outputTokens });

it.each([
  [tokens(1_000_000), price(0.15), 0.15],
  [tokens(0, 1_000_000), price(0, 0.6), 0.6],
  [tokens(812, 64), price(0.15, 0.6), 0.000161],
  // 0.07 × 100 is 7.000000000000001 in floating point.
  [tokens(100), price(0.07), 0.000007],
  [tokens(1), price(0.1), 0.000001],
  [tokens(1), price(0.000001), 0.000001],
  [tokens(5_000_000, 5_000_000), price(0, 0), 0],
  [tokens(1_000_000_000, 1_000_000_000), price(10_000, 10_000), 20_000_000],
])('%o at %o costs %d', (used, prices, cost) => {
  expect(fromMicros(costInMicros(used, prices))).toBeCloseTo(cost, 12);
});

it('a call is never booked below its price, nor a millionth above it', () => {
  const amount = fc.integer({ min: 0, max: 10_000_000_000 }).map((n) => n / 1_000_000);
  fc.assert(
    fc.property(fc.nat(2_000_000), fc.nat(2_000_000), amount, amount, (input, output, a, b) => {
      const exact = BigInt(input) * BigInt(toMicros(a)) + BigInt(output) * BigInt(toMicros(b));
      const booked = BigInt(costInMicros(tokens(input, output), price(a, b))) * 1_000_000n;
      expect(booked >= exact && booked - exact < 1_000_000n).toBe(true);
    }),
  );
});

it.each([
  [Number.NaN, 0],
  [-5, 0],
  [Number.POSITIVE_INFINITY, 0],
  [12.2, 13],
  [1e300, 1_000_000_000],
])('a provider that counts %d tokens is taken for %d', (count, taken) => {
  expect(saneTokens(tokens(count, count))).toEqual(tokens(taken, taken));
});
