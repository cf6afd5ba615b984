// Becomes the server: imports its main module into this process, with the arguments it would have had.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run.mjs';

const main = join(root, 'apps/server/dist/main.js');

/** How often we look whether the npm that started us is still there. */
const lookAfter = 500;

/** @param {string[]} args */
export async function runServer(args) {
  // npm passes Ctrl-C on to us although the terminal has sent it already. Were the server to listen
  // only once, the second would end the process at once and orphan its database. So somebody always
  // listens here, and acts only while the server does not yet.
  for (const [signal, number] of /** @type {const} */ ([
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ])) {
    let taken = false;
    process.on(signal, () => {
      taken ||= process.listenerCount(signal) > 1;
      if (!taken) process.exit(128 + number);
    });
  }
  if (process.env.npm_lifecycle_event === 'start') stopWithParent();
  process.setSourceMapsEnabled(true);
  process.argv = [process.execPath, main, ...args];
  await import(pathToFileURL(main).href);
}

/** An npm that was killed cannot pass its signal on: without it we stop as if asked to. */
function stopWithParent() {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, lookAfter);
  timer.unref();
}
