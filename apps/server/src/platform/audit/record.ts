/**
 * Writes down who did what, in the transaction of what was done: either both are true or neither.
 * Entries are never changed (migration 0011), and hold no secret and no customer's data.
 */
import type { AuditKind } from '@baton/protocol';
import type { Sql } from '../database/index.ts';
import { currentCaller } from './caller.ts';

export interface NewAuditEntry {
  workspaceId: string;
  kind: AuditKind;
  /** Default: whoever is signed in; null: Baton itself, or nobody who is known. */
  by?: string | null;
  subject?: { kind: string; id: string; name?: string | null };
  /** Names of fields, numbers, addresses of the workspace's own: from what to what. */
  details?: Record<string, unknown>;
}

const LONGEST_USER_AGENT = 300;

export async function recordAudit(sql: Sql, entry: NewAuditEntry): Promise<void> {
  const caller = currentCaller();
  const { workspaceId, kind, subject = null, details = {} } = entry;
  const by = entry.by === undefined ? (caller?.teammateId ?? null) : entry.by;
  await sql.query(
    `insert into audit_log (workspace_id, kind, teammate_id, subject_kind, subject_id, subject_name,
       details, address, user_agent)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      workspaceId,
      kind,
      by,
      subject?.kind ?? null,
      subject?.id ?? null,
      subject?.name ?? null,
      JSON.stringify(details),
      caller?.address ?? null,
      caller?.userAgent?.slice(0, LONGEST_USER_AGENT) ?? null,
    ],
  );
}
