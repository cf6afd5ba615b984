// Playwright: journeys through the built product in a real browser.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { failure } from './outcome.mjs';
import { root, runNode } from '../workshop/run.mjs';

/**
 * @param {string} config the suite's configuration
 * @param {string[]} patterns parts of file names; all when empty
 * @returns {Promise<import('./outcome.mjs').Outcome>}
 */
export async function checkJourneys(config, patterns) {
  if (!existsSync(join(root, config))) return failure(`${config} is missing: nothing was tried.`);
  const browser = await findChromium();
  if (!browser.found) return failure(browser.why);

  const folder = mkdtempSync(join(tmpdir(), 'baton-journeys-'));
  const report = join(folder, 'report.json');
  try {
    const ran = await runNode(
      [
        'node_modules/@playwright/test/cli.js',
        'test',
        `--config=${config}`,
        '--reporter=line,json',
        ...(patterns.length > 0 ? ['--pass-with-no-tests'] : []),
        ...patterns,
      ],
      {
        env: {
          CHROMIUM_PATH: browser.path,
          PLAYWRIGHT_JSON_OUTPUT_FILE: report,
          NO_COLOR: '1',
          FORCE_COLOR: undefined,
        },
      },
    );
    return count(readStats(report), ran, patterns.length > 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @typedef {{ expected: number, unexpected: number, flaky: number, skipped: number }} Stats */

/** @param {string} file @returns {Stats} */
function readStats(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).stats;
  } catch {
    return { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  }
}

/**
 * @param {Stats} stats
 * @param {{ code: number, output: string }} ran
 * @param {boolean} [mayBeEmpty] is it fine when no journey was meant?
 * @returns {import('./outcome.mjs').Outcome}
 */
export function count({ expected, unexpected, flaky, skipped }, { code, output }, mayBeEmpty) {
  const empty = expected + flaky === 0 && !mayBeEmpty;
  const failed = unexpected === 0 && (code !== 0 || empty) ? 1 : unexpected;
  return {
    passed: expected + flaky,
    failed,
    skipped,
    detail: failed > 0 || skipped + flaky > 0 ? output.trim() : '',
  };
}
