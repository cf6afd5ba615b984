// Documents in PostgreSQL: written, replaced, removed, listed.
//
// Every change of one AI agent's knowledge first raises its revision, which locks that row: changes
// of one agent run one after another, so two uploads of the same file cannot both be "added".

import type { KnowledgeDocument } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import type { DocumentList, KnowledgeProgress, KnowledgeScope } from '../documents.ts';
import type { PreparedDocument } from '../adding/prepare-document.ts';
import { writePassages } from './passages.ts';
import { keepVersion } from './versions.ts';

export interface DocumentRow {
  id: string;
  ai_agent_id: string;
  source_id: string;
  kind: string;
  name: string;
  title: string;
  url: string | null;
  state: string;
  error: string | null;
  bytes: string;
  passage_count: number;
  embedded_count: number;
  version: number;
  notes: string[];
  retired_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

export const DOCUMENT_COLUMNS = `id, ai_agent_id, source_id, kind, name, title, url, state, error, bytes,
  passage_count, embedded_count, version, notes, retired_at, created_at, updated_at`;

export function asDocument(row: DocumentRow): KnowledgeDocument {
  return {
    id: row.id,
    aiAgentId: row.ai_agent_id,
    sourceId: row.source_id,
    kind: row.kind,
    name: row.kind === 'text' || row.kind === 'qa' ? null : row.name,
    title: row.title,
    url: row.url,
    state: row.state,
    error: row.error,
    passageCount: row.passage_count,
    embeddedCount: row.embedded_count,
    bytes: Number(row.bytes),
    version: row.version,
    retiredAt: row.retired_at?.toISOString() ?? null,
    notes: row.notes,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  } as KnowledgeDocument;
}

/** Takes the agent's lock until the transaction ends. Null when the workspace has no such agent. */
export async function raiseRevision(tx: Sql, scope: KnowledgeScope): Promise<string | null> {
  const [row] = await tx.query<{ revision: string }>(
    `insert into knowledge_revisions (ai_agent_id, workspace_id, revision)
     select id, workspace_id, 1 from ai_agents where id = $1 and workspace_id = $2
     on conflict (ai_agent_id) do update set revision = knowledge_revisions.revision + 1
     returning revision`,
    [scope.aiAgentId, scope.workspaceId],
  );
  return row?.revision ?? null;
}

export interface StoredIdentity {
  row: DocumentRow;
  contentHash: string;
}

/** `sourceId` tells websites apart; null where an AI agent has one source of the kind. */
export async function findByName(
  sql: Sql,
  scope: KnowledgeScope,
  kind: string,
  name: string,
  sourceId: string | null = null,
): Promise<StoredIdentity | null> {
  const [row] = await sql.query<DocumentRow & { content_hash: string }>(
    `select ${DOCUMENT_COLUMNS}, content_hash from documents
     where source_id = coalesce($5, (
         select id from sources
         where ai_agent_id = $2 and kind = $3 and kind <> 'website' and workspace_id = $1))
       and md5(name) = md5($4) and workspace_id = $1 and ai_agent_id = $2`,
    [scope.workspaceId, scope.aiAgentId, kind, name, sourceId],
  );
  return row ? { row, contentHash: row.content_hash } : null;
}

export interface DocumentToWrite {
  scope: KnowledgeScope;
  id: string;
  sourceId: string;
  revision: string;
  contentHash: string;
  document: PreparedDocument;
  /** What it takes the place of. */
  earlier: DocumentRow | null;
  newPassageId: () => string;
  /** Whose vectors count; null when there will be none. */
  embedder: string | null;
  now: Date;
}

/** Adds a document, or puts it in the place of the earlier one, which stays as a former version. */
export async function writeDocument(tx: Sql, write: DocumentToWrite): Promise<DocumentRow> {
  const { scope, document, earlier, id } = write;
  if (earlier) await keepVersion(tx, id);
  await tx.query(
    `insert into documents (id, workspace_id, ai_agent_id, source_id, kind, name, title, url, markdown,
       content_hash, state, error, bytes, passage_count, embedded_count, revision, notes, version_at,
       created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'ready', null, $11, $12, 0, $13, $14, $15, $15, $15)
     on conflict (id) do update set title = excluded.title, url = excluded.url,
       markdown = excluded.markdown, content_hash = excluded.content_hash, error = null,
       bytes = excluded.bytes, passage_count = excluded.passage_count, revision = excluded.revision,
       notes = excluded.notes, version = documents.version + 1, version_at = excluded.version_at,
       retired_at = null, updated_at = excluded.updated_at`,
    [
      id,
      scope.workspaceId,
      scope.aiAgentId,
      write.sourceId,
      document.kind,
      document.name,
      document.title,
      document.url,
      document.markdown,
      write.contentHash,
      document.bytes,
      document.passages.length,
      write.revision,
      document.notes,
      write.now,
    ],
  );
  await writePassages(tx, {
    scope,
    documentId: id,
    passages: document.passages,
    earlier: earlier ? { sameTitle: earlier.title === document.title } : null,
    newId: write.newPassageId,
  });
  return recountVectors(tx, id, write.embedder, write.revision);
}

/** Brings a document up to date with the vectors that its passages have (left). */
export async function recountVectors(
  tx: Sql,
  documentId: string,
  embedder: string | null,
  revision: string,
): Promise<DocumentRow> {
  const [row] = await tx.query<DocumentRow>(
    `update documents d set revision = $3, embedded_count = counted.embedded,
       state = case when $2::text is null or counted.embedded >= d.passage_count
         then 'ready' else 'processing' end
     from (
       select count(*)::int as embedded from passage_vectors where document_id = $1 and embedder = $2
     ) as counted
     where d.id = $1
     returning ${DOCUMENT_COLUMNS.split(',')
       .map((column) => `d.${column.trim()}`)
       .join(', ')}`,
    [documentId, embedder, revision],
  );
  if (!row) throw new Error('the document was not written');
  return row;
}

/**
 * When other bytes say the same (a page with a new date in its scripts), only that is noted, and a
 * retired document is back. Null when it says something else.
 */
export async function keepSameContent(
  tx: Sql,
  write: Pick<DocumentToWrite, 'id' | 'contentHash' | 'document' | 'revision'>,
): Promise<DocumentRow | null> {
  const { title, url, markdown, notes } = write.document;
  const [row] = await tx.query<DocumentRow>(
    `update documents set content_hash = $5, notes = $6, retired_at = null, revision = $7
     where id = $1 and title = $2 and url is not distinct from $3 and markdown = $4
     returning ${DOCUMENT_COLUMNS}`,
    [write.id, title, url, markdown, write.contentHash, notes, write.revision],
  );
  return row ?? null;
}

/** Null when a website was removed meanwhile: nothing may be left of it. */
export async function ensureSource(
  tx: Sql,
  scope: KnowledgeScope,
  kind: string,
  sourceId: string,
  now: Date,
): Promise<string | null> {
  const [row] =
    kind === 'website'
      ? await tx.query<{ id: string }>(
          `select id from sources
           where id = $1 and workspace_id = $2 and ai_agent_id = $3 and kind = 'website'
           for key share`,
          [sourceId, scope.workspaceId, scope.aiAgentId],
        )
      : await tx.query<{ id: string }>(
          `insert into sources (id, workspace_id, ai_agent_id, kind, created_at)
           values ($1, $2, $3, $4, $5)
           on conflict (ai_agent_id, kind) where kind <> 'website' do update set kind = excluded.kind
           returning id`,
          [sourceId, scope.workspaceId, scope.aiAgentId, kind, now],
        );
  return row?.id ?? null;
}

/** The removed document's AI agent, or null when there was none. Call within a transaction. */
export async function deleteDocument(
  tx: Sql,
  scope: KnowledgeScope,
  documentId: string,
  revision: string,
): Promise<boolean> {
  const removed = await tx.query(
    'delete from documents where id = $1 and workspace_id = $2 and ai_agent_id = $3 returning id',
    [documentId, scope.workspaceId, scope.aiAgentId],
  );
  if (removed.length === 0) return false;
  await tx.query(
    `insert into document_removals (ai_agent_id, revision, document_id, workspace_id)
     values ($1, $2, $3, $4)`,
    [scope.aiAgentId, revision, documentId, scope.workspaceId],
  );
  return true;
}

export interface ListOptions {
  limit?: number | undefined;
  /** `nextPage` of the page before. */
  page?: string | undefined;
  /** Part of a title or name. */
  query?: string | undefined;
  /** Of this source only. */
  sourceId?: string | undefined;
}

const LONGEST_PAGE = 200;

export async function listDocuments(
  sql: Sql,
  scope: KnowledgeScope,
  { limit = 50, page, query, sourceId }: ListOptions,
): Promise<DocumentList> {
  const count = Math.max(1, Math.min(LONGEST_PAGE, Math.floor(limit)));
  const rows = await sql.query<DocumentRow>(
    `select ${DOCUMENT_COLUMNS} from documents
     where workspace_id = $1 and ai_agent_id = $2 and ($3::text is null or id < $3)
       and ($4::text is null or title ilike $4 or name ilike $4)
       and ($6::text is null or source_id = $6)
     order by id desc limit $5`,
    [
      scope.workspaceId,
      scope.aiAgentId,
      page ?? null,
      query ? `%${query.replace(/[\\%_]/g, '\\$&')}%` : null,
      count + 1,
      sourceId ?? null,
    ],
  );
  const documents = rows.slice(0, count).map(asDocument);
  return { documents, nextPage: rows.length > count ? (documents.at(-1)?.id ?? null) : null };
}

export async function readProgress(sql: Sql, scope: KnowledgeScope): Promise<KnowledgeProgress> {
  const [row] = await sql.query<Record<keyof KnowledgeProgress, string | null>>(
    `select count(*) as documents,
       count(*) filter (where state = 'processing') as processing,
       count(*) filter (where state = 'failed') as failed,
       sum(passage_count) as passages,
       sum(embedded_count) as embedded
     from documents where workspace_id = $1 and ai_agent_id = $2 and retired_at is null`,
    [scope.workspaceId, scope.aiAgentId],
  );
  return {
    documents: Number(row?.documents ?? 0),
    processing: Number(row?.processing ?? 0),
    failed: Number(row?.failed ?? 0),
    passages: Number(row?.passages ?? 0),
    embedded: Number(row?.embedded ?? 0),
  };
}

export interface DocumentWithText {
  row: DocumentRow;
  markdown: string;
}

export async function readDocument(
  sql: Sql,
  workspaceId: string,
  documentId: string,
): Promise<DocumentWithText | null> {
  const [row] = await sql.query<DocumentRow & { markdown: string }>(
    `select ${DOCUMENT_COLUMNS}, markdown from documents where id = $1 and workspace_id = $2`,
    [documentId, workspaceId],
  );
  return row ? { row, markdown: row.markdown } : null;
}

/** What the example help centre brought. */
export async function exampleDocuments(sql: Sql, scope: KnowledgeScope): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `select id from documents where workspace_id = $1 and ai_agent_id = $2 and kind = 'example'`,
    [scope.workspaceId, scope.aiAgentId],
  );
  return rows.map(({ id }) => id);
}
