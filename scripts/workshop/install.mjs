// Are the installed packages those of the lock file? If not, get them.
//
// A stamp with the lock's hash answers in a millisecond. Without one (somebody ran npm by hand) we
// compare what npm says is installed with the lock, package by package, before installing again.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs';
import { root, run } from './run.mjs';
import { dim, say, seconds, whileSaying } from './say.mjs';

/** @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean, peer?: boolean, devOptional?: boolean }} Entry */

/** The lock's hash with the machine's kind: native packages of another platform are no use here. */
const wanted = () => `${fingerprint(['package-lock.json'])} ${process.platform}-${process.arch}`;

export function isInstalled() {
  const lock = wanted();
  if (readStamp('install') === lock) return true;
  if (!installedMatchesLock()) return false;
  writeStamp('install', lock);
  return true;
}

function installedMatchesLock() {
  const listing = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(listing)) return false;
  return sameInstalled(readPackages(join(root, 'package-lock.json')), readPackages(listing));
}

/** @param {string} file @returns {Record<string, Entry>} */
const readPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/**
 * Does what npm installed fulfil the lock? Optional packages may be absent (other platforms).
 * @param {Record<string, Entry>} locked
 * @param {Record<string, Entry>} installed
 */
export function sameInstalled(locked, installed) {
  return Object.entries(locked).every(([path, want]) => {
    if (!path.includes('node_modules/')) return true;
    const have = installed[path];
    if (!have) return Boolean(want.optional || want.peer || want.devOptional);
    return have.version === want.version && have.integrity === want.integrity;
  });
}

/**
 * @param {{ show?: boolean }} [how] show: let npm speak for itself, for logs
 * @returns {Promise<{ ok: true } | { ok: false, why: string }>}
 */
export async function install({ show = false } = {}) {
  const npm = npmCommand();
  const version = (await run(npm.program, [...npm.args, '--version'], npm)).stdout.trim();
  const old = npmTooOld(version);
  if (old) return { ok: false, why: old };

  // From nothing: exactly the lock. Onto something: only what differs, and the lock stays as it is.
  const fresh = !existsSync(join(root, 'node_modules'));
  const verb = fresh ? 'ci' : 'install';
  const began = Date.now();
  const outcome = await whileSaying(
    fresh ? 'Installing packages, the first time takes a minute' : 'Updating packages',
    () => run(npm.program, [...npm.args, verb, ...installFlags], { ...npm, env, show }),
  );
  if (outcome.code !== 0) {
    return { ok: false, why: explainFailure(outcome.output, outcome.code, verb) };
  }
  writeStamp('install', wanted());
  say(dim(`packages installed in ${seconds(Date.now() - began)}`));
  return { ok: true };
}

// NODE_ENV=production or a user's omit= would leave out the bundler and the database's binaries.
// Few and short retries: offline should say so within seconds.
const installFlags = [
  '--include=dev',
  '--include=optional',
  '--prefer-offline',
  '--no-audit',
  '--no-fund',
  '--fetch-retries=2',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=5000',
];

// onnxruntime-node would fetch graphics-card libraries of hundreds of megabytes; we run on the processor.
const env = { ONNXRUNTIME_NODE_INSTALL: 'skip' };

/** The npm that runs us, else the one on the path. */
export function npmCommand() {
  const script = process.env.npm_execpath;
  if (script?.endsWith('npm-cli.js')) {
    return { program: process.execPath, args: [script], shell: false };
  }
  const windows = process.platform === 'win32';
  return { program: windows ? 'npm.cmd' : 'npm', args: [], shell: windows };
}

/** @param {string} version what `npm --version` printed, empty when there is no npm */
export function npmTooOld(version) {
  if (version === '') {
    return 'npm was not found. It comes with Node: https://nodejs.org';
  }
  if (Number.parseInt(version, 10) >= 9) return null;
  return `Baton needs npm 9 or newer to read its lock file; this is npm ${version}.
Update it with: npm install --global npm@10`;
}

/** @param {string} output @param {number} code @param {string} verb */
export function explainFailure(output, code, verb) {
  if (/EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ENOTCACHED|ECONNRESET/.test(output)) {
    return `The npm registry could not be reached, and the packages are not installed yet.
Baton needs it once, to install; afterwards it starts without a network.
Behind a proxy: npm config set proxy http://… — or copy node_modules from a machine of the same kind.`;
  }
  if (/ENOSPC/.test(output)) return 'The disk is full: the packages need about 1 GB.';
  if (/EACCES|EPERM/.test(output)) {
    return `npm may not write to ${join(root, 'node_modules')}. Who owns it?\n${tail(output)}`;
  }
  if (/EUSAGE|in sync/.test(output)) {
    const which = output.match(/(Missing|Invalid): .*/g) ?? [tail(output)];
    return `package.json and package-lock.json disagree. Run: npm install\n${which.slice(0, 5).join('\n')}`;
  }
  return `npm ${verb} failed (exit code ${code}):\n${tail(output)}`;
}

/** @param {string} output */
const tail = (output) => output.trim().split('\n').slice(-15).join('\n');
