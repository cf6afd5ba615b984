/**
 * A durable embedded PostgreSQL for measurements, and as many copies of a prepared database as are
 * asked for, so that each contender begins with the same rows.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  connectDatabase,
  type Database,
  lockDataDirectory,
  migrate,
  silentLog,
  startEmbeddedPostgres,
} from '@baton/server';
import pg from 'pg';

export interface BenchDatabase {
  /** A migrated database, filled by `fill`, and then only copied from. */
  prepare(fill: (database: Database) => Promise<void>): Promise<void>;
  /** A migrated database of this name, with nothing in it; its address. */
  create(name: string): Promise<string>;
  /** Something more in what is copied, by bare statements. */
  change(more: (client: pg.Client) => Promise<void>): Promise<void>;
  /** Runs `use` on a fresh copy of what was prepared. */
  withCopy<T>(use: (url: string) => Promise<T>): Promise<T>;
  /** Of PostgreSQL's postmaster. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

export async function startBenchDatabase(): Promise<BenchDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'baton-bench-'));
  const lock = await lockDataDirectory(dataDir, 'bench');
  const postgres = await startEmbeddedPostgres({ dataDir, log: silentLog() });
  const urlOf = (name: string) => {
    const url = new URL(postgres.url);
    url.pathname = `/${name}`;
    return url.href;
  };
  const asAdmin = async (statement: string) => {
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  let copies = 0;

  return {
    async prepare(fill) {
      await asAdmin('create database prepared');
      await migrate({ url: urlOf('prepared'), log: silentLog() });
      const database = connectDatabase({
        url: urlOf('prepared'),
        applicationName: 'bench',
        poolSize: 4,
        elsewhere: 'across',
        log: silentLog(),
      });
      await fill(database);
      await database.query('analyze');
      // A feed looked at while it was empty gets plans that read all of it, until statistics are new.
      // A living database has them within a minute; a bench is over by then.
      await database.query('truncate feed');
      await database.close();
    },
    async create(name) {
      await asAdmin(`create database ${name}`);
      await migrate({ url: urlOf(name), log: silentLog() });
      return urlOf(name);
    },
    async change(more) {
      const client = new pg.Client({ connectionString: urlOf('prepared') });
      await client.connect();
      await more(client);
      await client.end();
    },
    async withCopy(use) {
      copies += 1;
      const name = `copy_${copies}`;
      await asAdmin(`create database ${name} template prepared`);
      await asAdmin('checkpoint');
      try {
        return await use(urlOf(name));
      } finally {
        await asAdmin(`drop database ${name} with (force)`);
      }
    },
    pid: () => postgres.pid(),
    async stop() {
      await postgres.stop();
      await lock.release();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
