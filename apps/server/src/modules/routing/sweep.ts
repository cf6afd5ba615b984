/** Finds customers whom somebody lets wait, and asks for each to be everybody's again. */
import type { ConversationId, TeammateId, WorkspaceId } from '@baton/protocol';
import { inWorkspace, type Sql } from '../../platform/database/index.ts';
import { DEFAULT_ROUTING } from '@baton/protocol';
import type { Conversations } from '../conversations/index.ts';

interface Overdue {
  workspaceId: WorkspaceId;
  conversationId: ConversationId;
  from: TeammateId;
  because: 'away' | 'unanswered';
  waitingBefore: Date;
}

/** A page that is loaded again, a train in a tunnel: not yet away. */
const AWAY_AFTER = `interval '2 minutes'`;

export async function sweep(
  database: Sql,
  conversations: Pick<Conversations, 'execute'>,
  limit: number,
): Promise<number> {
  let returned = 0;
  const failures: unknown[] = [];
  for (const overdue of await findOverdue(database, limit)) {
    const { workspaceId, conversationId, from, because, waitingBefore } = overdue;
    try {
      // Found across workspaces, changed behind the wall of its own.
      const result = await inWorkspace(workspaceId, () =>
        conversations.execute({ workspaceId }, conversationId, {
          type: 'returnToQueue',
          from,
          because,
          waitingBefore: waitingBefore.toISOString(),
        }),
      );
      if (result.kind === 'accepted') returned += 1;
    } catch (error) {
      // One that fails must not hold up those behind it.
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some conversations failed');
  return returned;
}

/**
 * Those who have waited longest first. What the core asks again is asked here too, so that those
 * who have just been taken by somebody do not stand in the way of others.
 *
 * First since when somebody would have to wait, teammate by teammate; then, by index, who does: asked
 * for in one, every conversation in anybody's hands is read, every five seconds.
 */
export function findOverdue(sql: Sql, limit: number): Promise<Overdue[]> {
  return sql.query<Overdue>(
    `with rule as materialized (
       select t.workspace_id, t.id as teammate_id,
              case when away then 'away' else 'unanswered' end as because,
              date_trunc('milliseconds', now()) - interval '1 minute' * case when away
                then coalesce(r.away_minutes, $1)
                else coalesce(r.present_minutes, $2) end as waiting_before
       from teammates t
         left join teammate_presence p on p.teammate_id = t.id
         left join routing_rules r on r.workspace_id = t.workspace_id
         cross join lateral (
           select coalesce(p.away_since <= now() - ${AWAY_AFTER}, false) as away) presence
       where t.disabled_at is null and coalesce(r.return_to_queue, $3))
     select rule.workspace_id as "workspaceId", c.id as "conversationId",
            rule.teammate_id as "from", rule.because, rule.waiting_before as "waitingBefore"
     from rule cross join lateral (
       select id, waiting_since from conversations
       where workspace_id = rule.workspace_id and assignee_id = rule.teammate_id
         and status = 'open' and controller = 'human' and waiting_since <= rule.waiting_before
         and coalesce((state #>> '{standing,control,since}')::timestamptz, '-infinity')
             <= rule.waiting_before
       -- Asked for each, and not turned into one question again.
       offset 0) c
     order by c.waiting_since, c.id
     limit $4`,
    [
      DEFAULT_ROUTING.awayMinutes,
      DEFAULT_ROUTING.presentMinutes,
      DEFAULT_ROUTING.returnToQueue,
      limit,
    ],
  );
}
