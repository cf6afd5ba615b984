/** Inside the thread of `in-thread.ts`: opens one target and runs the loop. */
import { setTimeout as pause } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { targetNamed } from '../targets/index.ts';
import { startCoverage } from './coverage.ts';
import { fuzz } from './fuzz.ts';
import type { ThreadTask, ThreadWord } from './in-thread.ts';

const { target: name, inputs, seed, corpus, shared } = workerData as ThreadTask;
const counts = new Int32Array(shared, 0, 2);
const bytes = new Uint8Array(shared, 8);
const tell = (word: ThreadWord): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
  parentPort?.postMessage(word);
};

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc') as () => void;
const heapMb = (): number => {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
};
const handles = (): Map<string, number> => {
  const found = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) found.set(kind, (found.get(kind) ?? 0) + 1);
  return found;
};

const target = targetNamed(name);
const coverage = startCoverage(target.covers);
const run = await target.open();
// Everything that is loaded by the first input is there before the count begins.
for (const given of await target.seeds()) {
  try {
    await run(given);
  } catch {
    // Found again by the loop.
  }
}
const before = handles();
tell({ type: 'opened' });
let half: number | null = null;
const fuzzed = await fuzz(target, run, coverage, {
  inputs,
  seed,
  corpus,
  about(input) {
    const shown = input.subarray(0, bytes.length);
    bytes.set(shown);
    Atomics.store(counts, 1, shown.length);
    Atomics.add(counts, 0, 1);
  },
  progress(done) {
    if (half === null && done >= inputs / 2) half = heapMb();
    tell({ type: 'progress', inputs: done });
  },
});
coverage.close();
// What was begun and not waited for shows itself now.
await pause(300);
const grown = half === null ? 0 : heapMb() - half;
const more = [...handles()].flatMap(([kind, count]) =>
  count > (before.get(kind) ?? 0) + 5 ? [`${kind} × ${count}`] : [],
);
tell({ type: 'done', fuzzed, grown, handles: more });
