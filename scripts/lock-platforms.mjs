// Completes package-lock.json for the machines of other people.
//
// A tool such as Biome names one package per platform as an optional dependency. npm writes into the
// lock only those that the registry at hand can give; from a partial mirror some are missing, and then
// `npm ci` refuses the lock everywhere. This adds what is missing, by the exact version its parent
// names. Run it after adding a dependency; `npm test` says when it is needed.
//
//   node scripts/lock-platforms.mjs           writes the lock
//   node scripts/lock-platforms.mjs --check   only tells

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './workshop/run.mjs';
import { complain, say } from './workshop/say.mjs';

/**
 * @typedef {{ version?: string, cpu?: string[], os?: string[], libc?: string[], dev?: boolean, optional?: boolean, link?: boolean, optionalDependencies?: Record<string, string> }} Entry
 * @typedef {Record<string, Entry>} Packages
 */

/** The entries that `packages` lacks. @param {Packages} packages @returns {Packages} */
export function missingPlatforms(packages) {
  /** @type {Packages} */
  const missing = {};
  for (const [parent, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const there = placesFor(parent, name).some((place) => packages[place]);
      const exact = /^\d+\.\d+\.\d+/.test(version);
      if (!there && exact) {
        missing[`node_modules/${name}`] = {
          version,
          ...entryFor(name, dev),
        };
      }
    }
  }
  return missing;
}

/** Where Node would look for `name` from `parent`, nearest first. @param {string} parent @param {string} name */
function placesFor(parent, name) {
  const places = [`node_modules/${name}`];
  for (
    let at = parent;
    at !== '';
    at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))
  ) {
    places.unshift(`${at}/node_modules/${name}`);
  }
  return places;
}

/** What the package's name says of its machine (`@swc/core-linux-arm64-musl`), in npm's order of keys. */
function entryFor(/** @type {string} */ name, /** @type {boolean | undefined} */ dev) {
  const words = name.split(/[/-]/);
  const os = words.find((word) => systems.includes(word));
  const cpu = words.find((word) => processors.includes(word));
  const musl = words.some((word) => word.startsWith('musl'));
  const glibc = words.some((word) => word.startsWith('gnu'));
  return {
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(dev ? { dev } : {}),
    ...(os === 'linux' && (musl || glibc) ? { libc: [musl ? 'musl' : 'glibc'] } : {}),
    optional: true,
    ...(os ? { os: [os] } : {}),
  };
}

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];

function main() {
  const file = join(root, 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingPlatforms(lock.packages);
  const names = Object.keys(missing);
  if (names.length === 0) return say('the lock names every platform');
  if (process.argv.includes('--check')) {
    complain(`the lock lacks ${names.join(', ')}\nRun: node scripts/lock-platforms.mjs`);
    process.exitCode = 1;
    return;
  }
  lock.packages = Object.fromEntries(
    Object.entries({ ...lock.packages, ...missing }).toSorted(([a], [b]) =>
      a.localeCompare(b, 'en'),
    ),
  );
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  say(`added ${names.length} packages of other platforms to the lock`);
}

if (process.argv[1] === import.meta.filename) main();
