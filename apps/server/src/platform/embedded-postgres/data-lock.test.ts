import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataDirectoryInUse, type DataDirectoryLock, lockDataDirectory } from './data-lock.ts';
import { thisProcess } from './process-identity.ts';

let dataDir: string;
let held: DataDirectoryLock[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lock-'));
  held = [];
});
afterEach(async () => {
  await Promise.all(held.map((lock) => lock.release()));
  await rm(dataDir, { recursive: true });
});

async function lock(owner = 'baton start'): Promise<void> {
  held.push(await lockDataDirectory(dataDir, owner));
}

/** A lock as somebody else would have left it. */
async function leftBehind(
  by: Partial<ReturnType<typeof thisProcess>>,
  at = new Date(),
): Promise<void> {
  const path = join(dataDir, 'baton.lock');
  await writeFile(
    path,
    JSON.stringify({ ...thisProcess(), owner: 'baton start', nonce: 'x', ...by }),
  );
  await utimes(path, at, at);
}

const longAgo = new Date(Date.now() - 3_600_000);

describe('the lock of a data folder', () => {
  it('lets one in, and tells the second who is there', async () => {
    await lock('baton start');
    const second = lock('baton restore');
    await expect(second).rejects.toBeInstanceOf(DataDirectoryInUse);
    await expect(second).rejects.toMatchObject({ pid: process.pid, owner: 'baton start' });
    await expect(second).rejects.toThrow('is in use by another Baton ("baton start"');
  });

  it('is free again after release, and leaves nothing behind', async () => {
    await lock();
    await held.pop()?.release();
    expect(await readdir(dataDir)).toEqual([]);
    await lock();
  });

  it('makes the folder when it is not there yet', async () => {
    const deeper = join(dataDir, 'not', 'yet');
    held.push(await lockDataDirectory(deeper, 'baton start'));
    expect(await readdir(deeper)).toEqual(['baton.lock']);
  });

  it('says so when the folder cannot be written', async () => {
    await writeFile(join(dataDir, 'file'), '');
    await expect(lockDataDirectory(join(dataDir, 'file', 'data'), 'x')).rejects.toMatchObject({
      problem: 'not_writable',
    });
  });
});

describe('a lock left behind is taken over', () => {
  it('when its process is gone', async () => {
    await leftBehind({ pid: 2 ** 22 + 1 });
    await lock();
  });

  it('when its number belongs to another process by now', async () => {
    await leftBehind({ startedAt: '1' });
    await lock();
  });

  it('when it comes from before a restart of the machine or container', async () => {
    await leftBehind({ world: 'linux another-boot pid:[1]' }, longAgo);
    await lock();
  });

  it('when it was cut short by a full disk', async () => {
    await writeFile(join(dataDir, 'baton.lock'), '{"pid":');
    await lock();
  });

  it('by exactly one of many who try at once', async () => {
    await leftBehind({ startedAt: '1' });
    const tries = await Promise.allSettled(Array.from({ length: 12 }, () => lock()));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refusals = tries.flatMap((attempt) => ('reason' in attempt ? [attempt.reason] : []));
    expect(refusals.every((reason) => reason instanceof DataDirectoryInUse)).toBe(true);
    expect(await readdir(dataDir)).toEqual(['baton.lock']);
  });
});

it('a lock from another container or machine holds for as long as its heart beats', async () => {
  await leftBehind({ world: 'linux elsewhere pid:[1]' });
  const beating = setInterval(() => {
    const now = new Date();
    void utimes(join(dataDir, 'baton.lock'), now, now);
  }, 100);
  try {
    await expect(lock()).rejects.toBeInstanceOf(DataDirectoryInUse);
  } finally {
    clearInterval(beating);
  }
});

it('releasing does not remove the lock of somebody who took over', async () => {
  const mine = await lockDataDirectory(dataDir, 'baton start');
  await leftBehind({});
  await mine.release();
  expect(await readFile(join(dataDir, 'baton.lock'), 'utf8')).toContain('"nonce":"x"');
});
