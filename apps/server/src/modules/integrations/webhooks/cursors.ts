/**
 * Up to where the feed of a workspace was turned into deliveries. There exactly while the workspace
 * has webhooks: without it an active webhook hears nothing, and one too many would hold the feed.
 *
 * Whoever adds the first webhook or removes the last one takes a turn first, and holds it until the
 * end of the transaction: neither sees half of what the other does.
 */
import type { Database, Sql } from '../../../platform/database/index.ts';
import { currentCursor, cursorSince } from '../../../platform/feed/index.ts';

/** One after the other, in a workspace. */
export async function takeTurn(tx: Sql, workspaceId: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('webhooks of ' || $1, 0))`, [
    workspaceId,
  ]);
}

/** Null: this workspace has no webhooks, or lost it. */
export async function readCursor(sql: Sql, workspaceId: string): Promise<string | null> {
  const [row] = await sql.query<{ cursor: string }>(
    'select cursor from webhook_cursors where workspace_id = $1',
    [workspaceId],
  );
  return row?.cursor ?? null;
}

/** Everybody's. */
export const readCursors = (sql: Sql) =>
  sql.query<{ workspaceId: string; cursor: string }>(
    'select workspace_id as "workspaceId", cursor from webhook_cursors',
  );

/** From now on, unless there is one. In one's turn. */
export async function beginCursor(tx: Sql, workspaceId: string): Promise<void> {
  await insertCursor(tx, workspaceId, await currentCursor(tx));
}

/** With the last webhook. In one's turn. */
export async function endCursor(tx: Sql, workspaceId: string): Promise<void> {
  await tx.query(
    `delete from webhook_cursors where workspace_id = $1
       and not exists (select from webhooks where workspace_id = $1)`,
    [workspaceId],
  );
}

/** False: another server was faster. */
export async function moveCursor(
  sql: Sql,
  workspaceId: string,
  from: string,
  to: string,
): Promise<boolean> {
  const rows = await sql.query(
    `update webhook_cursors set cursor = $3 where workspace_id = $1 and cursor = $2 returning 1`,
    [workspaceId, from, to],
  );
  return rows.length > 0;
}

/**
 * A cursor for webhooks that have none, whatever took it: from when the oldest was added, as far as
 * the feed still knows what happened since. Null: there are no webhooks.
 */
export function mendCursor(database: Database, workspaceId: string): Promise<string | null> {
  return database.transaction(async (tx) => {
    await takeTurn(tx, workspaceId);
    const [oldest] = await tx.query<{ since: string | null }>(
      'select min(created_at)::text as since from webhooks where workspace_id = $1',
      [workspaceId],
    );
    const since = oldest?.since ?? null;
    if (since === null) return null;
    await insertCursor(tx, workspaceId, await cursorSince(tx, { workspaceId, since }));
    return readCursor(tx, workspaceId);
  });
}

async function insertCursor(tx: Sql, workspaceId: string, cursor: string): Promise<void> {
  await tx.query(
    `insert into webhook_cursors (workspace_id, cursor) values ($1, $2) on conflict do nothing`,
    [workspaceId, cursor],
  );
}
