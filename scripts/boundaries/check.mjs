// Do all imports obey the boundaries, and would we notice if they did not?
// Run alone: node scripts/boundaries/check.mjs

import { createRequire } from 'node:module';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../workshop/run.mjs';
import { complain, say } from '../workshop/say.mjs';

/** @typedef {import('dependency-cruiser').ICruiseResult} Cruise */

const folders = ['apps', 'packages', 'bench', 'e2e'];

const require = createRequire(import.meta.url);

/**
 * dependency-cruiser asks swc to read every file as plain TypeScript, and swc then stumbles over the
 * first JSX tag. They share this one module, so here it learns to tell by the name of the file.
 */
function teachParserJsx() {
  const swc = require('@swc/core');
  const { parseFileSync } = swc;
  /** @type {(file: string, options: any) => any} */
  const byName = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') });
  swc.parseFileSync = byName;
}

/** @param {string} base @returns {Promise<Cruise>} */
async function look(base) {
  const { cruise } = await import('dependency-cruiser');
  /** @type {import('dependency-cruiser').IConfiguration} */
  const { forbidden = [], options } = require(join(root, '.dependency-cruiser.cjs'));
  const present = folders.filter((folder) => existsSync(join(base, folder)));
  const { output } = await cruise(present, {
    ...options,
    baseDir: base,
    validate: true,
    ruleSet: { forbidden },
  });
  if (typeof output === 'string') throw new Error(output);
  return output;
}

/** What is wrong in the project, one line each. @param {Cruise} seen */
function findings(seen) {
  const violations = seen.summary.violations.map(
    ({ rule, from, to, cycle }) =>
      `${rule.name}: ${from} → ${cycle ? cycle.map(({ name }) => name).join(' → ') : to}`,
  );
  const looked = new Set(seen.modules.map(({ source }) => source));
  const unseen = folders
    .flatMap((folder) => sourcesUnder(folder))
    .filter((file) => !looked.has(file))
    .map((file) => `not looked at: ${file}`);
  const crossing = seen.modules.some(
    ({ source, dependencies }) =>
      source.startsWith('apps/server/src/') &&
      dependencies.some(({ resolved }) => resolved.startsWith('packages/protocol/src/')),
  );
  const blind = crossing
    ? []
    : ['no import of @baton/protocol by the server was found: is the parser blind?'];
  return [...violations, ...unseen, ...blind];
}

/** @param {string} folder @returns {string[]} */
function sourcesUnder(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      return /^(node_modules|dist|test-results)$/.test(entry.name) ? [] : sourcesUnder(path);
    }
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

/** Which rules did not prove themselves, and which spoke wrongly. @param {Cruise} planted */
function unproved(planted) {
  const rules = planted.summary.ruleSetUsed?.forbidden?.map(({ name }) => name ?? '') ?? [];
  const heard = planted.summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
  const silent = rules
    .filter((name) => !heard.some(({ rule, from }) => rule === name && from.includes(name)))
    .map((name) => `the planted violation of ${name} was not reported`);
  const wrong = heard
    .filter(({ rule, from }) => !from.includes(rule))
    .map(({ rule, from }) => `${rule} wrongly reported in planted ${from}`);
  return { rules, problems: [...silent, ...wrong] };
}

/** As a stage of `npm test`: one check for the project, one for every rule that proves itself. */
export async function checkBoundaries() {
  teachParserJsx();
  const real = findings(await look(root));
  const { rules, problems } = unproved(await look(join(import.meta.dirname, 'planted')));
  if (rules.length === 0) problems.push('there are no rules');
  return {
    passed: (real.length === 0 ? 1 : 0) + rules.length - Math.min(problems.length, rules.length),
    failed: (real.length === 0 ? 0 : 1) + problems.length,
    detail: [...real, ...problems].join('\n'),
  };
}

if (process.argv[1] === import.meta.filename) {
  const { passed, failed, detail } = await checkBoundaries();
  if (failed > 0) complain(detail);
  say(`boundaries: ${passed} held, ${failed} did not`);
  process.exitCode = failed > 0 ? 1 : 0;
}
