/**
 * Says which transaction keeps live events waiting. The horizon is that of the whole database
 * server: also a long write in another database on it, or a forgotten prepared transaction,
 * delays (and never loses) what open screens hear. One that only reads has no number and holds
 * nothing up, however long it takes.
 */
import type { Sql } from '../database/index.ts';
import type { Log } from '../log.ts';

export interface FeedHolder {
  /** Of the server process; null: a prepared transaction, which has none. */
  pid: number | null;
  /** Of a prepared transaction. */
  gid: string | null;
  database: string | null;
  applicationName: string | null;
  state: string | null;
  /** For how long it has been open. */
  seconds: number;
}

/**
 * The oldest transaction that writes, however young; null: there is none, or it is somebody else's
 * and this user may not see it (`pg_read_all_stats` may).
 */
export async function findFeedHolder(sql: Sql): Promise<FeedHolder | null> {
  const [holder] = await sql.query<FeedHolder>(
    `select pid, gid, database, application_name as "applicationName", state,
            greatest(0, extract(epoch from clock_timestamp() - since))::float8 as seconds
     from (
       select backend_xid as xid, pid, null as gid, datname as database, application_name, state,
              xact_start as since
       from pg_stat_activity where backend_xid is not null
       union all
       select transaction, null, gid, database, null, 'prepared', prepared from pg_prepared_xacts
     ) holders
     where since is not null
     order by age(xid) desc limit 1`,
  );
  return holder ?? null;
}

export async function reportHoldUp(sql: Sql, log: Log): Promise<void> {
  const holder = await findFeedHolder(sql).catch(() => null);
  log.warn(
    { holder: holder ?? 'unknown' },
    'live events are held up by a transaction that has been open for long',
  );
}
