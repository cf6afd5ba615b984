// One hash for a set of files, and stamps: small files under node_modules/.cache that remember the
// hash something was made from. Contents count, not times: a fresh clone or a `touch` is not a change.

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

/** Never part of what a build is made from. */
const leftOut = /(^|\/)(node_modules|dist|test-results)$|\.test\.tsx?$|\.md$|\.tsbuildinfo$|~$/;

/** Every file under `path` (or itself), relative to the root, in a fixed order. @param {string} path @returns {string[]} */
function filesUnder(path) {
  if (leftOut.test(path)) return [];
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [path];
  return readdirSync(join(root, path))
    .toSorted()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}

/**
 * @param {string[]} paths files and folders, relative to the root
 * @param {Map<string, string>} [seen] hashes of files that several fingerprints share
 */
export function fingerprint(paths, seen = new Map()) {
  const sum = createHash('sha256');
  for (const file of paths.flatMap(filesUnder)) {
    let hash = seen.get(file);
    if (hash === undefined) {
      hash = createHash('sha256')
        .update(readFileSync(join(root, file)))
        .digest('hex');
      seen.set(file, hash);
    }
    sum.update(`${file}\0${hash}\n`);
  }
  return sum.digest('hex');
}

const stampFile = (/** @type {string} */ name) =>
  join(root, 'node_modules/.cache/baton', `${name}.stamp`);

/** @param {string} name @returns {string | null} */
export function readStamp(name) {
  try {
    return readFileSync(stampFile(name), 'utf8');
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} value */
export function writeStamp(name, value) {
  mkdirSync(join(root, 'node_modules/.cache/baton'), { recursive: true });
  writeFileSync(stampFile(name), value);
}
