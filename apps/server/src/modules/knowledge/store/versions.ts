// Former contents of documents: the last few of each, so that "what did it say last week?" has an
// answer and a bad reading can be compared with the one before it.

import { type DocumentVersion, KNOWLEDGE_LIMITS } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import { countWords } from '../extraction/passages.ts';

interface VersionRow {
  version: number;
  title: string;
  bytes: string;
  words: number;
  at: Date;
  current: boolean;
}

/** Keeps what the document says now. Call before it is overwritten, within the transaction. */
export async function keepVersion(tx: Sql, documentId: string): Promise<void> {
  const [row] = await tx.query<{ markdown: string }>(
    'select markdown from documents where id = $1',
    [documentId],
  );
  if (!row) return;
  await tx.query(
    `insert into document_versions (document_id, version, workspace_id, title, markdown, bytes, words, at)
     select id, version, workspace_id, title, markdown, bytes, $2, coalesce(version_at, updated_at)
     from documents where id = $1
     on conflict do nothing`,
    [documentId, countWords(row.markdown)],
  );
  await tx.query(
    `delete from document_versions where document_id = $1 and version <= (
       select version - $2 from documents where id = $1)`,
    [documentId, KNOWLEDGE_LIMITS.formerVersions],
  );
}

/** The current one first. Null when the workspace has no such document. */
export async function listVersions(
  sql: Sql,
  workspaceId: string,
  documentId: string,
): Promise<DocumentVersion[] | null> {
  const current = await readVersion(sql, workspaceId, documentId, null);
  if (!current) return null;
  const former = await sql.query<VersionRow>(
    `select version, title, bytes, words, at, false as current from document_versions
     where document_id = $1 and workspace_id = $2 order by version desc`,
    [documentId, workspaceId],
  );
  return [current.version, ...former.map(asVersion)];
}

/** `version` null: the current one. */
export async function readVersion(
  sql: Sql,
  workspaceId: string,
  documentId: string,
  version: number | null,
): Promise<{ version: DocumentVersion; markdown: string } | null> {
  const [current] = await sql.query<Omit<VersionRow, 'words'> & { markdown: string }>(
    `select version, title, bytes, coalesce(version_at, updated_at) as at, true as current, markdown
     from documents where id = $1 and workspace_id = $2 and ($3::int is null or version = $3)`,
    [documentId, workspaceId, version],
  );
  if (current) {
    const words = countWords(current.markdown);
    return { version: asVersion({ ...current, words }), markdown: current.markdown };
  }
  const [former] = await sql.query<VersionRow & { markdown: string }>(
    `select version, title, bytes, words, at, false as current, markdown from document_versions
     where document_id = $1 and workspace_id = $2 and version = $3`,
    [documentId, workspaceId, version],
  );
  return former ? { version: asVersion(former), markdown: former.markdown } : null;
}

function asVersion({ version, title, bytes, words, at, current }: VersionRow): DocumentVersion {
  return { version, title, bytes: Number(bytes), words, at: at.toISOString(), current };
}
