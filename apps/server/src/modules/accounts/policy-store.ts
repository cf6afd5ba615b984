/** Rows of policies: the one in force, its draft, and every version there ever was. */
import type { PolicyDraft, PolicyOrigin, PolicyVersionSummary, TeammateId } from '@baton/protocol';
import type { Sql } from '../../platform/database/index.ts';

export interface InForce {
  name: string;
  policy: unknown;
  policy_version: number;
}

/** The policy in force, locked: whoever changes it, or its draft, comes one after the other. */
export async function lockPolicy(
  tx: Sql,
  workspaceId: string,
  aiAgentId: string,
): Promise<InForce | null> {
  const [row] = await tx.query<InForce>(
    `select name, policy, policy_version from ai_agents where workspace_id = $1 and id = $2 for update`,
    [workspaceId, aiAgentId],
  );
  return row ?? null;
}

export interface NewVersion {
  version: number;
  document: unknown;
  origin: PolicyOrigin;
  authorId: string | null;
  note: string | null;
  restoredVersion: number | null;
}

/** Puts a version in force. Call it with the policy locked. */
export async function putInForce(
  tx: Sql,
  workspaceId: string,
  aiAgentId: string,
  { version, document, ...how }: NewVersion,
): Promise<void> {
  const json = JSON.stringify(document);
  await tx.query(
    'update ai_agents set policy = $3, policy_version = $4 where workspace_id = $1 and id = $2',
    [workspaceId, aiAgentId, json, version],
  );
  await insertVersion(tx, workspaceId, aiAgentId, { version, document: json, ...how });
}

export async function insertVersion(
  tx: Sql,
  workspaceId: string,
  aiAgentId: string,
  { version, document, origin, authorId, note, restoredVersion }: NewVersion & { document: string },
): Promise<void> {
  await tx.query(
    `insert into policy_versions (workspace_id, ai_agent_id, version, document, origin, author_id,
       note, restored_version, published_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, now())`,
    [workspaceId, aiAgentId, version, document, origin, authorId, note, restoredVersion],
  );
}

interface VersionRow {
  version: number;
  origin: PolicyOrigin;
  author_id: TeammateId | null;
  note: string | null;
  restored_version: number | null;
  published_at: Date;
}

const versionColumns = 'version, origin, author_id, note, restored_version, published_at';

export async function listVersions(
  sql: Sql,
  workspaceId: string,
  aiAgentId: string,
  limit: number,
): Promise<PolicyVersionSummary[]> {
  const rows = await sql.query<VersionRow>(
    `select ${versionColumns} from policy_versions
     where workspace_id = $1 and ai_agent_id = $2 order by version desc limit $3`,
    [workspaceId, aiAgentId, limit],
  );
  return rows.map(asVersion);
}

export async function readVersion(
  sql: Sql,
  workspaceId: string,
  aiAgentId: string,
  version: number,
): Promise<(PolicyVersionSummary & { document: unknown }) | null> {
  const [row] = await sql.query<VersionRow & { document: unknown }>(
    `select ${versionColumns}, document from policy_versions
     where workspace_id = $1 and ai_agent_id = $2 and version = $3`,
    [workspaceId, aiAgentId, version],
  );
  return row === undefined ? null : { ...asVersion(row), document: row.document };
}

const asVersion = (row: VersionRow): PolicyVersionSummary => ({
  version: row.version,
  origin: row.origin,
  authorId: row.author_id,
  note: row.note,
  restoredVersion: row.restored_version,
  publishedAt: row.published_at.toISOString(),
});

export type StoredDraft = Omit<PolicyDraft, 'document'> & {
  document: unknown;
  /** Who saved it, by name; null when they are gone. */
  savedByName: string | null;
};

interface DraftRow {
  document: unknown;
  revision: number;
  based_on: number;
  note: string | null;
  saved_by: TeammateId | null;
  saved_at: Date;
  name: string | null;
}

/** Null when there is none. */
export async function readDraft(
  sql: Sql,
  workspaceId: string,
  aiAgentId: string,
): Promise<StoredDraft | null> {
  const [row] = await sql.query<DraftRow>(
    `select d.document, d.revision, d.based_on, d.note, d.saved_by, d.saved_at, t.name
     from policy_drafts d left join teammates t on t.id = d.saved_by
     where d.workspace_id = $1 and d.ai_agent_id = $2 and d.document is not null`,
    [workspaceId, aiAgentId],
  );
  if (row === undefined) return null;
  return {
    document: row.document,
    revision: row.revision,
    basedOn: row.based_on,
    note: row.note,
    savedBy: row.saved_by,
    savedAt: row.saved_at.toISOString(),
    savedByName: row.name,
  };
}

/** A new draft, or the next revision of the one there is; a revision is never given twice. */
export async function writeDraft(
  tx: Sql,
  workspaceId: string,
  aiAgentId: string,
  draft: { document: unknown; basedOn: number; note: string | null; savedBy: string },
): Promise<void> {
  await tx.query(
    `insert into policy_drafts (workspace_id, ai_agent_id, document, revision, based_on, note, saved_by)
     values ($1, $2, $3, 1, $4, $5, $6)
     on conflict (ai_agent_id) do update set document = excluded.document,
       revision = policy_drafts.revision + 1,
       based_on = case when policy_drafts.document is null then excluded.based_on
                       else policy_drafts.based_on end,
       note = excluded.note, saved_by = excluded.saved_by, saved_at = now()`,
    [
      workspaceId,
      aiAgentId,
      JSON.stringify(draft.document),
      draft.basedOn,
      draft.note,
      draft.savedBy,
    ],
  );
}

export async function clearDraft(tx: Sql, workspaceId: string, aiAgentId: string): Promise<void> {
  await tx.query(
    `update policy_drafts set document = null, note = null, revision = revision + 1
     where workspace_id = $1 and ai_agent_id = $2`,
    [workspaceId, aiAgentId],
  );
}
