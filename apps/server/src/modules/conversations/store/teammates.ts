/** Whether somebody can be given a conversation. */
import type { TeammateId, WorkspaceId } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';

export async function isActiveTeammate(
  sql: Sql,
  workspaceId: WorkspaceId,
  teammateId: TeammateId,
): Promise<boolean> {
  const rows = await sql.query(
    'select 1 from teammates where id = $1 and workspace_id = $2 and disabled_at is null',
    [teammateId, workspaceId],
  );
  return rows.length > 0;
}
