// Vectors in PostgreSQL, and which passages still lack one.

import type { Sql } from '../../../platform/database/index.ts';
import type { PassageVectors } from '../core/passage-index.ts';
import type { KnowledgeScope } from '../documents.ts';
import type { DocumentRow } from './documents.ts';

export interface PassageToEmbed {
  id: string;
  document_id: string;
  title: string;
  trail: string[];
  heading: string;
  markdown: string;
  questions: string[];
  version: number;
}

/** What else a passage (p) is sought by: pinned questions, and where else it would stand. */
export const SOUGHT_BY = `p.questions || array(
  select item ->> -1 from jsonb_array_elements(p.also_under) as item where item ->> -1 <> '')`;

/** Passages without a vector of this embedder, oldest first. */
export function passagesToEmbed(
  sql: Sql,
  scope: KnowledgeScope,
  embedder: string,
  limit: number,
): Promise<PassageToEmbed[]> {
  return sql.query<PassageToEmbed>(
    `select p.id, p.document_id, d.title, p.trail, p.heading, p.version,
       coalesce(p.edited, p.markdown) as markdown, ${SOUGHT_BY} as questions
     from passages p
     join documents d on d.id = p.document_id
     left join passage_vectors v on v.passage_id = p.id and v.embedder = $3
     where p.workspace_id = $1 and p.ai_agent_id = $2 and v.passage_id is null
     order by p.id limit $4`,
    [scope.workspaceId, scope.aiAgentId, embedder, limit],
  );
}

export type VectorsToStore = {
  passageId: string;
  /** Of the passage when they were computed. */
  version: number;
} & PassageVectors;

/**
 * Keeps the vectors of passages that are still there, and brings their documents up to date.
 * Returns the documents that changed. Indexes in memory hear of a long document when it is done, and
 * every 512 passages on the way: they read it whole each time.
 */
export async function storeVectors(
  tx: Sql,
  scope: KnowledgeScope,
  embedder: { id: string; dimensions: number },
  vectors: VectorsToStore[],
  revision: string,
  /** Also as arrays, where PostgreSQL searches them; see large-bases. */
  asArrays = false,
): Promise<DocumentRow[]> {
  const touched = await tx.query<{ document_id: string }>(
    `insert into passage_vectors
       (passage_id, workspace_id, ai_agent_id, document_id, embedder, dimensions, vector, heading_vector,
        question_vectors, meaning, heading_meaning)
     select p.id, p.workspace_id, p.ai_agent_id, p.document_id, $4, $5, item.vector, item.heading,
       item.questions, item.meaning::real[], item.heading_meaning::real[]
     from unnest($3::text[], $8::int[], $6::bytea[], $7::bytea[], $9::bytea[], $10::text[], $11::text[])
       as item (id, version, vector, heading, questions, meaning, heading_meaning)
     join passages p on p.id = item.id and p.version = item.version
       and p.workspace_id = $1 and p.ai_agent_id = $2
     on conflict (passage_id) do update
       set embedder = excluded.embedder, dimensions = excluded.dimensions, vector = excluded.vector,
         heading_vector = excluded.heading_vector, question_vectors = excluded.question_vectors,
         meaning = excluded.meaning, heading_meaning = excluded.heading_meaning
     returning document_id`,
    [
      scope.workspaceId,
      scope.aiAgentId,
      vectors.map(({ passageId }) => passageId),
      embedder.id,
      embedder.dimensions,
      vectors.map(({ text }) => toBytes(text)),
      vectors.map(({ heading }) => toBytes(heading)),
      vectors.map(({ version }) => version),
      vectors.map(({ questions = [] }) => Buffer.concat(questions.map(toBytes))),
      vectors.map(({ text }) => (asArrays ? toArray(text) : null)),
      vectors.map(({ heading }) => (asArrays ? toArray(heading) : null)),
    ],
  );
  const documents = [...new Set(touched.map((row) => row.document_id))];
  if (documents.length === 0) return [];
  return tx.query<DocumentRow>(
    `update documents d set embedded_count = counted.embedded,
       revision = case
         when counted.embedded >= d.passage_count or counted.embedded / 512 > d.embedded_count / 512
         then $4 else d.revision end,
       state = case when counted.embedded >= d.passage_count then 'ready' else d.state end,
       error = case when counted.embedded >= d.passage_count then null else d.error end
     from (
       select document_id, count(*)::int as embedded from passage_vectors
       where document_id = any($2) and embedder = $3 group by document_id
     ) as counted
     where d.id = counted.document_id and d.workspace_id = $1
     returning d.*`,
    [scope.workspaceId, documents, embedder.id, revision],
  );
}

