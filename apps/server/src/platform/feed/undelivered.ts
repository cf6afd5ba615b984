/** How long the oldest entry behind a cursor has been waiting: by the database's own clock. */
import type { Sql } from '../database/index.ts';
import { parseCursor } from './cursor.ts';

/** Seconds; 0 when nothing waits, or when the cursor names no place. */
export async function undeliveredSeconds(sql: Sql, cursor: string): Promise<number> {
  const after = parseCursor(cursor);
  if (after === undefined) return 0;
  const [row] = await sql.query<{ seconds: number }>(
    `select extract(epoch from clock_timestamp() - at)::float8 as seconds from feed
     where (xid, position) > ($1::xid8, $2::bigint)
     order by xid, position limit 1`,
    [after.xid, after.position],
  );
  return Math.max(0, row?.seconds ?? 0);
}

/** The same for many who each read one workspace's part of it: the longest of all. */
export async function longestUndeliveredSeconds(
  sql: Sql,
  readers: readonly { workspaceId: string; cursor: string }[],
): Promise<number> {
  const places = readers.flatMap(({ workspaceId, cursor }) => {
    const place = parseCursor(cursor);
    return place === undefined ? [] : [{ workspaceId, ...place }];
  });
  if (places.length === 0) return 0;
  const [row] = await sql.query<{ seconds: number | null }>(
    `select extract(epoch from clock_timestamp() - min(next.at))::float8 as seconds
     from unnest($1::text[], $2::xid8[], $3::bigint[]) as reader (workspace_id, xid, position)
       cross join lateral (
         select at from feed
         where workspace_id = reader.workspace_id
           and (feed.xid, feed.position) > (reader.xid, reader.position)
         order by feed.xid, feed.position limit 1) next`,
    [
      places.map(({ workspaceId }) => workspaceId),
      places.map(({ xid }) => xid),
      places.map(({ position }) => position),
    ],
  );
  return Math.max(0, row?.seconds ?? 0);
}
