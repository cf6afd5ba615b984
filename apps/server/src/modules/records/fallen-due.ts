/** What has fallen due: the conditions, once, for the preview that counts and the run that removes. */
import type { RetentionCounts } from '@baton/protocol';
import type { Sql } from '../../platform/database/index.ts';
import type { Cutoffs } from './core/cutoffs.ts';

/** $1 is the workspace, $2 the moment. */
export const dueConversations = `from conversations c
  where c.workspace_id = $1 and c.status = 'resolved' and c.last_message_at < $2
    and c.updated_at < $2`;

export const dueVisitors = `from contacts c
  where c.workspace_id = $1 and c.last_seen_at < $2
    and not exists (select from conversations v where v.contact_id = c.id)`;

/** Those of earlier runs have none any more. */
export const dueDecisions = `from decisions d
  where d.workspace_id = $1 and d.at < $2 and d.at > coalesce(
    (select inputs_until from retention_rules r where r.workspace_id = $1), '-infinity')`;

export const dueAuditEntries = `from audit_log a where a.workspace_id = $1 and a.at < $2`;

export async function countDue(
  sql: Sql,
  workspaceId: string,
  cutoffs: Cutoffs,
): Promise<RetentionCounts> {
  const count = async (due: string, before: Date | null): Promise<number> => {
    if (before === null) return 0;
    const [row] = await sql.query<{ count: number }>(`select count(*)::int as count ${due}`, [
      workspaceId,
      before,
    ]);
    return row?.count ?? 0;
  };
  return {
    conversations: await count(dueConversations, cutoffs.conversations),
    visitors: await count(dueVisitors, cutoffs.visitors),
    decisionInputs: await count(dueDecisions, cutoffs.decisionInputs),
    auditEntries: await count(dueAuditEntries, cutoffs.auditEntries),
  };
}
