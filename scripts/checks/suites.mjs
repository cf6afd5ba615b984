// Vitest: the unit tests, and those against PostgreSQL. Counted from its JSON report, since that
// tells a test that failed from a file that could not even be loaded.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from '../workshop/run.mjs';
import { failure } from './outcome.mjs';
import { withSecondPostgres } from './second-postgres.mjs';

/** @typedef {{ status: string, title: string, fullName: string }} Test */
/** @typedef {{ name: string, status: string, message: string, assertionResults: Test[] }} TestFile */

/**
 * On CI files that failed are tried once more, by themselves, and told as flaky when they hold then: a
 * test that disturbed its neighbour is to be mended, but it is not what was changed.
 * @param {('unit' | 'pg')[]} projects
 * @param {string[]} patterns parts of file names; all files when empty
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<import('./outcome.mjs').Outcome>}
 */
export async function checkSuites(projects, patterns, env = {}) {
  const first = await runSuites(projects, patterns, env);
  const outcome = count(first.files, first.ran);
  const again = process.env.CI ? worthAnotherTry(first.files) : [];
  if (again.length === 0) return outcome;
  const second = await runSuites(projects, again, env);
  return afterAnotherTry(outcome, first.files, count(second.files, second.ran));
}

/** @param {('unit' | 'pg')[]} projects @param {string[]} patterns @param {NodeJS.ProcessEnv} env */
async function runSuites(projects, patterns, env) {
  const folder = mkdtempSync(join(tmpdir(), 'baton-suites-'));
  const report = join(folder, 'report.json');
  try {
    const ran = await runNode(
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        ...projects.map((project) => `--project=${project}`),
        '--reporter=dot',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...patterns,
      ],
      { env: { NO_COLOR: '1', FORCE_COLOR: undefined, ...env } },
    );
    return { files: readReport(report), ran };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const FEW = 3;

/** The files that failed, when they are so few that chance may have had a hand in it. @param {TestFile[]} files */
export function worthAnotherTry(files) {
  const failed = files.filter(({ status }) => status === 'failed').map(({ name }) => name);
  return failed.length <= FEW ? failed : [];
}

/**
 * @param {import('./outcome.mjs').Outcome} first
 * @param {TestFile[]} files of the first time
 * @param {import('./outcome.mjs').Outcome} second of the files that had failed
 * @returns {import('./outcome.mjs').Outcome}
 */
export function afterAnotherTry(first, files, second) {
  if (second.failed > 0 || second.passed === 0) return first;
  const flaky = files
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .map(({ fullName }) => `flaky: ${fullName}`);
  const detail = [...flaky, first.detail].join('\n');
  return { ...first, passed: first.passed + first.failed, failed: 0, detail };
}

/**
 * The database's tests once more, on a PostgreSQL that is not the embedded one.
 * @param {string[]} patterns
 * @returns {Promise<import('./outcome.mjs').Outcome>}
 */
export async function checkSecondPostgres(patterns) {
  // The embedded server's own tests do not look at it.
  const others = ['--exclude=**/embedded-postgres/**', ...patterns];
  const second = await withSecondPostgres((url) =>
    checkSuites(['pg'], others, { BATON_TEST_DATABASE_URL: url }),
  );
  if (second.found) return second.result;
  // Someone trying Baton need not install a database for it; what decides about a change must.
  return process.env.CI
    ? failure(second.why)
    : { passed: 0, failed: 0, skipped: 1, detail: second.why };
}

/** @param {string} file @returns {TestFile[]} */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).testResults;
  } catch {
    return [];
  }
}

/**
 * @param {TestFile[]} files
 * @param {{ code: number, output: string }} ran
 * @returns {import('./outcome.mjs').Outcome}
 */
export function count(files, ran) {
  const tests = files.flatMap(({ assertionResults }) => assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const left = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
  const unloaded = files.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const counted = tests.filter(({ status }) => status === 'failed').length + unloaded.length;
  // No failed test and yet a failure: an uncaught error, a broken set-up, or nothing found to run.
  const failed = counted === 0 && ran.code !== 0 ? 1 : counted;
  return {
    passed,
    failed,
    skipped: left.length,
    detail:
      failed > 0
        ? ran.output.trim()
        : left.map(({ fullName }) => `skipped: ${fullName}`).join('\n'),
  };
}