/**
 * Gives vectors that have none yet their arrays, in the order of passage ids; returns those passages.
 * A vector that is replaced or removed meanwhile is left alone.
 */
export async function keepAsArrays(
  sql: Sql,
  { workspaceId, aiAgentId }: KnowledgeScope,
  embedder: string,
  page: { after: string; limit: number },
): Promise<string[]> {
  const rows = await sql.query<{ passage_id: string; vector: Buffer; heading_vector: Buffer }>(
    `select passage_id, vector, heading_vector from passage_vectors
     where workspace_id = $1 and ai_agent_id = $2 and embedder = $3 and passage_id > $4
       and meaning is null
     order by passage_id limit $5`,
    [workspaceId, aiAgentId, embedder, page.after, page.limit],
  );
  await sql.query(
    `update passage_vectors v
     set meaning = item.meaning::real[], heading_meaning = item.heading_meaning::real[]
     from unnest($4::text[], $5::bytea[], $6::text[], $7::text[])
       as item (id, vector, meaning, heading_meaning)
     where v.passage_id = item.id and v.vector = item.vector and v.workspace_id = $1
       and v.ai_agent_id = $2 and v.embedder = $3`,
    [
      workspaceId,
      aiAgentId,
      embedder,
      rows.map(({ passage_id }) => passage_id),
      rows.map(({ vector }) => vector),
      rows.map(({ vector }) => toArray(fromBytes(vector))),
      rows.map(({ heading_vector }) => toArray(fromBytes(heading_vector))),
    ],
  );
  return rows.map(({ passage_id }) => passage_id);
}

/** All vectors of the AI agent are searched in memory again. */
export async function withoutArrays(
  sql: Sql,
  { workspaceId, aiAgentId }: KnowledgeScope,
): Promise<void> {
  await sql.query(
    `update passage_vectors set meaning = null, heading_meaning = null
     where workspace_id = $1 and ai_agent_id = $2 and meaning is not null`,
    [workspaceId, aiAgentId],
  );
}

/** Documents stay found by their words; they say why not by meaning. */
export function giveUpVectors(
  tx: Sql,
  scope: KnowledgeScope,
  error: string,
  revision: string,
): Promise<DocumentRow[]> {
  return tx.query<DocumentRow>(
    `update documents set state = 'ready', error = $3, revision = $4
     where workspace_id = $1 and ai_agent_id = $2 and state = 'processing' returning *`,
    [scope.workspaceId, scope.aiAgentId, error, revision],
  );
}

/** AI agents that have passages without a vector of this embedder. */
export function scopesToEmbed(sql: Sql, embedder: string): Promise<KnowledgeScope[]> {
  return sql.query<KnowledgeScope>(
    `select distinct p.workspace_id as "workspaceId", p.ai_agent_id as "aiAgentId"
     from passages p
     left join passage_vectors v on v.passage_id = p.id and v.embedder = $1
     where v.passage_id is null`,
    [embedder],
  );
}

/** AI agents with more vectors than that, whichever embedder made them. */
export function scopesWithMoreThan(sql: Sql, count: number): Promise<KnowledgeScope[]> {
  return sql.query<KnowledgeScope>(
    `select workspace_id as "workspaceId", ai_agent_id as "aiAgentId" from passage_vectors
     group by workspace_id, ai_agent_id having count(*) > $1`,
    [count],
  );
}

/** As PostgreSQL writes an array; texts, so that one array can hold many of them. */
const toArray = (vector: Float32Array): string => `{${vector.join(',')}}`;

function toBytes(vector: Float32Array): Buffer {
  const bytes = Buffer.alloc(vector.length * 4);
  vector.forEach((value, i) => bytes.writeFloatLE(value, i * 4));
  return bytes;
}

export function fromBytes(bytes: Buffer): Float32Array {
  // A copy: PostgreSQL's buffers are not aligned to four bytes.
  return new Float32Array(new Uint8Array(bytes).buffer);
}
