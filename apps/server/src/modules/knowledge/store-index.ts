// What an index in memory reads: everything of one AI agent that changed after a revision.

import type { Database, Sql } from '../../platform/database/index.ts';
import type { IndexedDocument, PassageVectors } from './core/passage-index.ts';
import type { KnowledgeScope } from './documents.ts';
import { fromBytes, SOUGHT_BY } from './store-vectors.ts';

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

export interface LoadedDocument {
  document: IndexedDocument;
  vectors: ({ passageId: string } & PassageVectors)[];
}

/**
 * As far as they may be answered from: without excluded passages, in teammates' wording where there
 * is one. A document of which nothing is left (retired, vanished meanwhile) is left out.
 */
export async function loadDocuments(
  database: Database,
  scope: KnowledgeScope,
  ids: string[],
  embedder: string | null,
): Promise<LoadedDocument[]> {
  const rows = await database.query<{
    document_id: string;
    title: string;
    url: string | null;
    id: string;
    trail: string[];
    heading: string;
    markdown: string;
    vector: Buffer | null;
    questions: string[];
    heading_vector: Buffer | null;
    question_vectors: Buffer | null;
  }>(
    `select p.document_id, d.title, d.url, p.id, p.trail, p.heading,
       coalesce(p.edited, p.markdown) as markdown, ${SOUGHT_BY} as questions,
       v.vector, v.heading_vector, v.question_vectors
     from documents d
     join passages p on p.document_id = d.id and not p.excluded
     left join passage_vectors v on v.passage_id = p.id and v.embedder = $4
     where d.id = any($3) and d.workspace_id = $1 and d.ai_agent_id = $2
       and d.retired_at is null
     order by p.document_id, p.position`,
    [scope.workspaceId, scope.aiAgentId, ids, embedder],
  );
  const loaded = new Map<string, LoadedDocument>();
  for (const row of rows) {
    let entry = loaded.get(row.document_id);
    if (!entry) {
      const { title, url } = row;
      entry = { document: { id: row.document_id, title, url, passages: [] }, vectors: [] };
      loaded.set(row.document_id, entry);
    }
    const { id, trail, heading, markdown, questions } = row;
    entry.document.passages.push({ id, trail, heading, markdown, questions });
    if (row.vector && row.heading_vector)
      entry.vectors.push({
        passageId: id,
        text: fromBytes(row.vector),
        heading: fromBytes(row.heading_vector),
        questions: inTurn(row.question_vectors, row.vector.length),
      });
  }
  return [...loaded.values()];
}

function inTurn(bytes: Buffer | null, each: number): Float32Array[] {
  return Array.from({ length: (bytes?.length ?? 0) / each }, (_, i) =>
    fromBytes((bytes as Buffer).subarray(i * each, (i + 1) * each)),
  );
}
