/**
 * The loop: change an input that is kept, run it, keep the change when it reached a branch that none
 * reached before. Inputs run in batches between two questions for coverage; where a batch brought
 * something new, it runs once more, half by half, to learn which of them did.
 */
import { chanceOf } from './chance.ts';
import type { Coverage, Ran } from './coverage.ts';
import { mutate } from './mutate.ts';
import type { Run, Target } from './target.ts';

export interface Find {
  words: string;
  input: Uint8Array;
}

export interface Fuzzed {
  target: string;
  /** Inputs made, each counted once. */
  inputs: number;
  /** Runs, with those that looked for what was new. */
  executions: number;
  seconds: number;
  /** Characters of the covered code that ran, in percent. */
  reached: number;
  kept: number;
  finds: Find[];
}

export interface FuzzOptions {
  inputs: number;
  seed: number;
  /** Inputs to begin with besides the seeds: earlier finds. */
  corpus?: readonly Uint8Array[];
  /** Told before each input runs; a watcher knows by it what hangs. */
  about?: (input: Uint8Array) => void;
  /** An input that takes longer is a find, though it ends. Default 2,000. */
  slowMs?: number;
  progress?: (inputs: number) => void;
}

const MOST_BATCH = 512;
const MOST_KEPT = 4_000;
/** Of one kind: more would not teach. */
const MOST_FINDS = 20;
const LONGEST = 4_096;
/** One request must not hold up the others for so long. */
const SLOW_MS = 2_000;

/** @param coverage begun before the target was opened: what was compiled earlier is counted by whole functions */
export async function fuzz(
  target: Target,
  run: Run,
  coverage: Coverage,
  options: FuzzOptions,
): Promise<Fuzzed> {
  const chance = chanceOf(options.seed);
  const words = target.words.map((word) => Buffer.from(word));
  const kept: Uint8Array[] = [];
  const finds = new Map<string, Find>();
  const began = performance.now();
  const slowMs = options.slowMs ?? SLOW_MS;
  let executions = 0;
  let inputs = 0;

  async function execute(input: Uint8Array): Promise<void> {
    executions += 1;
    options.about?.(input);
    const at = performance.now();
    let words: string | null = null;
    try {
      const running = run(input);
      if (running instanceof Promise) await running;
    } catch (error) {
      words = wordsOf(error);
    }
    if (words === null && performance.now() - at > slowMs && (await isSlow(input))) words = 'slow';
    if (words === null || finds.size >= MOST_FINDS) return;
    const known = finds.get(words);
    // The shortest tells most.
    if (known === undefined || known.input.length > input.length)
      finds.set(words, { words, input: Uint8Array.from(input) });
  }

  /** A busy machine makes one run slow, and hardly three. */
  async function isSlow(input: Uint8Array): Promise<boolean> {
    for (let again = 0; again < 2; again += 1) {
      const at = performance.now();
      await run(input);
      if (performance.now() - at <= slowMs) return false;
    }
    return true;
  }

  /** Runs them; keeps those that reached what none reached before. */
  async function tryOut(batch: readonly Uint8Array[]): Promise<boolean> {
    for (const input of batch) await execute(input);
    const news = coverage.news();
    if (news !== null) await locate(batch, news);
    return news !== null;
  }

  /** Half by half, each run again: which inputs reach this? */
  async function locate(batch: readonly Uint8Array[], wanted: Ran): Promise<void> {
    const [only] = batch;
    if (batch.length === 1 && only !== undefined) {
      if (kept.length < MOST_KEPT) kept.push(Uint8Array.from(only));
      return;
    }
    const half = batch.length >> 1;
    for (const input of batch.slice(0, half)) await execute(input);
    const { there, left } = coverage.split(wanted);
    if (there !== null) await locate(batch.slice(0, half), there);
    if (left !== null) await locate(batch.slice(half), left);
  }

  const seeds = [...(await target.seeds()), ...(options.corpus ?? [])];
  for (const seed of seeds) {
    if (!(await tryOut([seed]))) kept.push(seed);
    inputs += 1;
  }
  if (kept.length === 0) kept.push(new Uint8Array());

  let size = 1;
  let told = 0;
  while (inputs < options.inputs) {
    const batch = Array.from({ length: Math.min(size, options.inputs - inputs) }, () =>
      mutate(pick(), {
        chance,
        words,
        longest: target.longest ?? LONGEST,
        other: () => chance.of(kept),
      }),
    );
    const news = await tryOut(batch);
    inputs += batch.length;
    size = news ? Math.max(1, size >> 2) : Math.min(MOST_BATCH, size * 2);
    if (inputs - told >= 5_000) {
      told = inputs;
      options.progress?.(inputs);
      // Sockets, timers and watchers of the runtime want their turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Newer ones lie deeper. */
  function pick(): Uint8Array {
    if (chance.oneIn(2)) return chance.of(kept);
    const newest = Math.min(kept.length, 64);
    return kept[kept.length - 1 - chance.below(newest)] as Uint8Array;
  }

  const { ran, of } = coverage.reached();
  return {
    target: target.name,
    inputs,
    executions,
    seconds: (performance.now() - began) / 1_000,
    reached: of === 0 ? 0 : (100 * ran) / of,
    kept: kept.length,
    finds: [...finds.values()],
  };
}

/** One find a place in the code: its kind, its words without their data, where it was thrown. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${String(error).slice(0, 200)}`;
  const [place = ''] = (error.stack ?? '')
    .split('\n')
    .slice(1)
    .filter((line) => !line.includes('node:') && !line.includes('/fuzz/engine/'));
  const message = error.message
    .replace(/\d+/g, 'N')
    .replace(/"[^"]*"/g, '"…"')
    .slice(0, 160);
  return `${error.name}: ${message} ${place.trim().replace(/^.*\/(?=[^/]*\/[^/]*$)/, '')}`.trim();
}
