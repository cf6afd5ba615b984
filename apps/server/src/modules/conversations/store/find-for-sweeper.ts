/** What a sweeper looks for across all workspaces: promises that are due. */
import type { ConversationId, TeammateId, WorkspaceId } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import type { ConversationRef } from '../conversations.ts';

/** The AI owes an answer, and no job is waiting or at work to bring it. */
export function findStranded(
  sql: Sql,
  { olderThan, jobKind, limit }: { olderThan: Date; jobKind: string; limit: number },
): Promise<(ConversationRef & { turn: number })[]> {
  return sql.query(
    `select c.workspace_id as "workspaceId", c.id as "conversationId", c.ai_owes_turn as turn
     from conversations c
     where c.ai_owes_turn is not null and c.updated_at < $1
       and not exists (
         select from jobs
         where jobs.kind = $2 and jobs.failed_at is null
           and jobs.payload->>'conversationId' = c.id)
     order by c.updated_at
     limit $3`,
    [olderThan, jobKind, limit],
  );
}

export function findDueToWake(sql: Sql, now: Date, limit: number): Promise<ConversationRef[]> {
  return sql.query(
    `select workspace_id as "workspaceId", id as "conversationId"
     from conversations
     where status = 'snoozed' and snoozed_until <= $1
     order by snoozed_until
     limit $2`,
    [now, limit],
  );
}

/**
 * What somebody holds: two questions with an index each. Asked as one, `status in (…)`, every open
 * conversation of the installation is read: 130 ms at 50,000 of them, every five seconds.
 */
const heldBy = (workspaceId: string, teammateId: string) => {
  const those = `select id from conversations
     where workspace_id = ${workspaceId} and assignee_id = ${teammateId}`;
  return `${those} and status = 'open' union all ${those} and status = 'snoozed'`;
};

/** Not resolved, and theirs; in one order, so that two who look lock alike. */
export async function findHeldBy(
  sql: Sql,
  workspaceId: WorkspaceId,
  teammateId: TeammateId,
): Promise<ConversationId[]> {
  const rows = await sql.query<{ id: ConversationId }>(
    `select id from (${heldBy('$1', '$2')}) held order by id`,
    [workspaceId, teammateId],
  );
  return rows.map(({ id }) => id);
}

/** Not resolved, and in the hands of a teammate who was disabled. */
export function findAbandoned(
  sql: Sql,
  limit: number,
): Promise<(ConversationRef & { from: TeammateId })[]> {
  return sql.query(
    `select t.workspace_id as "workspaceId", held.id as "conversationId", t.id as "from"
     from teammates t
       cross join lateral (${heldBy('t.workspace_id', 't.id')} limit $1) held
     where t.disabled_at is not null
     limit $1`,
    [limit],
  );
}
