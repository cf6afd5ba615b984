/**
 * Brings the tables up to date: every `.sql` file of the migrations folder, in the order of
 * their names, each once and each in a transaction of its own.
 *
 * Several processes may start at once: an advisory lock lets one of them work while the others
 * wait and then find nothing to do. A file that changed after it was applied, and a database
 * that has seen migrations this build does not know, are refused before anything is touched.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log.ts';
import { asDatabaseError } from './errors.ts';
import { findMigrationsFolder } from './migrations-folder.ts';
import { raiseWall, type WallState } from './wall.ts';

export interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file, line endings aside. */
  checksum: string;
}

export interface AppliedMigration {
  name: string;
  checksum: string;
}

/** The database and this build do not fit together; the message says what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** Any fixed number will do, as long as nothing else locks on it. */
const lockKey = 7_226_862_617;

/** So long a migration may make others wait for a table that somebody holds; then it steps back. */
const LOCK_WITHIN_MS = 1_000;
const MOST_TRIES = 30;
const LOCK_NOT_AVAILABLE = '55P03';

export const createMigrationsTable = `
  create table if not exists schema_migrations (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`;

export interface MigrateOptions {
  url: string;
  log: Log;
  folder?: string;
}

/** Applies what is missing. Resolves with the names of the files applied now. */
export async function migrate({ url, log, folder }: MigrateOptions): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString: url, application_name: 'baton migrate' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    // A session lock: it outlives each file's transaction and falls with the connection.
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query(createMigrationsTable);
    const { rows: applied } = await client.query<AppliedMigration>(
      'select name, checksum from schema_migrations order by name',
    );
    const missing = missingMigrations(migrations, applied);
    const isNew = applied.length === 0;
    for (const migration of missing) {
      await apply(client, migration, log);
      // An upgrade is watched step by step; of a new database its last step says enough.
      if (!isNew || migration === missing.at(-1)) {
        log.info({ migration: migration.name }, 'the database is migrated up to here');
      }
    }
    await wallUp(client, log);
    return missing.map(({ name }) => name);
  } catch (error) {
    throw asDatabaseError(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The migrations of this build, in order. */
export async function readMigrations(folder = findMigrationsFolder()): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (file) => {
      const sql = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n');
      return {
        name: file.slice(0, -'.sql'.length),
        sql,
        checksum: createHash('sha256').update(sql).digest('hex'),
      };
    }),
  );
}

/** What is still to be applied, or a MigrationError when the database has another past. */
export function missingMigrations(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of applied) {
    const ours = known.get(name);
    if (ours === undefined) {
      throw new MigrationError(
        `The database is newer than this build of Baton: it has the migration "${name}", which ` +
          'this build does not know. Start the newer version, or restore a backup from before it.',
      );
    }
    if (ours.checksum !== checksum) {
      throw new MigrationError(
        `The migration "${name}" was changed after it was applied to this database. Applied ` +
          'migrations are history: bring the file back and put the change into a new one.',
      );
    }
  }
  const done = new Set(applied.map(({ name }) => name));
  const missing = migrations.filter(({ name }) => !done.has(name));
  const latest = applied.reduce((last, { name }) => (name > last ? name : last), '');
  const late = missing.find(({ name }) => name < latest);
  if (late !== undefined) {
    throw new MigrationError(
      `The migration "${late.name}" sorts before "${latest}", which is already applied. ` +
        'Give it a later number.',
    );
  }
  return missing;
}

/**
 * In a transaction of its own, and never long in the queue for a table: whoever comes after us would
 * stand in it too, and the version before may be serving customers.
 */
async function apply(client: pg.Client, migration: Migration, log: Log): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    await client.query('begin');
    try {
      await client.query(`set local lock_timeout = '${LOCK_WITHIN_MS}ms'`);
      await runMigration(client, migration);
      await client.query('commit');
      return;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      const cause = (error as Error).cause;
      const late = cause instanceof pg.DatabaseError && cause.code === LOCK_NOT_AVAILABLE;
      if (!late || tries === MOST_TRIES) throw error;
      log.info({ migration: migration.name, tries }, 'a table is in use; trying again');
      await pause(LOCK_WITHIN_MS);
    }
  }
}

/** Tables that this role does not own have no second wall; that must not keep it from starting. */
async function wallUp(client: pg.Client, log: Log): Promise<void> {
  const wall = await raiseWall(client).catch((error: unknown): WallState => {
    if (!(error instanceof pg.DatabaseError) || error.code !== '42501') throw error;
    return { raised: false, why: error.message };
  });
  if (!wall.raised) {
    log.warn(`there is no second wall between workspaces (row-level security): ${wall.why}`);
  }
}

/** One file, in the transaction that the connection is in. */
export async function runMigration(client: pg.Client, migration: Migration): Promise<void> {
  const { name, sql, checksum } = migration;
  try {
    await client.query(sql);
    await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [
      name,
      checksum,
    ]);
  } catch (error) {
    const known = asDatabaseError(error);
    if (known !== error) throw known;
    throw new MigrationError(
      `The migration "${name}" failed and left no trace: ${(error as Error).message}`,
      { cause: error },
    );
  }
}
