/**
 * What has fallen due: the conditions, once, for the preview that counts and the run that removes.
 *
 * The rules work one after the other (`removals`): whoever loses their last conversation to the
 * first is a person without any for the second, and a decision that went with its conversation has
 * no question left for the third. The preview counts as if the rules before had been at work.
 */
import type { RetentionCounts } from '@baton/protocol';
import type { Database } from '../../platform/database/index.ts';
import type { Cutoffs } from './core/cutoffs.ts';

/** Null, which is not true, where conversations are kept for ever (`before` is null). */
const isDue = (conversation: string, before: string) =>
  `(${conversation}.status = 'resolved' and ${conversation}.last_message_at < ${before}
    and ${conversation}.updated_at < ${before})`;

/** $1 is the workspace, $2 the moment. */
export const dueConversations = `from conversations c
  where c.workspace_id = $1 and ${isDue('c', '$2::timestamptz')}`;

const seenBefore = `from contacts c where c.workspace_id = $1 and c.last_seen_at < $2`;

export const dueVisitors = `${seenBefore}
  and not exists (select from conversations v where v.contact_id = c.id)`;

/** Those of earlier runs have none any more. */
export const dueDecisions = `from decisions d
  where d.workspace_id = $1 and d.at < $2 and d.at > coalesce(
    (select inputs_until from retention_rules r where r.workspace_id = $1), '-infinity')`;

export const dueAuditEntries = `from audit_log a where a.workspace_id = $1 and a.at < $2`;

/** $3 is the moment for conversations: those that are due are gone by then. */
const visitorsAfterConversations = `${seenBefore} and not exists (
  select from conversations v
  where v.contact_id = c.id and ${isDue('v', '$3::timestamptz')} is not true)`;

const decisionsAfterConversations = `${dueDecisions} and not exists (
  select from conversations v
  where v.id = d.conversation_id and ${isDue('v', '$3::timestamptz')})`;

/** How many would go, were the rules applied at one moment. */
export function countDue(
  database: Database,
  workspaceId: string,
  cutoffs: Cutoffs,
): Promise<RetentionCounts> {
  return database.transaction(
    async (tx) => {
      const count = async (due: string, before: Date | null, ...more: (Date | null)[]) => {
        if (before === null) return 0;
        const [row] = await tx.query<{ count: number }>(`select count(*)::int as count ${due}`, [
          workspaceId,
          before,
          ...more,
        ]);
        return row?.count ?? 0;
      };
      const { conversations, visitors, decisionInputs, auditEntries } = cutoffs;
      return {
        conversations: await count(dueConversations, conversations),
        visitors: await count(visitorsAfterConversations, visitors, conversations),
        decisionInputs: await count(decisionsAfterConversations, decisionInputs, conversations),
        auditEntries: await count(dueAuditEntries, auditEntries),
      };
    },
    { isolation: 'repeatable read', readOnly: true },
  );
}
