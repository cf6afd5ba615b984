/**
 * After a change of key: everything that the one before has sealed is sealed anew, so that the old
 * key can be thrown away. Runs at every start; without a change it finds nothing.
 *
 * Safe beside a server at work and beside another of its kind: a value is replaced only where it is
 * still the one that was read.
 */
import type { Sql } from '../database/index.ts';
import type { Log } from '../log.ts';
import type { SecretPlace, Secrets } from './seal.ts';

/** A column that holds sealed values or null. Its table has `id` and `workspace_id`. */
export interface SealedColumn {
  table: string;
  column: string;
  place(workspaceId: string, id: string): SecretPlace;
}

export interface ResealParts {
  database: Sql;
  secrets: Secrets;
  columns: readonly SealedColumn[];
  log: Log;
}

const BATCH = 200;

/** How many were sealed anew, and how many do not open: their owner must enter them again. */
export async function resealAll({
  database,
  secrets,
  columns,
  log,
}: ResealParts): Promise<{ resealed: number; lost: number }> {
  const count = { resealed: 0, lost: 0 };
  for (const column of columns) await resealColumn(database, secrets, column, count);
  if (count.resealed > 0) log.info(count, 'stored secrets were sealed with the new key');
  if (count.lost > 0) {
    log.warn(
      { count: count.lost },
      'stored secrets do not open with this installation’s key: bring secret.key or ' +
        'BATON_SECRET_KEY back, or enter them again',
    );
  }
  return count;
}

/** Changes nothing: how many are sealed, and how many of them do not open. */
export async function tryAll({
  database,
  secrets,
  columns,
}: Omit<ResealParts, 'log'>): Promise<{ sealed: number; lost: number }> {
  const count = { sealed: 0, lost: 0 };
  for (const { table, column, place } of columns) {
    const rows = await database.query<{ id: string; workspace_id: string; sealed: string }>(
      `select id, workspace_id, ${column} as sealed from ${table} where ${column} is not null`,
    );
    count.sealed += rows.length;
    for (const { id, workspace_id: workspaceId, sealed } of rows) {
      const opened = secrets.open(sealed, place(workspaceId, id));
      if (opened === 'sealed_with_another_key') count.lost += 1;
    }
  }
  return count;
}

async function resealColumn(
  database: Sql,
  secrets: Secrets,
  { table, column, place }: SealedColumn,
  count: { resealed: number; lost: number },
): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await database.query<{ id: string; workspace_id: string; sealed: string }>(
      `select id, workspace_id, ${column} as sealed from ${table}
       where ${column} is not null and not starts_with(${column}, $1) and id > $2
       order by id limit ${BATCH}`,
      [secrets.prefix, after],
    );
    for (const { id, workspace_id: workspaceId, sealed } of rows) {
      after = id;
      const at = place(workspaceId, id);
      const opened = secrets.open(sealed, at);
      if (opened === 'sealed_with_another_key') {
        count.lost += 1;
        continue;
      }
      await database.query(
        `update ${table} set ${column} = $4 where workspace_id = $1 and id = $2 and ${column} = $3`,
        [workspaceId, id, sealed, secrets.seal(opened.plain, at)],
      );
      count.resealed += 1;
    }
    if (rows.length < BATCH) return;
  }
}
