/**
 * A database of one's own, migrated and empty, in some ten milliseconds.
 *
 *   const testDatabase = await createTestDatabase();
 *   const database = testDatabase.connect();
 *   …
 *   await testDatabase.drop();
 */
import { connectDatabase, type Database, type Log, newId, silentLog } from '@baton/server';
import { inject } from 'vitest';
import { asAdmin, urlOfDatabase } from './admin.ts';
import type { TestServer } from './test-server.ts';

export interface TestDatabase {
  url: string;
  /** Closed by `drop`. */
  connect(options?: {
    poolSize?: number;
    log?: Log;
    applicationName?: string;
    /** A query that stands nowhere sees everything here, unless a test wants it as on a server. */
    elsewhere?: 'refused' | 'across';
  }): Database;
  /** Closes what `connect` opened and removes the database. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** Without tables, for tests of the migrations themselves. */
  empty?: boolean;
}

export async function createTestDatabase({
  empty = false,
}: TestDatabaseOptions = {}): Promise<TestDatabase> {
  // Set by the global setup, where there is one.
  const server: TestServer | undefined = inject('batonTestServer');
  if (server === undefined) {
    throw new Error('No test server: the vitest configuration lacks the globalSetup of testkit.');
  }
  const name = newId('test');
  const template = empty ? 'template0' : server.template;
  await asAdmin(server.url, (admin) =>
    admin.query(`create database ${name} template ${template} strategy file_copy`),
  );
  const url = urlOfDatabase(server.url, name);
  const opened: Database[] = [];
  return {
    url,
    connect({
      poolSize = 10,
      log = silentLog(),
      applicationName = 'test',
      elsewhere = 'across',
    } = {}) {
      const database = connectDatabase({
        url,
        applicationName,
        poolSize,
        // A server keeps four for this; where a test stands nowhere, it is all there is.
        ...(elsewhere === 'across' && { acrossPoolSize: poolSize }),
        elsewhere,
        log,
      });
      opened.push(database);
      return database;
    },
    async drop() {
      await Promise.all(opened.map((database) => database.close()));
      await asAdmin(server.url, async (admin) => {
        await admin.query(`drop database ${name} with (force)`);
        // Whoever migrated it themselves gave it a role for the wall between workspaces.
        if (empty) await admin.query(`drop role if exists ${name}_workspace`);
      });
    },
  };
}
