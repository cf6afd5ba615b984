/**
 * One real PostgreSQL for the whole test run, with a migrated template to copy from.
 *
 * Named in the root vitest configuration as `globalSetup`. BATON_TEST_DATABASE_URL points the
 * tests at another server (PostgreSQL 15 or newer, a user who may create databases and roles).
 */
import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
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
import { startBusyNeighbour } from './busy-neighbour.ts';
import type { TestServer } from './test-server.ts';

const folderPrefix = 'baton-test-';

let tearDown: () => Promise<void> = async () => undefined;

export async function setup(project: TestProject): Promise<void> {
  const given = process.env.BATON_TEST_DATABASE_URL;
  const server = given === undefined ? await startServer() : { url: given, stop: async () => {} };
  const template = newId('baton_template');
  await asAdmin(server.url, (admin) => admin.query(`create database ${template}`));
  await migrate({ url: urlOfDatabase(server.url, template), log: silentLog() });
  project.provide('batonTestServer', { url: server.url, template } satisfies TestServer);
  const neighbour = await startBusyNeighbour(server.url);
  tearDown = async () => {
    await neighbour.stop();
    if (given !== undefined) {
      await asAdmin(given, async (admin) => {
        await admin.query(`drop database ${template} with (force)`);
        await admin.query(`drop role if exists ${template}_workspace`);
      });
    }
    await server.stop();
  };
}

export const teardown = () => tearDown();

async function startServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const place = await scratchPlace();
  await sweep(place);
  const dataDir = await mkdtemp(join(place, folderPrefix));
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

/** Memory where there is plenty: a test database then costs 10 ms instead of 30. */
async function scratchPlace(): Promise<string> {
  const memory = '/dev/shm';
  const found = await statfs(memory).catch(() => undefined);
  return found !== undefined && found.bavail * found.bsize > 2 ** 30 ? memory : tmpdir();
}

/** A test run that was killed left its server running: stop it and clear up. */
async function sweep(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    if (!name.startsWith(folderPrefix)) continue;
    const dataDir = join(place, name);
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
