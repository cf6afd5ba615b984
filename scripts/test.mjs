// `npm test [-- static|unit|pg|e2e|chaos [pattern …]]`: installs what is missing and runs every check there
// is, the same ones CI runs. Ends with the line `N passed, N failed`, the sum over all stages.
//
//   static   formatting, lint, types, boundaries, dead code, licences
//   unit     vitest without a database        pg   vitest against PostgreSQL
//   e2e      builds, then everything in a browser
//   chaos    builds, then strikes a server, and three, amid conversations; and recovers one to a moment

import { nodeTooOld } from './workshop/node-version.mjs';

const tooOld = nodeTooOld();
if (tooOld) {
  console.error(tooOld);
  process.exit(1);
}

const { endOnSignals } = await import('./workshop/run.mjs');
const { prepare } = await import('./workshop/prepare.mjs');

endOnSignals();
if (!(await prepare({ build: false }))) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}

// Only now: the checks load packages that have just been installed.
const { runStages, stagesFor } = await import('./checks/stages.mjs');
const [group = 'all', ...patterns] = process.argv.slice(2);
const stages = stagesFor(group, patterns);
if (!stages) {
  console.error(
    `There is no test group "${group}". Usage: npm test [-- static|unit|pg|e2e|chaos [pattern …]]`,
  );
  process.exit(2);
}
process.exitCode = await runStages(stages);
