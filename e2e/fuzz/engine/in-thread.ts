/**
 * Runs a target in a thread of its own: one that hangs can be ended, one that eats memory is ended at
 * its limit, and the input that did it is known, for it lies in shared memory before it runs.
 */
import { Worker } from 'node:worker_threads';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Find, Fuzzed } from './fuzz.ts';

const HANGS_AFTER_MS = 45_000;
const MOST_HEAP_MB = 1_024;
const LONGEST_SHARED = 4 * 1024 * 1024;

export interface ThreadTask {
  target: string;
  inputs: number;
  seed: number;
  corpus: Uint8Array[];
  /** [0] count of inputs begun, [1] the length of the one that runs; then its bytes. */
  shared: SharedArrayBuffer;
}

export type ThreadWord =
  | { type: 'opened' }
  | { type: 'progress'; inputs: number }
  | { type: 'done'; fuzzed: Fuzzed; grown: number; handles: string[] };

export interface InThread {
  fuzzed: Fuzzed | null;
  /** What ended the thread, where it did not end by itself. */
  ended: Find | null;
  /** Heap after a collection, at the end against the half way: megabytes. */
  grown: number;
  /** Kinds of open handles of which there are more than before. */
  handles: string[];
}

export function fuzzInThread(
  task: Omit<ThreadTask, 'shared'>,
  progress: (inputs: number) => void,
): Promise<InThread> {
  const shared = new SharedArrayBuffer(8 + LONGEST_SHARED);
  const counts = new Int32Array(shared, 0, 2);
  const worker = new Worker(throughTsx(new URL('thread.ts', import.meta.url)), {
    workerData: { ...task, shared } satisfies ThreadTask,
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
  const running = (): Uint8Array =>
    Uint8Array.from(new Uint8Array(shared, 8, Atomics.load(counts, 1)));

  return new Promise((resolve) => {
    let before = -1;
    let opened = false;
    const watch = setInterval(() => {
      const now = Atomics.load(counts, 0);
      if (opened && now === before) end('hangs');
      before = now;
    }, HANGS_AFTER_MS);
    const settle = (outcome: InThread): void => {
      clearInterval(watch);
      resolve(outcome);
      void worker.terminate();
    };
    const end = (words: string): void =>
      settle({ fuzzed: null, ended: { words, input: running() }, grown: 0, handles: [] });
    worker.on('message', (word: ThreadWord) => {
      if (word.type === 'opened') opened = true;
      else if (word.type === 'progress') progress(word.inputs);
      else settle({ fuzzed: word.fuzzed, ended: null, grown: word.grown, handles: word.handles });
    });
    worker.on('error', (error) => end(`ended the thread: ${error.message}`));
    worker.on('exit', (code) => end(`ended the thread, exit ${code}`));
  });
}

/** Node 20 reads no TypeScript, and a thread does not inherit its parent's loader. */
function throughTsx(entry: URL): URL {
  const api = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api')).href;
  const code = `import { register } from ${JSON.stringify(api.replace(/\.cjs$/, '.mjs'))};
register();
await import(${JSON.stringify(entry.href)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}
