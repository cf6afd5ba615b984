/**
 * Forgets entries of the feed that nobody can need any more, and remembers up to where, so that
 * a client that was away for longer is told so instead of missing something.
 */
import type { Sql } from '../database/index.ts';

const batch = 5_000;

/**
 * Removes what is older than the given moment, from the beginning of the feed on, in small
 * transactions. Resolves with how many entries went.
 */
export async function pruneFeed(sql: Sql, olderThan: Date): Promise<number> {
  for (let total = 0; ; ) {
    const [row] = await sql.query<{ count: number }>(
      `with last as (
         select xid, position from (
           select xid, position from feed
           where xid < pg_snapshot_xmin(pg_current_snapshot()) and at < $1
           order by xid, position limit $2
         ) oldest order by xid desc, position desc limit 1
       ),
       gone as (
         delete from feed using last
         where (feed.xid, feed.position) <= (last.xid, last.position)
         returning 1
       ),
       noted as (
         insert into installation (key, value)
         select 'feed', jsonb_build_object('generation', 0, 'systemIdentifier', null) || floor
         from last, jsonb_build_object('floor', jsonb_build_object(
           'xid', last.xid::text, 'position', last.position::text)) as floor
         on conflict (key) do update
           set value = installation.value || jsonb_build_object('floor', excluded.value->'floor')
       )
       select count(*)::int as count from gone`,
      [olderThan, batch],
    );
    const count = row?.count ?? 0;
    total += count;
    if (count < batch) return total;
  }
}
