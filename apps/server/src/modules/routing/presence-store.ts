/**
 * Who is at work, as all servers know it: kept in the database, since a notice between servers may
 * be lost, and a server that missed one must not take a colleague for absent.
 */
import type { TeammateId, WorkspaceId } from '@baton/protocol';
import type { Sql } from '../../platform/database/index.ts';

export interface SeenTeammate {
  workspaceId: WorkspaceId;
  teammateId: TeammateId;
}

/** Seen so lately, there is nothing new to write. */
const FRESH = `interval '15 seconds'`;
/** Longer than a page takes to come back, and than two reports that were lost. */
const GONE_AFTER = `interval '75 seconds'`;

export async function rememberSeen(sql: Sql, seen: readonly SeenTeammate[]): Promise<void> {
  if (seen.length === 0) return;
  await sql.query(
    `insert into teammate_presence (teammate_id, workspace_id, seen_at)
     select t.id, t.workspace_id, now()
     from jsonb_to_recordset($1::jsonb) as here ("workspaceId" text, "teammateId" text)
       join teammates t on t.workspace_id = here."workspaceId" and t.id = here."teammateId"
     order by t.id
     on conflict (teammate_id) do update set seen_at = now(), away_since = null
       where teammate_presence.seen_at < now() - ${FRESH}
         or teammate_presence.away_since is not null`,
    [JSON.stringify(seen)],
  );
}

/**
 * From now on away: those who were seen and are not any more, and those who have a conversation and
 * were never seen. `away_since` is this moment, however long ago somebody was last seen: meanwhile no
 * server may have been there to see them.
 */
export async function markAway(sql: Sql): Promise<void> {
  await sql.query(
    `with never_seen as (
       insert into teammate_presence (teammate_id, workspace_id, seen_at, away_since)
       select t.id, t.workspace_id, now(), now()
       from teammates t
       where t.disabled_at is null
         and not exists (select from teammate_presence p where p.teammate_id = t.id)
       on conflict do nothing)
     update teammate_presence set away_since = now()
     where away_since is null and seen_at < now() - ${GONE_AFTER}`,
  );
}
