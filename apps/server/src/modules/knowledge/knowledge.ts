// The module's service: documents in, passages out.

import type { DocumentVersion, PassageChange } from '@baton/protocol';
import type { Clock } from '../../platform/clock.ts';
import { recordAudit } from '../../platform/audit/index.ts';
import type { Database } from '../../platform/database/index.ts';
import { enqueueJobs, type JobHandlers } from '../../platform/jobs/index.ts';
import { createSafeFetch, type SafeFetch } from '../../platform/safe-fetch/index.ts';
import type { AddingParts } from './adding/add-document.ts';
import { addDocuments } from './adding/add-documents.ts';
import { announceRemoval } from './announce.ts';
import type { AnswerReader, Places } from './answer-reader/answer-reader.ts';
import type { PassageIndex } from './core/passage-index.ts';
import type { Retrieval } from './core/retrieval.ts';
import { changePassage, type PassageChanged } from './curation/change-passage.ts';
import type {
  AddResult,
  DocumentInput,
  DocumentList,
  DocumentView,
  KnowledgeProgress,
  KnowledgeScope,
} from './documents.ts';
import type { Embedder } from './embedder/embedder.ts';
import type { EmbedTexts } from './embed-passages.ts';
import { createEmbeddingJob, EMBED_JOB, embedJob } from './embedding-job.ts';
import { IndexCache } from './index-cache.ts';
import {
  createMovingJob,
  findPgvector,
  LARGE_BASE_JOB,
  largeBaseJob,
  MOST_IN_MEMORY,
  nearPassages,
} from './large-bases/index.ts';
import { createReader } from './reader.ts';
import { askIndex, type FindNear, type ReadTexts } from './search.ts';
import {
  asDocument,
  deleteDocument,
  exampleDocuments,
  type ListOptions,
  listDocuments,
  raiseRevision,
  readDocument,
  readProgress,
} from './store/documents.ts';
import { createSources, type Sources } from './sources.ts';
import { asPassage, readPassages } from './store/passages.ts';
import { announceCollections, announceSource } from './store/sources.ts';
import { scopesToEmbed, scopesWithMoreThan } from './store/vectors.ts';
import { listVersions, readVersion } from './store/versions.ts';
import { keepRemoved } from './website/frontier.ts';

export interface KnowledgeOptions {
  database: Database;
  /** Null where no model runs: everything is found by its words then. */
  embedder: Embedder | null;
  /** Tells whether a passage answers; null or absent where it does not run: search decides alone. */
  answerReader?: AnswerReader | null;
  clock: Clock;
  newId: (prefix: string) => string;
  /** Called after a commit that wrote to the live feed. */
  wakeFeed: () => void;
  /** Called after a commit that enqueued a job. */
  wakeJobs: () => void;
  /** Passages held in memory over all AI agents; see index-cache.ts. */
  mostPassagesInMemory?: number;
  /** Of one AI agent, before its vectors are searched by pgvector, where it is; see large-bases. */
  mostVectorsInMemory?: number;
  /** What websites are fetched with. Default: one that reads public addresses only. */
  web?: SafeFetch;
  /** For tests: see sources.ts. */
  reading?: { retryMs?: number; pageMs?: number; stretchMs?: number };
}

export interface Knowledge {
  /**
   * One result per input, in order; for an archive, one per file in it. Good inputs are kept
   * whatever happens to the others.
   */
  addDocuments(scope: KnowledgeScope, inputs: DocumentInput[]): Promise<AddResult[]>;
  /** Newest first, at most 200 a page. */
  listDocuments(scope: KnowledgeScope, options?: ListOptions): Promise<DocumentList>;
  getDocument(workspaceId: string, documentId: string): Promise<DocumentView | null>;
  /** What the document says now and what it said before, or null when there is none. */
  listVersions(workspaceId: string, documentId: string): Promise<DocumentVersion[] | null>;
  readVersion(
    workspaceId: string,
    documentId: string,
    version: number,
  ): Promise<{ version: DocumentVersion; markdown: string } | null>;
  /** Rewords, excludes or pins; survives that the document is read again. */
  changePassage(
    workspaceId: string,
    passageId: string,
    change: PassageChange,
  ): Promise<PassageChanged>;
  /** False when there was no such document. */
  removeDocument(workspaceId: string, documentId: string): Promise<boolean>;
  /** Removes what the example help centre brought; how many documents that were. */
  removeExample(scope: KnowledgeScope): Promise<number>;
  /** Never fails for want of vectors: words alone must do then. `limit` is at most ten. */
  retrieve(
    scope: KnowledgeScope,
    question: string,
    options?: { limit?: number; places?: Places },
  ): Promise<Retrieval>;
  progress(scope: KnowledgeScope): Promise<KnowledgeProgress>;
  /** Where documents come from, websites above all. It has jobs of its own. */
  sources: Sources;
  /** To be run by the job runner. */
  jobs: JobHandlers;
  /** Ends the threads of this module. The embedder is its opener's to close. */
  close(): Promise<void>;
  /** Call at start: takes up what a change of the model left without vectors. */
  resume(): Promise<void>;
}

const MOST_PASSAGES = 10;
/** A question waits no longer for its vector. */
const EMBED_WITHIN_MS = 2_000;
/** Nor for the reading of what was found. */
const READ_WITHIN_MS = 1_500;
/** Nor for what PostgreSQL finds by meaning. */
const NEAR_WITHIN_MS = 2_000;

