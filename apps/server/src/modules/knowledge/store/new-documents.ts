// Many new documents of one kind in a few statements: a table of questions has thousands.

import type { Sql } from '../../../platform/database/index.ts';
import type { KnowledgeScope } from '../documents.ts';
import type { PreparedDocument } from '../adding/prepare-document.ts';
import { DOCUMENT_COLUMNS, type DocumentRow } from './documents.ts';

/** Content hashes by name, of the documents that are there and answered from. */
export async function hashesByName(
  sql: Sql,
  scope: KnowledgeScope,
  kind: string,
  names: readonly string[],
): Promise<Map<string, { hash: string; retired: boolean }>> {
  const rows = await sql.query<{ name: string; content_hash: string; retired: boolean }>(
    `select name, content_hash, retired_at is not null as retired from documents
     where source_id = (
         select id from sources where ai_agent_id = $2 and kind = $3 and workspace_id = $1)
       and md5(name) in (select md5(name) from unnest($4::text[]) as name) and workspace_id = $1`,
    [scope.workspaceId, scope.aiAgentId, kind, names],
  );
  return new Map(
    rows.map(({ name, content_hash: hash, retired }) => [name, { hash, retired }] as const),
  );
}

export interface NewDocuments {
  scope: KnowledgeScope;
  sourceId: string;
  revision: string;
  documents: readonly { id: string; contentHash: string; document: PreparedDocument }[];
  newPassageId: () => string;
  state: 'processing' | 'ready';
  now: Date;
}

/** Call within a transaction that raised the revision, and only for names that are not there. */
export async function writeNewDocuments(tx: Sql, write: NewDocuments): Promise<DocumentRow[]> {
  const { scope, documents } = write;
  if (documents.length === 0) return [];
  const rows = await tx.query<DocumentRow>(
    `insert into documents (id, workspace_id, ai_agent_id, source_id, kind, name, title, url, markdown,
       content_hash, state, error, bytes, passage_count, embedded_count, revision, notes, version_at,
       created_at, updated_at)
     select item.id, $2, $3, $4, item.kind, item.name, item.title, item.url, item.markdown, item.hash,
       $5, null, item.bytes, item.passages, 0, $6, item.notes, $7, $7, $7
     from jsonb_to_recordset($1::jsonb) as item (
       id text, kind text, name text, title text, url text, markdown text, hash text, bytes bigint,
       passages int, notes text[]
     )
     returning ${DOCUMENT_COLUMNS}`,
    [
      JSON.stringify(
        documents.map(({ id, contentHash, document }) => ({
          ...document,
          id,
          hash: contentHash,
          passages: document.passages.length,
        })),
      ),
      scope.workspaceId,
      scope.aiAgentId,
      write.sourceId,
      write.state,
      write.revision,
      write.now,
    ],
  );
  await tx.query(
    `insert into passages (id, workspace_id, ai_agent_id, document_id, position, trail, heading,
       markdown, also_under)
     select item.id, $2, $3, item.document, item.position, item.trail, item.heading, item.markdown,
       item.also_under
     from jsonb_to_recordset($1::jsonb) as item (
       id text, document text, position int, trail text[], heading text, markdown text,
       also_under jsonb
     )`,
    [
      JSON.stringify(
        documents.flatMap(({ id, document }) =>
          document.passages.map(({ trail, heading, markdown, alsoUnder = [] }, position) => ({
            id: write.newPassageId(),
            document: id,
            position,
            trail,
            heading,
            markdown,
            also_under: alsoUnder,
          })),
        ),
      ),
      scope.workspaceId,
      scope.aiAgentId,
    ],
  );
  return rows;
}
