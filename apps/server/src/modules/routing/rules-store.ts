/** The rules of a workspace; without a row, the defaults. */
import { DEFAULT_ROUTING, type RoutingRules, type WorkspaceId } from '@baton/protocol';
import type { Sql } from '../../platform/database/index.ts';

export async function readRules(sql: Sql, workspaceId: WorkspaceId): Promise<RoutingRules> {
  const [row] = await sql.query<RoutingRules>(
    `select return_to_queue as "returnToQueue", away_minutes as "awayMinutes",
            present_minutes as "presentMinutes"
     from routing_rules where workspace_id = $1`,
    [workspaceId],
  );
  return row ?? DEFAULT_ROUTING;
}

export async function writeRules(
  sql: Sql,
  workspaceId: WorkspaceId,
  { returnToQueue, awayMinutes, presentMinutes }: RoutingRules,
): Promise<void> {
  await sql.query(
    `insert into routing_rules (workspace_id, return_to_queue, away_minutes, present_minutes)
     values ($1, $2, $3, $4)
     on conflict (workspace_id) do update
       set return_to_queue = excluded.return_to_queue, away_minutes = excluded.away_minutes,
           present_minutes = excluded.present_minutes, updated_at = now()`,
    [workspaceId, returnToQueue, awayMinutes, presentMinutes],
  );
}
