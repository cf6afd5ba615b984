/** Whether somebody can be given a conversation. */
import type { TeammateId, WorkspaceId } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';

/** In a transaction: until it ends, they are not disabled. False: there is no such active teammate. */
export async function holdActiveTeammate(
  tx: Sql,
  workspaceId: WorkspaceId,
  teammateId: TeammateId,
): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from teammates
     where id = $1 and workspace_id = $2 and disabled_at is null for share`,
    [teammateId, workspaceId],
  );
  return rows.length > 0;
}
