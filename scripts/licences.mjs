// Are the licences of everything that ships ones that ship with MIT? Read from package-lock.json, so
// it needs no network and no installed packages.
//
//   node scripts/licences.mjs           prints each licence and how many packages have it
//   node scripts/licences.mjs --check   only says what is not allowed

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './workshop/run.mjs';
import { complain, say } from './workshop/say.mjs';

/**
 * @typedef {{ version?: string, license?: string, dev?: boolean, devOptional?: boolean, link?: boolean }} Entry
 * @typedef {{ name: string, version: string, licence: string }} Shipped
 */

/** They ask for no more than to be named; OFL is for fonts. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'Unlicense',
  'Zlib',
]);

/** Packages that say it in no word of SPDX, as read in their own licence file. @type {Record<string, string>} */
const read = { 'duck@0.1.12': 'BSD-2-Clause' };

/** Everything but what only tests and builds. @param {Record<string, Entry>} packages @returns {Shipped[]} */
export function shipped(packages) {
  return Object.entries(packages).flatMap(
    ([path, { version, license, dev, devOptional, link }]) => {
      if (!path.includes('node_modules/') || link || dev || devOptional) return [];
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const licence = read[`${name}@${version}`] ?? license ?? 'unknown';
      return [{ name, version: version ?? '', licence }];
    },
  );
}

/** "(MIT OR GPL-3.0-or-later)", "MIT AND Zlib". @param {string} expression */
export function isAllowed(expression) {
  const words = expression.match(/\(|\)|[^\s()]+/g) ?? [];
  let at = 0;

  /** One alternative is enough. @returns {boolean} */
  function either() {
    let good = all();
    while (words[at] === 'OR') {
      at += 1;
      const other = all();
      good ||= other;
    }
    return good;
  }

  /** Every one must be. @returns {boolean} */
  function all() {
    let good = one();
    while (words[at] === 'AND') {
      at += 1;
      const other = one();
      good &&= other;
    }
    return good;
  }

  /** @returns {boolean} */
  function one() {
    const word = words[at];
    at += 1;
    if (word !== '(') return word !== undefined && allowed.has(word);
    const good = either();
    const closed = words[at] === ')';
    at += 1;
    return good && closed;
  }

  return either() && at === words.length;
}

function main() {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const all = shipped(lock.packages);
  const bad = all.filter(({ licence }) => !isAllowed(licence));
  for (const { name, version, licence } of bad) {
    complain(`${name} ${version} is under ${licence}, which scripts/licences.mjs does not allow`);
  }
  if (bad.length > 0) process.exitCode = 1;
  if (process.argv.includes('--check')) return;
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { licence } of all) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  for (const [licence, count] of [...counts].sort(([, a], [, b]) => b - a)) {
    say(`${String(count).padStart(4)}  ${licence}`);
  }
}

if (process.argv[1]?.endsWith('licences.mjs')) main();
