/**
 * Loads a backup into an empty database, in one transaction: all of it, or nothing.
 *
 * A backup of an older version is loaded into the tables of that version, and then migrated like
 * an installation that was upgraded. All sequences and the live feed go on after what was loaded.
 */
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { DatabaseUnavailable, type Migration, readMigrations } from '../database/index.ts';
import { beginFeedGeneration } from '../feed/index.ts';
import { type BackupConnection, inOwnTransaction } from './connection.ts';
import { BackupError } from './errors.ts';
import type { BackupManifest, BackupProgress, BackupSummary } from './format.ts';
import { type BackupReader, openBackup } from './reader.ts';
import { prepareTables, upgradeTables } from './schema.ts';

export interface RestoreBackupOptions {
  /** An empty database: without tables, or migrated and never used. */
  url: string;
  file: string;
  onProgress?: (progress: BackupProgress) => void;
  /** Default: the migrations of this build. */
  migrationsFolder?: string;
}

/** @throws BackupError; then nothing was changed. */
export async function restoreBackup(options: RestoreBackupOptions): Promise<BackupSummary> {
  const { url, file } = options;
  const migrations = await readMigrations(options.migrationsFolder);
  const reader = await openBackup(file);
  try {
    const { manifest } = reader;
    const split = migrationsOf(manifest, migrations);
    await inOwnTransaction(url, 'begin', async (connection) => {
      await prepareTables(connection, split.inBackup);
      await load(connection, reader, options);
      await continueSequences(connection);
      await upgradeTables(connection, split.newer);
      await beginFeedGeneration(connection);
    });
    return {
      tables: manifest.tables.length,
      rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
      createdAt: manifest.createdAt,
    };
  } catch (error) {
    if (error instanceof pg.DatabaseError && !(error instanceof DatabaseUnavailable)) {
      throw new BackupError('not_loadable', `${file} could not be loaded: ${error.message}`, {
        cause: error,
      });
    }
    throw error;
  } finally {
    reader.close();
  }
}

/** What a backup file holds, without touching a database. @throws BackupError */
export async function readBackupManifest(file: string): Promise<BackupManifest> {
  const reader = await openBackup(file);
  reader.close();
  return reader.manifest;
}

/** Those of this build that the backup has, and those that came later. */
function migrationsOf(
  manifest: BackupManifest,
  ours: readonly Migration[],
): { inBackup: Migration[]; newer: Migration[] } {
  const theirs = manifest.migrations;
  const known = new Set(ours.map(({ name }) => name));
  const unknown = theirs.find(({ name }) => !known.has(name));
  if (unknown !== undefined) {
    throw new BackupError(
      'newer_version',
      `The backup was made by a newer version of Baton: it has the migration "${unknown.name}", ` +
        'which this one does not know. Restore it with that version.',
    );
  }
  const differing = theirs.find(({ name, checksum }, i) => {
    return ours[i]?.name !== name || ours[i]?.checksum !== checksum;
  });
  if (differing !== undefined) {
    throw new BackupError(
      'other_history',
      `The backup was made by a build of Baton whose migration "${differing.name}" is another.`,
    );
  }
  return { inBackup: ours.slice(0, theirs.length), newer: ours.slice(theirs.length) };
}

async function load(
  { client }: BackupConnection,
  reader: BackupReader,
  { onProgress, file }: RestoreBackupOptions,
): Promise<void> {
  const { tables } = reader.manifest;
  const rowsTotal = tables.reduce((sum, { rows }) => sum + rows, 0);
  let rowsDone = 0;
  let tablesDone = 0;
  for (;;) {
    const table = await reader.next();
    if (table === undefined) break;
    if (table.type !== 'table') throw mixedUp(file);
    const tell = () =>
      onProgress?.({
        table: table.name,
        tablesDone,
        tablesTotal: tables.length,
        rowsDone,
        rowsTotal,
      });
    tell();
    const list = table.columns.map((column) => pg.escapeIdentifier(column)).join(', ');
    const copy = client.query(
      copyFrom(`copy ${pg.escapeIdentifier(table.name)} (${list}) from stdin`),
    );
    const copied = ended(copy);
    let expected: number | undefined;
    while (expected === undefined) {
      const record = await reader.next();
      if (record?.type === 'tableEnd') expected = record.rows;
      else if (record?.type === 'rows') {
        for await (const piece of reader.bytes(record.bytes)) {
          if (!copy.write(piece)) await Promise.race([drained(copy), copied]);
        }
        tell();
      } else throw mixedUp(file);
    }
    copy.end();
    await copied;
    if (copy.rowCount !== expected) throw mixedUp(file);
    rowsDone += copy.rowCount;
    tablesDone += 1;
  }
  if (tablesDone !== tables.length) throw mixedUp(file);
}

/** Settles when the server has said how the COPY ended. */
function ended(copy: ReturnType<typeof copyFrom>): Promise<void> {
  const end = new Promise<void>((resolve, reject) => {
    copy.once('finish', resolve);
    copy.on('error', reject);
  });
  // It is awaited at the end; until then a failure waits for its turn.
  end.catch(() => undefined);
  return end;
}

function drained(copy: ReturnType<typeof copyFrom>): Promise<void> {
  return new Promise((resolve) => {
    copy.once('drain', resolve);
  });
}

function mixedUp(file: string): BackupError {
  return new BackupError(
    'damaged',
    `The backup ${file} is damaged: its parts do not fit together.`,
  );
}

/** What the database numbers by itself goes on after the highest number that was loaded. */
async function continueSequences(connection: BackupConnection): Promise<void> {
  const columns = await connection.query<{ table: string; column: string; sequence: string }>(
    `select c.relname as table, a.attname as column,
            pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attnum > 0
       and not a.attisdropped
       and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null`,
  );
  for (const { table, column, sequence } of columns) {
    await connection.query(
      `select setval($1, greatest(1, (select max(${pg.escapeIdentifier(column)}) from ${pg.escapeIdentifier(table)})),
                     exists (select from ${pg.escapeIdentifier(table)}))`,
      [sequence],
    );
  }
}
