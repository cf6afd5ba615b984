// What is near a question by meaning, as PostgreSQL finds it.

import type { Database, Sql } from '../../../platform/database/index.ts';
import type { PassageCosines } from '../core/meaning/nearness.ts';
import type { KnowledgeScope } from '../documents.ts';
import { fromBytes } from '../store/vectors.ts';
import { indexedMeaning, type MadeBy } from './hnsw-index.ts';

/** Passages looked for; ranking takes its candidates from the first of them. */
const NEAREST = 300;
/** As far as an HNSW index looks at most. */
const MOST_LOOKED_AT = 1_000;

export interface AskedNear {
  question: Float32Array;
  /** How many times more passages have vectors than may be found: others are excluded or retired. */
  spread: number;
  /** Whose cosines are wanted besides, once the nearest are known. */
  wanted: (nearest: string[]) => Iterable<string>;
}

/** Cosines of the nearest passages and of those wanted besides, in no order. */
export function nearPassages(
  database: Database,
  { workspaceId, aiAgentId }: KnowledgeScope,
  embedder: MadeBy,
  { question, spread, wanted }: AskedNear,
): Promise<PassageCosines[]> {
  const asked = asText(question);
  const looked = Math.min(MOST_LOOKED_AT, Math.ceil(NEAREST * Math.max(1, spread)));
  return database.transaction(
    async (tx) => {
      // The second only says that the index is there to be used.
      await tx.query(
        `select set_config('hnsw.ef_search', $1, true), set_config('enable_sort', 'off', true)`,
        [String(Math.min(MOST_LOOKED_AT, looked + 100))],
      );
      const meaning = indexedMeaning(embedder.dimensions);
      const nearest = await tx.query<{ passage_id: string }>(
        `select passage_id from passage_vectors
         where workspace_id = $1 and ai_agent_id = $2 and embedder = $3 and meaning is not null
         order by ${meaning} <#> $4::halfvec(${Math.trunc(embedder.dimensions)}) limit $5`,
        [workspaceId, aiAgentId, embedder.id, asked, looked],
      );
      const ids = [...new Set(wanted(nearest.map(({ passage_id }) => passage_id)))];
      const rows = await tx.query<{
        passage_id: string;
        text: number;
        heading: number;
        questions: Buffer | null;
      }>(
        `select passage_id, -(meaning::vector <#> asked.vector) as text,
           -(heading_meaning::vector <#> asked.vector) as heading,
           nullif(question_vectors, '') as questions
         from passage_vectors, (select $4::vector as vector) as asked
         where passage_id = any($5) and workspace_id = $1 and ai_agent_id = $2 and embedder = $3
           and meaning is not null`,
        [workspaceId, aiAgentId, embedder.id, asked, ids],
      );
      return rows.map(({ passage_id, text, heading, questions }) => ({
        passageId: passage_id,
        text,
        heading,
        questions: cosinesOf(questions, question),
      }));
    },
    { readOnly: true },
  );
}

/** By documents, as they count them. */
export async function countEmbedded(
  sql: Sql,
  { workspaceId, aiAgentId }: KnowledgeScope,
): Promise<{ embedded: number; searched: number }> {
  const [row] = await sql.query<{ embedded: number; searched: number }>(
    `select coalesce(sum(embedded_count) filter (where retired_at is null), 0)::int as embedded,
       coalesce(sum(embedded_count), 0)::int as searched
     from documents where workspace_id = $1 and ai_agent_id = $2`,
    [workspaceId, aiAgentId],
  );
  return row ?? { embedded: 0, searched: 0 };
}

/** A few passages have pinned questions: not worth a column of their own. */
function cosinesOf(bytes: Buffer | null, question: Float32Array): number[] {
  if (!bytes) return [];
  const all = fromBytes(bytes);
  return Array.from({ length: all.length / question.length }, (_, at) =>
    question.reduce((sum, value, i) => sum + value * (all[at * question.length + i] as number), 0),
  );
}

const asText = (vector: Float32Array): string => `[${vector.join(',')}]`;
