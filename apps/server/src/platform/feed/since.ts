/** Where to read on from for what happened since a moment, for who lost their cursor. */
import type { Sql } from '../database/index.ts';
import { compareCursors, formatCursor, parseCursor } from './cursor.ts';
import { currentCursor } from './read.ts';

/**
 * Before the first entry of the workspace since then that is still kept; the cursor of this moment
 * where there is none. Entries that were written earlier may follow in it: transactions commit in
 * another order than they write.
 *
 * @param since a timestamptz as the database writes it: a Date would lose its microseconds
 */
export async function cursorSince(
  sql: Sql,
  { workspaceId, since }: { workspaceId: string; since: string },
): Promise<string> {
  // First: what is written after it lies after it, too.
  const now = await currentCursor(sql);
  const [first] = await sql.query<{ xid: string; position: string }>(
    `select xid::text, (position - 1)::text as position from feed
     where workspace_id = $1 and at >= $2::timestamptz order by feed.xid, feed.position limit 1`,
    [workspaceId, since],
  );
  if (first === undefined) return now;
  const before = formatCursor({ generation: parseCursor(now)?.generation ?? 0, ...first });
  // What cannot be handed out yet is read from now on.
  return compareCursors(before, now) < 0 ? before : now;
}
