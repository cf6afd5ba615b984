// What an index in memory reads: everything of one AI agent that changed after a revision.

import type { Sql } from '../../../platform/database/index.ts';
import type { IndexedDocument, PassageVectors } from '../core/passage-index.ts';
import type { KnowledgeScope } from '../documents.ts';
import { fromBytes, SOUGHT_BY } from './vectors.ts';

/** "0" before the first document. One indexed row: cheap enough to ask with every question. */
export async function currentRevision(sql: Sql, scope: KnowledgeScope): Promise<string> {
  const [row] = await sql.query<{ revision: string }>(
    'select revision from knowledge_revisions where ai_agent_id = $1 and workspace_id = $2',
    [scope.aiAgentId, scope.workspaceId],
  );
  return row?.revision ?? '0';
}

export function removedSince(
  sql: Sql,
  scope: KnowledgeScope,
  revision: string,
): Promise<{ document_id: string }[]> {
  return sql.query<{ document_id: string }>(
    `select document_id from document_removals
     where ai_agent_id = $1 and workspace_id = $2 and revision > $3`,
    [scope.aiAgentId, scope.workspaceId, revision],
  );
}

export function changedSince(
  sql: Sql,
  scope: KnowledgeScope,
  revision: string,
): Promise<{ id: string }[]> {
  return sql.query<{ id: string }>(
    `select id from documents where ai_agent_id = $1 and workspace_id = $2 and revision > $3
     order by id`,
    [scope.aiAgentId, scope.workspaceId, revision],
  );
}

/**
 * As far as they may be answered from: without excluded passages, in teammates' wording where there
 * is one. A document of which nothing is left (retired, vanished meanwhile) is left out.
 */
export async function loadDocuments(
  sql: Sql,
  scope: KnowledgeScope,
  ids: string[],
): Promise<IndexedDocument[]> {
  const rows = await sql.query<{
    document_id: string;
    title: string;
    url: string | null;
    id: string;
    trail: string[];
    heading: string;
    markdown: string;
    questions: string[];
  }>(
    `select p.document_id, d.title, d.url, p.id, p.trail, p.heading,
       coalesce(p.edited, p.markdown) as markdown, ${SOUGHT_BY} as questions
     from documents d
     join passages p on p.document_id = d.id and not p.excluded
     where d.id = any($3) and d.workspace_id = $1 and d.ai_agent_id = $2
       and d.retired_at is null
     order by p.document_id, p.position`,
    [scope.workspaceId, scope.aiAgentId, ids],
  );
  const loaded = new Map<string, IndexedDocument>();
  for (const { document_id, title, url, id, trail, heading, markdown, questions } of rows) {
    const document = loaded.get(document_id) ?? { id: document_id, title, url, passages: [] };
    loaded.set(document_id, document);
    const passage = { id, trail, heading, markdown };
    document.passages.push(questions.length > 0 ? { ...passage, questions } : passage);
  }
  return [...loaded.values()];
}

export type LoadedVectors = { passageId: string } & PassageVectors;

/** Vectors of these documents by this embedder, in the order of passage ids. */
export async function loadVectors(
  sql: Sql,
  scope: KnowledgeScope,
  ids: string[],
  embedder: string,
  page: { after: string; limit: number },
): Promise<LoadedVectors[]> {
  const rows = await sql.query<{
    passage_id: string;
    vector: Buffer;
    heading_vector: Buffer;
    question_vectors: Buffer | null;
  }>(
    `select passage_id, vector, heading_vector, question_vectors from passage_vectors
     where document_id = any($3) and embedder = $4 and passage_id > $5
       and workspace_id = $1 and ai_agent_id = $2
     order by passage_id limit $6`,
    [scope.workspaceId, scope.aiAgentId, ids, embedder, page.after, page.limit],
  );
  return rows.map((row) => ({
    passageId: row.passage_id,
    text: fromBytes(row.vector),
    heading: fromBytes(row.heading_vector),
    questions: inTurn(row.question_vectors, row.vector.length),
  }));
}

function inTurn(bytes: Buffer | null, each: number): Float32Array[] {
  return Array.from({ length: (bytes?.length ?? 0) / each }, (_, i) =>
    fromBytes((bytes as Buffer).subarray(i * each, (i + 1) * each)),
  );
}
