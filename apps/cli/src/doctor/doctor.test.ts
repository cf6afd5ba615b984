import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig, lockDataDirectory, openSecrets } from '@baton/server';
import { dataFolder } from './data-folder.ts';
import { secretKey } from './engines.ts';
import { heldUp } from './live-feed.ts';
import { binaries, disk, node } from './machine.ts';
import { models } from './models.ts';
import { port } from './port.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton doctor '));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A program on a port of its own, while `use` runs. */
async function listening<T>(status: number, use: (at: number) => Promise<T>): Promise<T> {
  const server = createServer((_request, response) => response.writeHead(status).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use((server.address() as AddressInfo).port);
  } finally {
    server.close();
  }
}
const host = '127.0.0.1';

test('an old Node is a failure that says which one is needed', () => {
  expect(node('18.20.8')).toMatchObject({ level: 'fail', todo: expect.stringContaining('20.19') });
  expect(node('20.19.0').level).toBe('ok');
});

test('a port where a Baton answers is fine, one where something else listens is not', async () => {
  expect(await listening(200, (at) => port({ port: at, host }))).toMatchObject({ level: 'ok' });
  expect(await listening(404, (at) => port({ port: at, host }))).toMatchObject({
    level: 'fail',
    found: expect.stringContaining('another program'),
  });
});

test('missing PostgreSQL binaries are told with the way to get them', () => {
  expect(binaries(folder)).toMatchObject({
    level: 'fail',
    todo: expect.stringContaining('DATABASE_URL'),
  });
});

test('a transaction that keeps open screens waiting is named, with how to end it', () => {
  const holder = {
    pid: 4711,
    gid: null,
    database: 'crm',
    applicationName: 'psql',
    state: 'idle in transaction',
    seconds: 83.4,
  };
  expect(heldUp(holder)).toMatchObject({
    level: 'warn',
    found:
      'held up for 83 s by a transaction that is still open (“psql”, process 4711, database crm, idle in transaction)',
    todo: expect.stringContaining('select pg_terminate_backend(4711);'),
  });
  expect(
    heldUp({ ...holder, pid: null, gid: "it's", applicationName: null, state: 'prepared' }),
  ).toMatchObject({ todo: expect.stringContaining("rollback prepared 'it''s';") });
  expect(heldUp({ ...holder, seconds: 2 })).toMatchObject({ level: 'ok' });
  expect(heldUp(null)).toMatchObject({ level: 'ok' });
});

test('a data folder that is not there yet is no fault, and looking does not make it', async () => {
  const dataDir = join(folder, 'deep', 'data');
  expect(await dataFolder(dataDir)).toMatchObject({ level: 'ok' });
  expect(await dataFolder(dataDir)).toMatchObject({
    found: expect.stringContaining('first start'),
  });
});

test('who works on the data folder is named', async () => {
  const lock = await lockDataDirectory(folder, 'baton start');
  try {
    expect((await dataFolder(folder)).found).toContain('in use by "baton start"');
  } finally {
    await lock.release();
  }
  expect((await dataFolder(folder)).found).toContain('in use by nobody');
});

test('the disk is looked at where the data will lie, though the folder is not there yet', async () => {
  expect((await disk(join(folder, 'not', 'yet'))).found).toMatch(/free for .*not/);
});

test('a model file that was cut short is found', async () => {
  await mkdir(join(folder, 'small'));
  await writeFile(join(folder, 'small', 'model.json'), '{"sha256":{"model.onnx":"00"}}');
  await writeFile(join(folder, 'small', 'model.onnx'), 'cut sho');
  const [finding] = await models(folder);
  expect(finding).toMatchObject({
    level: 'fail',
    found: expect.stringContaining('small/model.onnx'),
  });
});

const secretKeyWith = (env: Record<string, string> = {}) =>
  secretKey(loadConfig({ BATON_DATA: folder, ...env }));

test('the secret key is found, and looking makes none', async () => {
  expect(await secretKeyWith()).toMatchObject({ level: 'ok', found: 'made at the first start' });
  expect(await readdir(folder)).toEqual([]);
  await openSecrets(loadConfig({ BATON_DATA: folder }));
  expect(await secretKeyWith()).toMatchObject({ level: 'ok', found: join(folder, 'secret.key') });
  const given = 'ab'.repeat(32);
  expect((await secretKeyWith({ BATON_SECRET_KEY: given })).found).toBe('from BATON_SECRET_KEY');
});

test('a secret key that others can read, that is damaged, or that another server lacks is told', async () => {
  await openSecrets(loadConfig({ BATON_DATA: folder }));
  await chmod(join(folder, 'secret.key'), 0o644);
  expect(await secretKeyWith()).toMatchObject({
    level: 'warn',
    todo: expect.stringContaining('chmod 600'),
  });
  await chmod(join(folder, 'secret.key'), 0o600);
  const shared = await secretKeyWith({ DATABASE_URL: 'postgres://db/baton' });
  expect(shared).toMatchObject({
    level: 'warn',
    todo: expect.stringContaining('BATON_SECRET_KEY'),
  });
  await writeFile(join(folder, 'secret.key'), 'oops');
  expect(await secretKeyWith()).toMatchObject({
    level: 'fail',
    todo: expect.stringContaining('Bring it back'),
  });
});
