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
