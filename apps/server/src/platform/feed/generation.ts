/**
 * Begins a new generation of the feed when transaction numbers mean something else than they did: old
 * cursors then get a reset, never a wrong answer. That is so where the data moved to another database
 * server, and where this one went back: to an earlier moment (point-in-time recovery), or to what a
 * standby knew that took over. PostgreSQL begins a new timeline then, and gives numbers out again.
 */
import { acrossWorkspaces, type Database, type Sql } from '../database/index.ts';
import type { FeedState } from './read.ts';

/** Where transaction numbers are counted. Null: we may not ask. */
interface Counted {
  systemIdentifier: string | null;
  timeline: string | null;
}

/**
 * To be called at each start, after the migrations. From then on it looks again whenever the
 * connection was lost: a standby may have taken over.
 */
export async function prepareFeed(database: Database): Promise<void> {
  await acrossWorkspaces('the start of a server', () => compare(database));
  await database.listen(
    'feed_timeline',
    () => undefined,
    () => {
      // Away again already: then we are called again.
      void acrossWorkspaces('the live feed', () => compare(database)).catch(() => undefined);
    },
  );
}

async function compare(database: Database): Promise<void> {
  const here = await whereCounted(database);
  await database.transaction(async (tx) => {
    const first: FeedState = { generation: 0, ...here, floor: null };
    await tx.query(
      `insert into installation (key, value) values ('feed', $1) on conflict do nothing`,
      [first],
    );
    const [row] = await tx.query<{ value: FeedState }>(
      `select value from installation where key = 'feed' for update`,
    );
    const known = row?.value;
    if (
      moved(known?.systemIdentifier, here.systemIdentifier) ||
      moved(known?.timeline, here.timeline)
    ) {
      await beginFeedGeneration(tx, here);
    } else {
      await tx.query(
        `update installation set value = value || jsonb_strip_nulls($1::jsonb) where key = 'feed'
           and not value @> jsonb_strip_nulls($1::jsonb)`,
        [JSON.stringify(here)],
      );
    }
  });
}

/** Known both times, and another. */
function moved(before: string | null | undefined, now: string | null): boolean {
  return before != null && now !== null && before !== now;
}

/**
 * Empties the feed and makes every cursor given out before expire. Generations count minutes, so
 * that one backup restored twice does not lead to the same generation twice.
 */
export async function beginFeedGeneration(tx: Sql, counted?: Counted): Promise<void> {
  const here = counted ?? (await whereCounted(tx));
  await tx.query('delete from feed');
  await tx.query(
    `insert into installation (key, value)
     values ('feed', jsonb_build_object(
       'generation', extract(epoch from now())::bigint / 60, 'floor', null) || $1::jsonb)
     on conflict (key) do update set value = excluded.value || jsonb_build_object('generation', greatest(
       (excluded.value->>'generation')::bigint, (installation.value->>'generation')::bigint + 1))`,
    [JSON.stringify(here)],
  );
}

/** What PostgreSQL calls itself since its initdb, and how often it began anew since. */
async function whereCounted(sql: Sql): Promise<Counted> {
  return {
    systemIdentifier: await asked(
      sql,
      `select system_identifier::text as it from pg_control_system()
       where has_function_privilege('pg_control_system()', 'execute')`,
    ),
    // The first eight digits of the name of the log that is written now.
    timeline: await asked(sql, 'select left(pg_walfile_name(pg_current_wal_lsn()), 8) as it'),
  };
}

async function asked(sql: Sql, question: string): Promise<string | null> {
  try {
    const [row] = await sql.query<{ it: string }>(question);
    return row?.it ?? null;
  } catch {
    return null;
  }
}
