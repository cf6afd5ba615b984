/**
 * Writes everything into one file, as of one moment, while the server goes on working.
 *
 * pg_dump is not among the binaries that npm brings, and would have to fit the server's version;
 * COPY in a repeatable-read transaction is as consistent, and any PostgreSQL has it.
 */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { AppliedMigration } from '../database/migrate.ts';
import { type BackupConnection, inOwnTransaction } from './connection.ts';
import {
  type BackupManifest,
  type BackupProgress,
  type BackupRecord,
  type BackupSummary,
  magic,
} from './format.ts';
import { type Table, tablesInLoadingOrder } from './tables.ts';

/** It only reads, so that it has no number and the live feed goes on past it, however long it takes. */
export const BEGIN_BACKUP = 'begin isolation level repeatable read read only';

export interface WriteBackupOptions {
  url: string;
  /** Appears under this name only when it is whole. */
  file: string;
  onProgress?: (progress: BackupProgress) => void;
  signal?: AbortSignal;
}

export async function writeBackup(options: WriteBackupOptions): Promise<BackupSummary> {
  const { url, file, signal } = options;
  const draft = `${file}.partial`;
  try {
    const summary = await inOwnTransaction(url, BEGIN_BACKUP, async (connection) => {
      const tables = await tablesInLoadingOrder(connection);
      const manifest = await describe(connection, tables);
      await pipeline(
        records(connection, tables, manifest, options),
        createGzip({ level: 6 }),
        createWriteStream(draft, { mode: 0o600 }),
        { signal },
      );
      return {
        tables: tables.length,
        rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
        createdAt: manifest.createdAt,
      };
    });
    await flush(draft);
    await rename(draft, file);
    return summary;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function describe(
  connection: BackupConnection,
  tables: readonly Table[],
): Promise<BackupManifest> {
  const migrations = await connection.query<AppliedMigration>(
    'select name, checksum from schema_migrations order by name',
  );
  const [server] = await connection.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  );
  const counts = [];
  for (const { name } of tables) {
    const [row] = await connection.query<{ rows: string }>(
      `select count(*) as rows from ${pg.escapeIdentifier(name)}`,
    );
    counts.push({ name, rows: Number(row?.rows) });
  }
  return {
    type: 'manifest',
    createdAt: new Date().toISOString(),
    postgres: server?.version ?? '',
    migrations,
    tables: counts,
  };
}

async function* records(
  connection: BackupConnection,
  tables: readonly Table[],
  manifest: BackupManifest,
  { onProgress }: WriteBackupOptions,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const hashed = (content: Buffer) => {
    hash.update(content);
    return content;
  };
  const rowsTotal = manifest.tables.reduce((sum, { rows }) => sum + rows, 0);
  let rowsDone = 0;
  yield hashed(Buffer.from(magic));
  yield hashed(line(manifest));
  for (const [tablesDone, { name, columns }] of tables.entries()) {
    const tell = () =>
      onProgress?.({ table: name, tablesDone, tablesTotal: tables.length, rowsDone, rowsTotal });
    tell();
    yield hashed(line({ type: 'table', name, columns }));
    const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
    const rows = connection.client.query(
      copyTo(`copy ${pg.escapeIdentifier(name)} (${list}) to stdout`),
    );
    for await (const chunk of rows as AsyncIterable<Buffer>) {
      yield hashed(line({ type: 'rows', bytes: chunk.length }));
      yield hashed(chunk);
      tell();
    }
    // Counted in this snapshot. The stream's own count is known only once the server's last word has
    // arrived, which may be after the stream's end.
    const counted = manifest.tables[tablesDone]?.rows ?? 0;
    rowsDone += counted;
    yield hashed(line({ type: 'tableEnd', rows: counted }));
  }
  yield line({ type: 'end', sha256: hash.digest('hex') });
}

function line(record: BackupRecord): Buffer {
  return Buffer.from(`${JSON.stringify(record)}\n`);
}

/** On the disk, not only on its way there. */
async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
