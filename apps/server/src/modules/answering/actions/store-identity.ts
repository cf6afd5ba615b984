/** Who the website says a contact is, if it said so lately enough for account data. */
import type { Sql } from '../../../platform/database/index.ts';
import type { Identity } from './core/next-step.ts';

export async function identityOf(
  sql: Sql,
  at: { workspaceId: string; aiAgentId: string; contactId: string },
  now: Date,
): Promise<Identity | null> {
  const [row] = await sql.query<{ identity: Identity | null }>(
    `select identity from contacts
     where workspace_id = $1 and id = $2 and identified_by = $3 and verified_until > $4`,
    [at.workspaceId, at.contactId, at.aiAgentId, now],
  );
  return row?.identity ?? null;
}