export function createKnowledge(options: KnowledgeOptions): Knowledge {
  const { database, embedder, answerReader = null, wakeFeed, wakeJobs } = options;
  const { mostVectorsInMemory: mostInMemory = MOST_IN_MEMORY } = options;
  const cache = new IndexCache({
    database,
    embedder,
    ...(options.mostPassagesInMemory ? { mostPassages: options.mostPassagesInMemory } : {}),
  });
  const reader = createReader();
  const adding: AddingParts = { ...options, reader };
  const web = options.web ?? createSafeFetch({ userAgent: 'Baton/1.0' });
  const sources = createSources({ ...adding, ...options.reading, web, wakeFeed, wakeJobs });

  /** Looked at by a job: it may take long to move what is large. */
  async function settle(scopes: KnowledgeScope[]): Promise<void> {
    await enqueueJobs(database, scopes.map(largeBaseJob));
    if (scopes.length > 0) wakeJobs();
  }

  function nearIn(scope: KnowledgeScope, index: PassageIndex, by: Embedder): FindNear {
    const spread = (index.vectorsElsewhere?.searched ?? 0) / Math.max(1, index.passageCount);
    return (question, wanted) =>
      within(NEAR_WITHIN_MS, nearPassages(database, scope, by, { question, spread, wanted }), null);
  }

  async function removeDocument(workspaceId: string, documentId: string): Promise<boolean> {
    const found = await readDocument(database, workspaceId, documentId);
    if (!found) return false;
    const scope = { workspaceId, aiAgentId: found.row.ai_agent_id };
    const removed = await database.transaction(async (tx) => {
      const revision = await raiseRevision(tx, scope);
      if (revision === null) return false;
      await keepRemoved(tx, workspaceId, documentId);
      if (!(await deleteDocument(tx, scope, documentId, revision))) return false;
      await announceRemoval(tx, workspaceId, documentId);
      await announceSource(tx, workspaceId, found.row.source_id);
      await recordAudit(tx, {
        workspaceId,
        kind: 'documentRemoved',
        subject: { kind: 'document', id: documentId, name: found.row.title },
      });
      return true;
    });
    if (removed) wakeFeed();
    return removed;
  }

  return {
    async addDocuments(scope, inputs) {
      const results = await addDocuments(adding, scope, inputs);
      if (results.some(({ outcome }) => outcome !== 'unchanged' && outcome !== 'rejected')) {
        await database.transaction((tx) => announceCollections(tx, scope));
        wakeFeed();
        wakeJobs();
      }
      return results;
    },

    listDocuments: (scope, list = {}) => listDocuments(database, scope, list),

    async getDocument(workspaceId, documentId) {
      const found = await readDocument(database, workspaceId, documentId);
      if (!found) return null;
      const passages = await readPassages(database, workspaceId, documentId);
      return {
        document: asDocument(found.row),
        markdown: found.markdown,
        passages: passages.map(asPassage),
      };
    },

    listVersions: (workspaceId, documentId) => listVersions(database, workspaceId, documentId),
    readVersion: (workspaceId, documentId, version) =>
      readVersion(database, workspaceId, documentId, version),

    async changePassage(workspaceId, passageId, change) {
      const result = await changePassage(options, workspaceId, passageId, change);
      if (result.outcome === 'changed') {
        wakeFeed();
        wakeJobs();
      }
      return result;
    },

    removeDocument,

    async removeExample(scope) {
      const ids = await exampleDocuments(database, scope);
      for (const id of ids) await removeDocument(scope.workspaceId, id);
      return ids.length;
    },

    async retrieve(scope, question, { limit = MOST_PASSAGES, places } = {}) {
      const index = await cache.indexOf(scope);
      return askIndex(index, embedder && inTime(embedder), question, {
        limit: Math.min(limit, MOST_PASSAGES),
        read: answerReader ? readInTime(answerReader) : null,
        places,
        findNear: embedder ? nearIn(scope, index, embedder) : undefined,
      });
    },

    progress: (scope) => readProgress(database, scope),

    jobs: embedder
      ? {
          [EMBED_JOB]: createEmbeddingJob({
            database,
            embedder,
            wakeFeed,
            async embedded(scope) {
              if ((await findPgvector(database)).usable) await settle([scope]);
            },
          }),
          [LARGE_BASE_JOB]: createMovingJob({ database, embedder, mostInMemory }),
        }
      : {},

    sources,

    async close() {
      await Promise.all([reader.close(), options.web ? undefined : web.close()]);
    },

    async resume() {
      if (!embedder) return;
      const scopes = await scopesToEmbed(database, embedder.id);
      await enqueueJobs(database, scopes.map(embedJob));
      if (scopes.length > 0) wakeJobs();
      if ((await findPgvector(database)).usable)
        await settle(await scopesWithMoreThan(database, mostInMemory / 2));
    },
  };
}

/** No vectors when the model does not answer (in time): then the words must do. */
function inTime(embedder: Embedder): EmbedTexts {
  return (texts) => within(EMBED_WITHIN_MS, embedder.embed(texts, 'query'), []);
}

/** Unread when the reader does not answer (in time): then search's order stands. */
function readInTime(reader: AnswerReader): ReadTexts {
  return (...asked) => within(READ_WITHIN_MS, reader.read(...asked), null);
}

/** What is promised, or `otherwise` when it fails or is late. */
function within<T>(ms: number, promised: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), ms);
  });
  return Promise.race([promised.catch(() => otherwise), late]).finally(() => clearTimeout(timer));
}
