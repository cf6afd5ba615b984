/** Contact details outside of any conversation. */
import type { ContactDetails, ContactId, WorkspaceId } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';

/** Null keeps what is known; what the website vouched for stays, unless it says otherwise itself. */
export async function keepContactDetails(
  sql: Sql,
  workspaceId: WorkspaceId,
  contactId: ContactId,
  { name, email }: ContactDetails,
  verified: boolean,
): Promise<void> {
  await sql.query(
    `update contacts
     set name = case when $5 or verified_at is null then coalesce($3, name) else coalesce(name, $3) end,
         email = case when $5 or verified_at is null then coalesce($4, email) else coalesce(email, $4) end
     where id = $1 and workspace_id = $2`,
    [contactId, workspaceId, name, email, verified],
  );
}
