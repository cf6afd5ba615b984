/** The inbox's badges. */
import type { InboxCounts, TeammateId } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import type { Scope } from '../conversations.ts';
import { assignedBucket } from '../core/inbox-buckets.ts';

export async function readCounts(
  sql: Sql,
  { workspaceId }: Scope,
  teammateId: TeammateId,
): Promise<InboxCounts> {
  const mine = assignedBucket(teammateId);
  const rows = await sql.query<{ bucket: string; count: number }>(
    'select bucket, count from inbox_counts where workspace_id = $1 and bucket = any($2)',
    [workspaceId, ['waiting', 'ai', 'open', mine]],
  );
  const counted = new Map(rows.map(({ bucket, count }) => [bucket, count]));
  const of = (bucket: string) => counted.get(bucket) ?? 0;
  return { waiting: of('waiting'), mine: of(mine), ai: of('ai'), open: of('open') };
}
