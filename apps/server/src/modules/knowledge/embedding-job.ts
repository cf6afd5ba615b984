// The job "knowledge.embed": gives every passage of one AI agent its vector, a few at a time.
//
// Each batch is kept in a transaction of its own. So a crash loses at most one batch, the next run
// starts where vectors are missing, and screens see the progress. Passages that were replaced or
// edited while their batch was computed are of another version when it is stored, and wait for the
// next one.

import type { Database } from '../../platform/database/index.ts';
import type { Job, JobContext, JobHandler, NewJob } from '../../platform/jobs/index.ts';
import { announceDocuments } from './announce.ts';
import type { PassageVectors } from './core/passage-index.ts';
import { embedPassages } from './embed-passages.ts';
import type { KnowledgeScope } from './documents.ts';
import type { Embedder } from './embedder/embedder.ts';
import { isIndexed } from './large-bases/index.ts';
import { raiseRevision } from './store/documents.ts';
import { giveUpVectors, passagesToEmbed, storeVectors } from './store/vectors.ts';

export const EMBED_JOB = 'knowledge.embed';

const BATCH = 32;
const TIMEOUT_MS = 60 * 60_000;

export interface EmbeddingJobOptions {
  database: Database;
  embedder: Embedder;
  wakeFeed: () => void;
  /** Called with the AI agent of each run that is done. */
  embedded: (scope: KnowledgeScope) => Promise<void>;
}

export function embedJob(scope: KnowledgeScope): NewJob {
  return {
    kind: EMBED_JOB,
    key: scope.aiAgentId,
    workspaceId: scope.workspaceId,
    payload: { workspaceId: scope.workspaceId, aiAgentId: scope.aiAgentId },
  };
}

export function createEmbeddingJob(options: EmbeddingJobOptions): JobHandler {
  const running = new Map<string, Promise<void>>();
  return {
    timeoutMs: TIMEOUT_MS,
    async run(job, context) {
      const scope = scopeOf(job);
      // Two jobs of one agent in this process would compute the same batches: the second waits,
      // and then looks for what the first did not see.
      while (running.has(scope.aiAgentId)) await running.get(scope.aiAgentId)?.catch(() => {});
      const work = embedAll(options, scope, context);
      running.set(scope.aiAgentId, work);
      try {
        await work;
      } finally {
        running.delete(scope.aiAgentId);
      }
    },
    async onExhausted(job) {
      const scope = scopeOf(job);
      await options.database.transaction(async (tx) => {
        const revision = await raiseRevision(tx, scope);
        if (revision === null) return;
        const message =
          'It is found by its words, but not yet by its meaning: the language model on this server did not run.';
        await announceDocuments(
          tx,
          scope.workspaceId,
          await giveUpVectors(tx, scope, message, revision),
        );
      });
      options.wakeFeed();
    },
  };
}

async function embedAll(
  { database, embedder, wakeFeed, embedded }: EmbeddingJobOptions,
  scope: KnowledgeScope,
  { signal }: JobContext,
): Promise<void> {
  const asArrays = await isIndexed(database, scope, embedder);
  for (;;) {
    signal.throwIfAborted();
    const passages = await passagesToEmbed(database, scope, embedder.id, BATCH);
    if (passages.length === 0) return embedded(scope);
    const vectors = await embedPassages((texts) => embedder.embed(texts, 'passage'), passages);
    signal.throwIfAborted();
    await database.transaction(async (tx) => {
      const revision = await raiseRevision(tx, scope);
      if (revision === null) return;
      const stored = passages.map((passage, i) => ({
        passageId: passage.id,
        version: passage.version,
        ...(vectors[i] as PassageVectors),
      }));
      await announceDocuments(
        tx,
        scope.workspaceId,
        await storeVectors(tx, scope, embedder, stored, revision, asArrays),
      );
    });
    wakeFeed();
  }
}

function scopeOf(job: Job): KnowledgeScope {
  return {
    workspaceId: String(job.payload.workspaceId),
    aiAgentId: String(job.payload.aiAgentId),
  };
}
