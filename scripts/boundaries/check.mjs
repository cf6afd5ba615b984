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
/** @type {typeof import('@swc/core')} */
const swc = require('@swc/core');

/**
 * dependency-cruiser asks swc to read every file as plain TypeScript, and swc then stumbles over the
 * first JSX tag. They share this one module, so here it learns to tell by the name of the file.
 */
function teachParserJsx() {
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

/**
 * The violations, less one kind: a core may name the types at another module's door. They are gone
 * once compiled, so at run time it still imports the protocol and itself alone.
 * @param {Cruise} seen @param {string} base
 */
function violationsIn(seen, base) {
  return seen.summary.violations.filter(({ rule, from, to }) => {
    if (rule.name !== 'core-is-pure' || !/modules\/[^/]+\/index\.ts$/.test(to)) return true;
    const specifiers = seen.modules
      .filter(({ source }) => source === from)
      .flatMap(({ dependencies }) => dependencies.filter(({ resolved }) => resolved === to))
      .map(({ module }) => module);
    return !importsTypesOnly(join(base, from), specifiers);
  });
}

/** @param {string} file @param {string[]} specifiers */
function importsTypesOnly(file, specifiers) {
  const { body } = swc.parseFileSync(file, { syntax: 'typescript' });
  return body
    .filter((item) => 'source' in item && specifiers.includes(item.source?.value ?? ''))
    .every((item) => 'typeOnly' in item && item.typeOnly);
}

/** What is wrong in the project, one line each. @param {Cruise} seen */
function findings(seen) {
  const violations = violationsIn(seen, root).map(
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

/**
 * Which rules did not prove themselves, and which spoke wrongly.
 * @param {Cruise} planted @param {string} base
 */
function unproved(planted, base) {
  const rules = planted.summary.ruleSetUsed?.forbidden?.map(({ name }) => name ?? '') ?? [];
  // A cycle is told once, from one of its files.
  const heard = violationsIn(planted, base).flatMap(({ rule, from, cycle = [] }) =>
    [from, ...cycle.map(({ name }) => name)].map((file) => ({ rule: rule.name, from: file })),
  );
  const files = planted.modules.map(({ source }) => source);
  const silent = rules.flatMap((name) => {
    const meant = files.filter((file) => file.includes(name));
    if (meant.length === 0) return [`there is no planted violation of ${name}`];
    return meant
      .filter((file) => !heard.some(({ rule, from }) => rule === name && from === file))
      .map((file) => `${name} did not report the planted ${file}`);
  });
  const wrong = heard
    .filter(({ rule, from }) => !from.includes(rule))
    .map(({ rule, from }) => `${rule} wrongly reported in planted ${from}`);
  return { rules, problems: [...silent, ...wrong] };
}

/** As a stage of `npm test`: one check for the project, one for every rule that proves itself. */
export async function checkBoundaries() {
  teachParserJsx();
  const real = findings(await look(root));
  const planted = join(import.meta.dirname, 'planted');
  const { rules, problems } = unproved(await look(planted), planted);
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
