/** The binaries run from wherever they must, with their links made by us where npm did not. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { provideBinaries } from './binaries.ts';
import { copyBinaries } from './copy-binaries.ts';
import { canEnter } from './run-as.ts';

const run = promisify(execFile);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binaries-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('the installed ones are found', async () => {
  const binaries = await provideBinaries(undefined, folder);
  expect(binaries.major).toBeGreaterThanOrEqual(18);
  expect((await run(binaries.postgres, ['--version'])).stdout).toContain('PostgreSQL');
  expect(await readdir(folder)).toEqual([]);
});

it('a copy runs too, is whole, and is made once', async () => {
  const { postgres } = await provideBinaries(undefined, folder);
  const home = join(postgres, '..', '..', '..');
  const copy = join(folder, 'bin-x');
  await copyBinaries(home, copy);
  expect((await run(join(copy, 'bin', 'initdb'), ['--version'])).stdout).toContain('PostgreSQL');
  expect((await stat(join(copy, 'share', 'postgresql', 'postgres.bki'))).mode & 0o004).not.toBe(0);
  await writeFile(join(copy, 'mark'), 'still the first');
  await copyBinaries(home, copy);
  expect(await readFile(join(copy, 'mark'), 'utf8')).toBe('still the first');
  expect(await readdir(folder)).toEqual(['bin-x']);
});

it('whether another user can enter a folder depends on every folder above it', async () => {
  const stranger = { uid: 54321, gid: 54321 };
  expect(await canEnter(folder, stranger)).toBe(false);
  expect(await canEnter('/', stranger)).toBe(true);
  expect(await canEnter(folder, undefined)).toBe(true);
});
