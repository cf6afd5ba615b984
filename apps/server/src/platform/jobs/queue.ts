/** The queue as an operator sees it: how many wait, and since when. */
import type { Sql } from '../database/index.ts';

export type JobState = 'waiting' | 'later' | 'leased' | 'failed';

export interface Queue {
  jobs: { kind: string; state: JobState; count: number }[];
  /** Since it was due; 0 when none waits. */
  oldestWaitingSeconds: number;
}

/** Enough to know that something is wrong, and no more work than that when a million wait. */
const COUNTED_AT_MOST = 10_000;

export async function readQueue(sql: Sql): Promise<Queue> {
  const rows = await sql.query<{ kind: string; state: JobState; count: number; oldest: number }>(
    `with seen as (
       (select kind, 'failed' as state from jobs where failed_at is not null limit $1)
       union all
       (select kind, case when leased_by is not null and lease_until > now() then 'leased'
                          when run_at > now() then 'later'
                          else 'waiting' end
        from jobs where failed_at is null limit $1)
     ),
     oldest as (
       select coalesce((
         select extract(epoch from now() - run_at) from jobs
         where failed_at is null and run_at <= now()
           and (leased_by is null or lease_until <= now())
         order by run_at, id limit 1), 0)::float8 as seconds
     )
     select kind, state, count(*)::int as count, (select seconds from oldest) as oldest
     from seen group by kind, state
     union all select null, null, 0, seconds from oldest`,
    [COUNTED_AT_MOST],
  );
  return {
    jobs: rows.flatMap(({ kind, state, count }) => (kind === null ? [] : [{ kind, state, count }])),
    oldestWaitingSeconds: Math.max(0, rows[0]?.oldest ?? 0),
  };
}
