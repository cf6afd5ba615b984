// `npm start`: from a fresh clone to a running Baton. Installs what is missing, builds what is stale,
// then becomes the server: the server's main module is imported into this very process, so signals,
// exit code and terminal are the server's own and nothing is left behind if we are killed. (The npm
// script says `exec` for the same reason: a shell in between would die of npm's signal and orphan us.)

import { nodeTooOld } from './workshop/node-version.mjs';

const tooOld = nodeTooOld();
if (tooOld) {
  console.error(tooOld);
  process.exit(1);
}

// Only now: the rest is written for the Node we just asked for.
const { prepare } = await import('./workshop/prepare.mjs');
if (!(await prepare())) process.exit(1);

const { runServer } = await import('./workshop/run-server.mjs');
await runServer(process.argv.slice(2));
