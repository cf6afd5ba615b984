// Runs a program and gives what it said as a value: a failing tool is an expected outcome here.

import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** Where the project is, with no slash at the end. */
export const root = resolve(import.meta.dirname, '../..');

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

// Nothing that we started goes on without us.
process.on('exit', () => {
  for (const child of running) child.kill();
});

/** Makes a signal end this process in the ordinary way, so that it ends what it started too. */
export function endOnSignals() {
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
}

/**
 * @typedef {{ code: number, output: string, stdout: string, milliseconds: number }} Outcome
 *   `output` is stdout and stderr as they came; `code` is 127 when the program could not be started
 *   and 128 + n when signal n ended it.
 */

/**
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, shell?: boolean, uid?: number, gid?: number }} [how]
 *   show: let it write to this terminal as well.
 * @returns {Promise<Outcome>}
 */
export function run(program, args, { cwd = root, env, show = false, ...rest } = {}) {
  const began = Date.now();
  return new Promise((settle) => {
    let output = '';
    let stdout = '';
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      ...rest,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    /** @param {Buffer} bytes @param {NodeJS.WriteStream} stream */
    const take = (bytes, stream) => {
      output += bytes;
      if (stream === process.stdout) stdout += bytes;
      if (show) stream.write(bytes);
    };
    running.add(child);
    child.stdout.on('data', (bytes) => take(bytes, process.stdout));
    child.stderr.on('data', (bytes) => take(bytes, process.stderr));
    /** @param {number} code */
    const finish = (code) => {
      running.delete(child);
      settle({ code, output, stdout, milliseconds: Date.now() - began });
    };
    child.once('error', (fault) => {
      output += `${fault.message}\n`;
      finish(127);
    });
    child.once('close', (code, signal) => finish(code ?? signalCode(signal)));
  });
}

/** Node itself, with a script. @param {string[]} args @param {Parameters<typeof run>[2]} [how] */
export const runNode = (args, how) => run(process.execPath, args, how);

/** @param {NodeJS.Signals | null} signal */
const signalCode = (signal) => 128 + (signal === 'SIGINT' ? 2 : signal === 'SIGKILL' ? 9 : 15);
