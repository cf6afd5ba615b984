// Becomes the server: imports its main module into this process, with the arguments it would have had.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run.mjs';

const main = join(root, 'apps/server/dist/main.js');

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
  process.setSourceMapsEnabled(true);
  process.argv = [process.execPath, main, ...args];
  await import(pathToFileURL(main).href);
}
