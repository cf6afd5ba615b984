// A lock between processes: two `npm start` at once install and build once, one after the other.
//
// The lock is a file that names its holder. A holder that has died is no holder: the next one moves
// the file aside (an atomic rename, so of several that see it dead only one succeeds) and tries again.
// Nor is one of half an hour ago: nothing here takes that long, and the system reuses process ids.

import { createHash, randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const longestHold = 30 * 60_000;

/** One lock per checkout and user; outside it, since an install may empty node_modules. @param {string} root */
export function lockFileFor(root) {
  const name = createHash('sha256')
    .update(`${root}\0${process.getuid?.() ?? ''}`)
    .digest('hex');
  return join(tmpdir(), `baton-${name.slice(0, 16)}.lock`);
}

/**
 * Runs `work` when nobody else holds `file`.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {(pid: number) => void} [onWait] called once, with the holder, when there is a wait
 * @returns {Promise<T>}
 */
export async function onlyOne(file, work, onWait = () => {}) {
  const ours = `${process.pid} ${randomUUID()}`;
  for (let waited = false; !take(file, ours); ) {
    const holder = holderOf(file);
    if (holder === null) continue;
    if (!isAlive(holder.pid) || holder.since < Date.now() - longestHold) {
      moveAside(file, holder.text);
      continue;
    }
    if (!waited) onWait(holder.pid);
    waited = true;
    await pause(100);
  }
  const release = () => {
    if (holderOf(file)?.text === ours) rmSync(file, { force: true });
  };
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

/** The name is written before the lock appears, so nobody ever reads a lock without a holder. */
function take(/** @type {string} */ file, /** @type {string} */ ours) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, ours);
  try {
    linkSync(draft, file);
    return true;
  } catch (fault) {
    if (/** @type {NodeJS.ErrnoException} */ (fault).code === 'EEXIST') return false;
    throw fault;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** @param {string} file @returns {{ pid: number, text: string, since: number } | null} */
function holderOf(file) {
  try {
    const text = readFileSync(file, 'utf8');
    return { pid: Number.parseInt(text, 10), text, since: statSync(file).mtimeMs };
  } catch {
    return null;
  }
}

/** @param {string} file @param {string} expected */
function moveAside(file, expected) {
  const aside = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, aside);
    // Between our look and our rename another process may have replaced the dead lock by its own.
    if (readFileSync(aside, 'utf8') !== expected) linkSync(aside, file);
  } catch {
    // Somebody else moved it first: the next attempt sees what is there now.
  } finally {
    rmSync(aside, { force: true });
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return /** @type {NodeJS.ErrnoException} */ (fault).code === 'EPERM';
  }
}
