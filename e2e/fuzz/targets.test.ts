/**
 * The short version for every change: all earlier finds, and some dozens of inputs through every
 * door, the same each time. `npm run fuzz` is the long one.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOf } from './engine/chance.ts';
import { startCoverage } from './engine/coverage.ts';
import { keptFinds } from './engine/finds.ts';
import { fuzz } from './engine/fuzz.ts';
import { mutate } from './engine/mutate.ts';
import { bytesOf, type Target, textOf } from './engine/target.ts';
import { targets } from './targets/index.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 15);
const SEED = 20_261_122;

/** Bytes, words of the format put together, and good inputs changed a few times: each shrinks. */
function inputsOf({ words }: Target, seeds: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const word = fc.constantFrom(...words.map(bytesOf));
  const written = fc
    .array(fc.oneof(word, word, fc.uint8Array({ maxLength: 12 }), fc.string().map(bytesOf)), {
      maxLength: 40,
    })
    .map((parts) => new Uint8Array(Buffer.concat(parts)));
  const changed = fc
    .tuple(fc.constantFrom(...seeds), fc.nat(), fc.integer({ min: 0, max: 6 }))
    .map(([seed, start, times]) => {
      const chance = chanceOf(start);
      const tools = { chance, words: words.map(bytesOf), longest: 16_384, other: () => seed };
      let input: Uint8Array = seed;
      for (let time = 0; time < times; time += 1) input = mutate(input, tools);
      return Uint8Array.from(input);
    });
  return fc.oneof(fc.uint8Array({ maxLength: 400 }), written, changed, changed);
}

describe.each(targets)('$name: $about', (target) => {
  it('keeps its promises, for inputs of any kind and for all that were found before', async () => {
    const run = await target.open();
    const seeds = await target.seeds();
    for (const seed of seeds) await run(seed);
    for (const { input } of keptFinds(target.name)) await run(input);
    // The slow doors get less: this runs with every change.
    const numRuns = Math.max(5, Math.round(RUNS * Math.min(1, (target.share ?? 1) * 2)));
    await fc.assert(
      fc.asyncProperty(inputsOf(target, seeds), async (input) => void (await run(input))),
      { numRuns, seed: SEED, endOnFailure: true },
    );
  }, 60_000);
});

describe('the loop', () => {
  it('finds by coverage what chance would not: four letters, each behind the one before', async () => {
    // Begun before the door is loaded: what was compiled earlier is counted by whole functions.
    const coverage = startCoverage(/testing\/locked/);
    const { locked } = await import('./engine/testing/locked.ts');
    const target: Target = {
      name: 'locked',
      about: 'a door with four locks',
      seeds: () => [bytesOf('aaaaaaaa')],
      words: ['b', 'a', 't', 'o'],
      covers: /testing\/locked/,
      open: async () => (input) => locked(textOf(input)),
    };
    const fuzzed = await fuzz(target, await target.open(), coverage, { inputs: 20_000, seed: 3 });
    coverage.close();
    expect(fuzzed.finds.map(({ words }) => words)).toEqual([
      expect.stringContaining('the door is open'),
    ]);
  }, 60_000);
});
