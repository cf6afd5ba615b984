/**
 * Says which transaction keeps live events waiting. The horizon is that of the whole database
 * server: also a long write in another database on it, or a forgotten prepared transaction,
 * delays (and never loses) what open screens hear.
 */
import type { Sql } from '../database/index.ts';
import type { Log } from '../log.ts';

interface Holder {
  pid: number;
  database: string | null;
  applicationName: string | null;
  state: string | null;
  seconds: number | null;
}

export async function reportHoldUp(sql: Sql, log: Log): Promise<void> {
  const holders = await sql
    .query<Holder>(
      `select pid, datname as database, application_name as "applicationName", state,
              extract(epoch from now() - xact_start)::int as seconds
       from pg_stat_activity where backend_xid is not null
       order by age(backend_xid) desc limit 1`,
    )
    .catch(() => []);
  log.warn(
    { holder: holders[0] ?? 'unknown' },
    'live events are held up by a transaction that has been open for long',
  );
}
