// The checks that are one program and its exit code.

import { runNode } from '../workshop/run.mjs';
import { failure, oneCheck } from './outcome.mjs';
import { findOrInstall } from './second-postgres.mjs';

export const checkFormat = async () =>
  oneCheck(
    await runNode(['node_modules/@biomejs/biome/bin/biome', 'format', '--max-diagnostics=40', '.']),
  );

export const checkLint = async () =>
  oneCheck(await runNode(['node_modules/oxlint/bin/oxlint', '--format=unix']));

/** Files, exports and dependencies that nobody uses, and packages that are used without being listed. */
export const checkDeadCode = async () =>
  oneCheck(await runNode(['node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints']));

/** A lock without the packages of other platforms is refused by `npm ci`. */
export const checkLock = async () =>
  oneCheck(await runNode(['scripts/lock-platforms.mjs', '--check']));

/** Nothing ships whose licence does not go with ours. */
export const checkLicences = async () =>
  oneCheck(await runNode(['scripts/licences.mjs', '--check']));

export const checkBuild = async () => oneCheck(await runNode(['scripts/build.mjs']));

const chaos = (/** @type {string[]} */ ...how) =>
  runNode(['--import', 'tsx', 'e2e/chaos/run.ts', ...how]);

/** A short one each; `npm run chaos -- 1000 --servers 3` is the long one. */
export async function checkChaos() {
  const [one, three] = [oneCheck(await chaos('5')), oneCheck(await chaos('3', '--servers', '3'))];
  return {
    passed: one.passed + three.passed,
    failed: one.failed + three.failed,
    detail: [one, three].flatMap(({ detail }) => (detail ? [detail] : [])).join('\n'),
  };
}

/** A desk brought back to a moment, with PostgreSQL's own tools. */
export async function checkRecovery() {
  if (!(await findOrInstall())) {
    const why = 'Recovery to a moment was not tried: sudo apt-get install postgresql';
    return process.env.CI ? failure(why) : { passed: 0, failed: 0, skipped: 1, detail: why };
  }
  return oneCheck(await runNode(['--import', 'tsx', 'e2e/upgrade/pitr.ts']));
}
