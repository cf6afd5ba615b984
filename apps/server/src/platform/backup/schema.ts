/**
 * Gives a restore the tables that it needs: empty, and of the backup's version.
 */
import pg from 'pg';
import {
  type AppliedMigration,
  createMigrationsTable,
  type Migration,
  runMigration,
} from '../database/migrate.ts';
import type { BackupConnection } from './connection.ts';
import { BackupError } from './errors.ts';
import { tablesInLoadingOrder } from './tables.ts';

/** What a start that nobody has used yet writes by itself: not worth keeping. */
const writtenByStarting = ['installation', 'jobs'];

export async function prepareTables(
  connection: BackupConnection,
  migrations: readonly Migration[],
): Promise<void> {
  await connection.query(createMigrationsTable);
  const tables = (await tablesInLoadingOrder(connection)).map(({ name }) => name);
  await lock(connection, [...tables, 'schema_migrations']);
  for (const name of tables) {
    if (writtenByStarting.includes(name)) continue;
    const rows = await connection.query(`select from ${pg.escapeIdentifier(name)} limit 1`);
    if (rows.length === 0) continue;
    throw new BackupError(
      'not_empty',
      `The database is in use: its table "${name}" has rows. Restore into a new data folder ` +
        '(BATON_DATA) or an empty database; nothing was changed.',
    );
  }
  const applied = await connection.query<AppliedMigration>(
    'select name, checksum from schema_migrations order by name',
  );
  const same =
    applied.length === migrations.length &&
    applied.every(({ name, checksum }, i) => {
      return migrations[i]?.name === name && migrations[i]?.checksum === checksum;
    });
  if (same) {
    for (const name of writtenByStarting) await connection.query(`delete from ${name}`);
    return;
  }
  const all = await connection.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = current_schema()::regnamespace and relkind = 'r'
       and relname <> 'schema_migrations'`,
  );
  for (const { name } of all) {
    await connection.query(`drop table if exists ${pg.escapeIdentifier(name)} cascade`);
  }
  // What migrations leave beside tables; an extension's functions are not ours to drop.
  const functions = await connection.query<{ signature: string }>(
    `select p.oid::regprocedure::text as signature from pg_proc p
     where p.pronamespace = current_schema()::regnamespace
       and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
  );
  for (const { signature } of functions) {
    await connection.query(`drop function if exists ${signature} cascade`);
  }
  await connection.query('delete from schema_migrations');
  await upgradeTables(connection, migrations);
}

export async function upgradeTables(
  connection: BackupConnection,
  migrations: readonly Migration[],
): Promise<void> {
  for (const migration of migrations) await runMigration(connection.client, migration);
}

/** A server that is running on these tables must not write into them meanwhile. */
async function lock(connection: BackupConnection, tables: readonly string[]): Promise<void> {
  const names = tables.map((name) => pg.escapeIdentifier(name)).join(', ');
  try {
    await connection.query(`set local lock_timeout = '5s'`);
    await connection.query(`lock table ${names} in access exclusive mode`);
    await connection.query('set local lock_timeout = 0');
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== '55P03') throw error;
    throw new BackupError(
      'in_use',
      'The database is being used. Stop Baton before restoring a backup; nothing was changed.',
      { cause: error },
    );
  }
}
