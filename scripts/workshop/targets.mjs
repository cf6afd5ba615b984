// What can be built, from what, into what. A target is stale when its sources hash to something
// else than when it was built, or when its output is gone.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs';
import { root } from './run.mjs';

/**
 * @typedef {'server' | 'cli' | 'inbox' | 'widget'} TargetName
 * @typedef {{ name: TargetName, from: string[], into: string }} Target
 */

/** The lock: another version of a bundled package is another output. */
const always = ['package-lock.json', 'tsconfig.base.json', 'scripts/build.mjs'];

/** @type {Target[]} */
export const targets = [
  {
    name: 'server',
    from: ['apps/server/src', 'packages/protocol'],
    into: 'apps/server/dist/main.js',
  },
  { name: 'cli', from: ['apps/cli/src', 'packages/protocol'], into: 'apps/cli/dist/main.js' },
  {
    name: 'inbox',
    from: ['apps/inbox', 'packages/protocol', 'packages/replica'],
    into: 'apps/inbox/dist/index.html',
  },
  {
    name: 'widget',
    from: ['apps/widget', 'packages/protocol', 'packages/replica'],
    into: 'apps/widget/dist',
  },
];

/**
 * The stale ones, with the hash that a successful build should be stamped with.
 * @param {boolean} [all] every target, stale or not
 */
export function staleTargets(all = false) {
  const seen = new Map();
  return targets
    .map((target) => ({ ...target, hash: fingerprint([...always, ...target.from], seen) }))
    .filter(
      ({ name, into, hash }) => all || readStamp(name) !== hash || !existsSync(join(root, into)),
    );
}

/** @param {{ name: TargetName, hash: string }} target */
export const markBuilt = ({ name, hash }) => writeStamp(name, hash);
