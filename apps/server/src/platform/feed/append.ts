/**
 * Writes to the feed, in the transaction that made it true.
 */
import type { Sql } from '../database/index.ts';

export interface NewFeedEntry {
  workspaceId: string;
  /** Null for what concerns the whole workspace. */
  conversationId?: string | null;
  /** What happened, in the past tense. */
  type: string;
  data: object;
}

/** After the commit, call the tail's `wake()`: the transaction itself notifies nobody. */
export async function appendFeed(sql: Sql, entries: readonly NewFeedEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await sql.query(
    `insert into feed (workspace_id, conversation_id, type, data)
     select entry->>'workspaceId', entry->>'conversationId', entry->>'type', entry->'data'
     from jsonb_array_elements($1::jsonb) with ordinality as given (entry, n)
     order by n`,
    [JSON.stringify(entries)],
  );
}
