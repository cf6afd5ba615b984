import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { onlyOne } from './only-one.mjs';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton only one '));
  file = join(folder, 'the lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A process that takes the lock, notes that it came and went, and ends. */
const visitor = (/** @type {string} */ name) =>
  new Promise((settle) => {
    const program = `
      import { appendFileSync } from 'node:fs';
      import { setTimeout as pause } from 'node:timers/promises';
      import { onlyOne } from ${JSON.stringify(join(import.meta.dirname, 'only-one.mjs'))};
      const note = (what) => appendFileSync(${JSON.stringify(join(folder, 'log'))}, what + '\\n');
      await onlyOne(${JSON.stringify(file)}, async () => {
        note('in ${name}'); await pause(50); note('out ${name}');
      });`;
    spawn(process.execPath, ['--input-type=module', '-e', program]).once('close', settle);
  });

test('of several processes, one at a time is inside', async () => {
  await Promise.all(['a', 'b', 'c', 'd'].map(visitor));
  const log = readFileSync(join(folder, 'log'), 'utf8').trim().split('\n');
  expect(log).toHaveLength(8);
  for (let at = 0; at < log.length; at += 2) {
    expect(log[at + 1]).toBe(log[at]?.replace('in', 'out'));
  }
});

test('a lock whose holder was killed does not keep the next one out', async () => {
  const dead = spawn(process.execPath, ['-e', '']);
  await new Promise((settle) => dead.once('close', settle));
  writeFileSync(file, `${dead.pid} left behind`);
  expect(await onlyOne(file, async () => 'in')).toBe('in');
});

test('a lock of yesterday is nobody’s, even when its process id lives again', async () => {
  writeFileSync(file, `${process.pid} yesterday`);
  const yesterday = Date.now() / 1000 - 86_400;
  utimesSync(file, yesterday, yesterday);
  expect(await onlyOne(file, async () => 'in')).toBe('in');
});

test('the lock is given back when the work fails', async () => {
  await expect(onlyOne(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(file)).toBe(false);
});
