/**
 * Begins a new generation of the feed when the data moved to another database server, where
 * transaction numbers mean something else: old cursors then get a reset, never a wrong answer.
 */
import { acrossWorkspaces, type Database, type Sql } from '../database/index.ts';
import type { FeedState } from './read.ts';

/** To be called at each start, after the migrations. */
export function prepareFeed(database: Database): Promise<void> {
  return acrossWorkspaces('the start of a server', () => prepare(database));
}

async function prepare(database: Database): Promise<void> {
  const here = await systemIdentifier(database);
  await database.transaction(async (tx) => {
    const first: FeedState = { generation: 0, systemIdentifier: here, floor: null };
    await tx.query(
      `insert into installation (key, value) values ('feed', $1) on conflict do nothing`,
      [first],
    );
    const [row] = await tx.query<{ value: FeedState }>(
      `select value from installation where key = 'feed' for update`,
    );
    const known = row?.value.systemIdentifier ?? null;
    if (known === null && here !== null) {
      await tx.query(
        `update installation set value = value || jsonb_build_object('systemIdentifier', $1::text)
         where key = 'feed'`,
        [here],
      );
    } else if (here !== null && known !== here) {
      await beginFeedGeneration(tx, here);
    }
  });
}

/**
 * Empties the feed and makes every cursor given out before expire. Generations count minutes, so
 * that one backup restored twice does not lead to the same generation twice.
 */
export async function beginFeedGeneration(tx: Sql, identifier?: string | null): Promise<void> {
  const here = identifier === undefined ? await systemIdentifier(tx) : identifier;
  await tx.query('delete from feed');
  await tx.query(
    `insert into installation (key, value)
     values ('feed', jsonb_build_object(
       'generation', extract(epoch from now())::bigint / 60,
       'systemIdentifier', $1::text, 'floor', null))
     on conflict (key) do update set value = excluded.value || jsonb_build_object('generation', greatest(
       (excluded.value->>'generation')::bigint, (installation.value->>'generation')::bigint + 1))`,
    [here],
  );
}

/** What PostgreSQL calls itself since its initdb; null where we may not ask. */
async function systemIdentifier(sql: Sql): Promise<string | null> {
  try {
    const [row] = await sql.query<{ id: string }>(
      'select system_identifier::text as id from pg_control_system()',
    );
    return row?.id ?? null;
  } catch {
    return null;
  }
}
