import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openDotKernel } from './dot-kernel.ts';
import { VectorTable } from './vector-table.ts';

const DIMENSIONS = 40;
const unit = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), {
    minLength: DIMENSIONS,
    maxLength: DIMENSIONS,
  })
  .map((numbers) => {
    const length = Math.hypot(...numbers);
    return Float32Array.from(numbers, (number, i) => (length ? number / length : i ? 0 : 1));
  });

const exact = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);

function all(table: VectorTable, question: Float32Array, count: number): Float32Array {
  const out = new Float32Array(count);
  table.cosines(table.packed(question), count, out);
  return out;
}

test('this machine runs the kernel', () => {
  expect(openDotKernel()).not.toBeNull();
});

describe.each([
  ['with the kernel', () => new VectorTable(DIMENSIONS)],
  ['in plain JavaScript', () => new VectorTable(DIMENSIONS, null)],
])('%s', (_, open) => {
  test('a cosine is within 8 bits of the exact one', () => {
    fc.assert(
      fc.property(unit, unit, (vector, question) => {
        const table = open();
        table.set(0, vector);
        expect(all(table, question, 1)[0]).toBeCloseTo(exact(vector, question), 1.7);
        expect(table.cosine(0, table.packed(question))).toBeCloseTo(exact(vector, question), 1.7);
      }),
    );
  });

  test('a slot without a vector, or with one no more, has no cosine', () => {
    const table = open();
    const vector = new Float32Array(DIMENSIONS).fill(1 / Math.sqrt(DIMENSIONS));
    table.set(0, vector);
    table.set(2, vector);
    table.clear(0);
    const [first, second, third, beyond] = all(table, vector, 4);
    expect([first, second, beyond]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(third).toBeCloseTo(1, 2);
    expect([table.has(0), table.has(2), table.has(99)]).toEqual([false, true, false]);
  });

  test('a vector of other length is refused', () => {
    expect(() => open().set(0, new Float32Array(3))).toThrow('a vector of 3 in a table of 40');
  });
});

test('the kernel and plain JavaScript agree to the last digit, however large the table grows', () => {
  fc.assert(
    fc.property(
      fc.array(unit, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 0, max: 5_000 }),
      unit,
      (vectors, gap, question) => {
        const fast = new VectorTable(DIMENSIONS);
        const plain = new VectorTable(DIMENSIONS, null);
        vectors.forEach((vector, i) => {
          fast.set(i * gap, vector);
          plain.set(i * gap, vector);
        });
        const count = vectors.length * gap + 1;
        expect(all(fast, question, count)).toEqual(all(plain, question, count));
      },
    ),
    { numRuns: 30 },
  );
});

test('sums do not run over where vectors are long and all alike', () => {
  const long = 3_072;
  const vector = new Float32Array(long).fill(1 / Math.sqrt(long));
  const table = new VectorTable(long);
  table.set(0, vector);
  expect(all(table, vector, 1)[0]).toBeCloseTo(1, 3);
});
