/**
 * Takes conversations out of the world, with everything that was said in them, in the caller's
 * transaction.
 *
 * Rows of other tables fall with the conversation. What they do not hold is dealt with here: badges,
 * jobs, and the feed, where each of its entries turns into "it was removed". So whoever catches up
 * from an old cursor hears that, in the place of what was said, and an old snapshot with what
 * follows is still a fresh one (law 7).
 *
 * The rows are locked first: a writer who decided on one before finds it gone when its turn comes,
 * writes nothing, and is told that there is no such conversation. Nothing resurrects it.
 */
import type { ConversationId, WorkspaceId } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import { appendFeed } from '../../../platform/feed/index.ts';
import { inboxBuckets } from '../core/inbox-buckets.ts';
import type { ConversationState } from '../core/state.ts';
import { summarise } from '../core/summary.ts';

const REMOVED = 'conversation.removed';

/** How many there were. After the commit, wake the feed. */
export async function removeConversations(
  tx: Sql,
  workspaceId: WorkspaceId,
  conversationIds: readonly ConversationId[],
): Promise<number> {
  if (conversationIds.length === 0) return 0;
  const found = await tx.query<{ id: ConversationId; state: ConversationState }>(
    `select id, state from conversations where workspace_id = $1 and id = any($2)
     order by id for update`,
    [workspaceId, conversationIds],
  );
  const ids = found.map(({ id }) => id);
  await moveBadges(tx, workspaceId, found);
  // A running one finds nothing left to do, and its lease gone.
  await tx.query(
    `delete from jobs where workspace_id = $1 and payload->>'conversationId' = any($2)`,
    [workspaceId, ids],
  );
  await tx.query(
    `update feed set type = $3, data = jsonb_build_object('conversationId', conversation_id)
     where workspace_id = $1 and conversation_id = any($2)`,
    [workspaceId, ids, REMOVED],
  );
  await tx.query('delete from conversations where workspace_id = $1 and id = any($2)', [
    workspaceId,
    ids,
  ]);
  await appendFeed(
    tx,
    ids.map((id) => ({
      workspaceId,
      conversationId: id,
      type: REMOVED,
      data: { conversationId: id },
    })),
  );
  return ids.length;
}

async function moveBadges(
  tx: Sql,
  workspaceId: WorkspaceId,
  found: readonly { id: ConversationId; state: ConversationState }[],
): Promise<void> {
  const leaving = new Map<string, number>();
  for (const { id, state } of found)
    for (const bucket of inboxBuckets(summarise(id, state)))
      leaving.set(bucket, (leaving.get(bucket) ?? 0) + 1);
  // In order of name, as every writer locks them.
  const rows = [...leaving]
    .map(([bucket, count]) => ({ bucket, count }))
    .sort((a, b) => (a.bucket < b.bucket ? -1 : 1));
  for (const { bucket, count } of rows) {
    await tx.query(
      'update inbox_counts set count = count - $3 where workspace_id = $1 and bucket = $2',
      [workspaceId, bucket, count],
    );
  }
}
