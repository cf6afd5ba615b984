/**
 * One real PostgreSQL for the whole test run, with a migrated template to copy from.
 *
 * Named in the root vitest configuration as `globalSetup`. BATON_TEST_DATABASE_URL points the
 * tests at another server (PostgreSQL 15 or newer, a user who may create databases).
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DataDirectoryInUse,
  lockDataDirectory,
  migrate,
  newId,
  silentLog,
  startEmbeddedPostgres,
} from '@baton/server';
import type { TestProject } from 'vitest/node';
import { asAdmin, urlOfDatabase } from './admin.ts';
import type { TestServer } from './test-server.ts';

const folderPrefix = 'baton-test-';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.BATON_TEST_DATABASE_URL;
  const server = given === undefined ? await startServer() : { url: given, stop: async () => {} };
  const template = newId('baton_template').toLowerCase();
  await asAdmin(server.url, (admin) => admin.query(`create database ${template}`));
  await migrate({ url: urlOfDatabase(server.url, template), log: silentLog() });
  project.provide('batonTestServer', { url: server.url, template } satisfies TestServer);
  return async () => {
    if (given !== undefined) {
      await asAdmin(given, (admin) => admin.query(`drop database ${template} with (force)`));
    }
    await server.stop();
  };
}

async function startServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  await sweep();
  const dataDir = await mkdtemp(join(tmpdir(), folderPrefix));
  const lock = await lockDataDirectory(dataDir, 'vitest');
  const postgres = await startEmbeddedPostgres({ dataDir, log: silentLog(), durable: false });
  return {
    url: postgres.url,
    async stop() {
      await postgres.stop();
      await lock.release();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A test run that was killed left its server running: stop it and clear up. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(folderPrefix)) continue;
    const dataDir = join(tmpdir(), name);
    try {
      const lock = await lockDataDirectory(dataDir, 'vitest');
      const left = await startEmbeddedPostgres({ dataDir, log: silentLog(), durable: false });
      await left.stop();
      await lock.release();
      await rm(dataDir, { recursive: true, force: true });
    } catch (error) {
      // In use: a test run beside ours. Anything else is not worth failing the tests for.
      if (!(error instanceof DataDirectoryInUse)) continue;
    }
  }
}
