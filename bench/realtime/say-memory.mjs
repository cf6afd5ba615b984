// Loaded into a server before it begins (NODE_OPTIONS=--import=…): writes its memory, after full
// garbage collections, as lines of JSON into the file named by SAY_MEMORY.
import { appendFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { isMainThread } from 'node:worker_threads';
import { runInNewContext } from 'node:vm';

const EVERY_MS = 5_000;
const file = process.env.SAY_MEMORY;

if (isMainThread && file !== undefined) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  setInterval(() => {
    for (let n = 0; n < 2; n += 1) collect();
    const { rss, heapUsed, external } = process.memoryUsage();
    const line = { at: Date.now(), rss, heap: heapUsed, external, cpu: process.cpuUsage() };
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  }, EVERY_MS).unref();
}
