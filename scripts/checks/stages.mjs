// The stages of `npm test`, in order, and how they are run and told.

import { checkBoundaries } from '../boundaries/check.mjs';
import {
  bold,
  complain,
  dim,
  green,
  red,
  say,
  seconds,
  whileSaying,
  yellow,
} from '../workshop/say.mjs';
import { checkJourneys } from './journeys.mjs';
import { failure } from './outcome.mjs';
import {
  checkBuild,
  checkChaos,
  checkDeadCode,
  checkFormat,
  checkLicences,
  checkLint,
  checkLock,
  checkRecovery,
} from './programs.mjs';
import { checkSecondPostgres, checkSuites } from './suites.mjs';
import { checkTypes } from './types.mjs';

/**
 * @typedef {import('./outcome.mjs').Outcome} Outcome
 * @typedef {{ name: string, needs?: string, check: () => Promise<Outcome> }} Stage
 *   `needs` names a stage without whose success this one makes no sense.
 */

/** @param {string} group @param {string[]} patterns @returns {Stage[] | null} */
export function stagesFor(group, patterns) {
  const reading = [
    { name: 'format', check: checkFormat },
    { name: 'lint', check: checkLint },
    { name: 'types', check: checkTypes },
    { name: 'boundaries', check: checkBoundaries },
    { name: 'dead code', check: checkDeadCode },
    { name: 'lock file', check: checkLock },
    { name: 'licences', check: checkLicences },
  ];
  /** @param {string} name @param {string} config @returns {Stage} */
  const journeys = (name, config) => ({
    name,
    needs: 'build',
    check: () => checkJourneys(config, patterns),
  });
  const running = [
    { name: 'build', check: checkBuild },
    journeys('journeys', 'e2e/playwright.config.ts'),
    journeys('widget', 'apps/widget/test/playwright.config.ts'),
    journeys('inbox', 'apps/inbox/test/playwright.config.ts'),
  ];
  const chaos = [
    { name: 'chaos', needs: 'build', check: checkChaos },
    { name: 'recovery', needs: 'build', check: checkRecovery },
  ];
  /** @param {('unit' | 'pg')[]} projects @returns {Stage} */
  const suites = (...projects) => ({
    name: projects.join(' + '),
    check: () => checkSuites(projects, patterns),
  });
  const second = { name: 'pg again', check: () => checkSecondPostgres(patterns) };
  switch (group) {
    case 'all':
      return [...reading, suites('unit', 'pg'), second, ...running, ...chaos];
    case 'static':
      return reading;
    case 'unit':
      return [suites('unit')];
    case 'pg':
      return [suites('pg'), second];
    case 'chaos':
      return [{ name: 'build', check: checkBuild }, ...chaos];
    case 'e2e':
      return running;
    default:
      return null;
  }
}

/** One stage after the other: each may use every core. @param {Stage[]} stages @returns {Promise<number>} exit code */
export async function runStages(stages) {
  const began = Date.now();
  const broken = new Set();
  let passed = 0;
  let failed = 0;
  for (const { name, needs, check } of stages) {
    const at = Date.now();
    const outcome =
      needs && broken.has(needs)
        ? failure(`not run, because the ${needs} failed`)
        : await whileSaying(name, () =>
            check().catch((fault) => failure(`${fault?.stack ?? fault}`)),
          );
    passed += outcome.passed;
    failed += outcome.failed;
    if (outcome.failed > 0) broken.add(name);
    tell(name, outcome, Date.now() - at);
  }
  say(dim(`in ${seconds(Date.now() - began)}`));
  say(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** @param {string} name @param {Outcome} outcome @param {number} took */
function tell(name, { passed, failed, skipped = 0, detail }, took) {
  const mark = failed > 0 ? red('✗') : green('✓');
  const parts = [`${passed} passed`];
  if (failed > 0) parts.push(red(`${failed} failed`));
  if (skipped > 0) parts.push(yellow(`${skipped} skipped`));
  say(`${mark} ${bold(name.padEnd(10))} ${parts.join(', ')} ${dim(seconds(took))}`);
  if (detail) (failed > 0 ? complain : say)(`${detail}\n`);
}
