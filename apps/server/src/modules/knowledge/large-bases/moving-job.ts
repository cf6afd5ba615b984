// The job "knowledge.large-base": moves the vectors of an AI agent that knows very much to where
// PostgreSQL searches them, and back when it knows much less. Repeating it is cheap and changes nothing.
//
// Only after the index is there is the revision raised: until then every process searches in memory.

import type { Database } from '../../../platform/database/index.ts';
import type { Job, JobHandler, NewJob } from '../../../platform/jobs/index.ts';
import type { KnowledgeScope } from '../documents.ts';
import { raiseRevision } from '../store/documents.ts';
import { keepAsArrays, withoutArrays } from '../store/vectors.ts';
import { dropIndexes, isIndexed, MOST_DIMENSIONS, type MadeBy, makeIndex } from './hnsw-index.ts';
import { findPgvector } from './pgvector.ts';

export const LARGE_BASE_JOB = 'knowledge.large-base';

/** Building an index over millions of vectors takes this long. */
const TIMEOUT_MS = 3 * 60 * 60_000;
const AT_ONCE = 200;
/** Back into memory only well below the bound: nothing should move to and fro. */
const MUCH_LESS = 0.5;

export interface MovingJobOptions {
  database: Database;
  embedder: MadeBy;
  /** Passages of one AI agent whose vectors are kept in memory. */
  mostInMemory: number;
}

export function largeBaseJob({ workspaceId, aiAgentId }: KnowledgeScope): NewJob {
  return {
    kind: LARGE_BASE_JOB,
    key: aiAgentId,
    workspaceId,
    payload: { workspaceId, aiAgentId },
  };
}

export function createMovingJob(options: MovingJobOptions): JobHandler {
  return {
    timeoutMs: TIMEOUT_MS,
    run: (job, { signal }) => moveWhereItBelongs(options, scopeOf(job), signal),
  };
}

async function moveWhereItBelongs(
  { database, embedder, mostInMemory }: MovingJobOptions,
  scope: KnowledgeScope,
  signal: AbortSignal,
): Promise<void> {
  if (!(await findPgvector(database)).usable || embedder.dimensions > MOST_DIMENSIONS) return;
  const count = await countVectors(database, scope, embedder);
  const stays = await isIndexed(database, scope, embedder);
  if (count <= (stays ? mostInMemory * MUCH_LESS : mostInMemory)) {
    if (!stays) return;
    await dropIndexes(database, scope, null);
    await database.transaction(async (tx) => {
      await withoutArrays(tx, scope);
      await raiseRevision(tx, scope);
    });
    return;
  }
  if (!stays) {
    await keepAllAsArrays(database, scope, embedder, signal);
    if (!(await makeIndex(database, scope, embedder))) throw new Error('an index is being made');
  }
  // Written while the index was made, or by a server that knew nothing of it.
  const late = await keepAllAsArrays(database, scope, embedder, signal);
  if (!stays) await dropIndexes(database, scope, embedder);
  if (!stays || late > 0)
    await database.transaction(async (tx) => {
      await raiseRevision(tx, scope);
    });
}

async function keepAllAsArrays(
  database: Database,
  scope: KnowledgeScope,
  embedder: MadeBy,
  signal: AbortSignal,
): Promise<number> {
  let kept = 0;
  for (let after = ''; ; ) {
    signal.throwIfAborted();
    const done = await keepAsArrays(database, scope, embedder.id, { after, limit: AT_ONCE });
    kept += done.length;
    if (done.length < AT_ONCE) return kept;
    after = done.at(-1) as string;
  }
}

async function countVectors(
  database: Database,
  { workspaceId, aiAgentId }: KnowledgeScope,
  embedder: MadeBy,
): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `select count(*)::int as count from passage_vectors
     where workspace_id = $1 and ai_agent_id = $2 and embedder = $3`,
    [workspaceId, aiAgentId, embedder.id],
  );
  return row?.count ?? 0;
}

function scopeOf(job: Job): KnowledgeScope {
  return {
    workspaceId: String(job.payload.workspaceId),
    aiAgentId: String(job.payload.aiAgentId),
  };
}
