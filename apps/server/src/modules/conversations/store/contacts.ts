/** Contact details outside of any conversation. */
import type { ContactDetails, ContactId, WorkspaceId } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';

/** Null keeps what is known. */
export async function keepContactDetails(
  sql: Sql,
  workspaceId: WorkspaceId,
  contactId: ContactId,
  { name, email }: ContactDetails,
): Promise<void> {
  await sql.query(
    `update contacts set name = coalesce($3, name), email = coalesce($4, email)
     where id = $1 and workspace_id = $2`,
    [contactId, workspaceId, name, email],
  );
}
