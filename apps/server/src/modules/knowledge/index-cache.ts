// The indexes in memory: one per AI agent, loaded at the first question, brought up to date by
// revision before each one, and forgotten again when too many passages are held.
//
//   documents that changed → words (a question waits for them) → vectors (it waits a moment)
//
// Several processes may serve one database; each follows the revisions by itself, so none ever
// answers from knowledge that was removed before the question was asked. Loading works in slices of
// a few milliseconds: everybody else's requests go on meanwhile.

import type { Database } from '../../platform/database/index.ts';
import type { PassageIndex } from './core/passage-index.ts';
import type { KnowledgeScope } from './documents.ts';
import { countEmbedded, isIndexed } from './large-bases/index.ts';
import { newIndex } from './search.ts';
import {
  changedSince,
  currentRevision,
  loadDocuments,
  loadVectors,
  removedSince,
} from './store/read-for-index.ts';

export interface IndexCacheOptions {
  database: Database;
  embedder: { id: string; dimensions: number } | null;
  /** Passages held over all AI agents before the longest unused one is dropped. */
  mostPassages?: number;
}

interface Held {
  index: PassageIndex;
  revision: string;
  /** One reload at a time; questions that come meanwhile wait for it. */
  following: Promise<void> | null;
  /** Documents whose words are here and whose vectors are still to be read. */
  withoutVectors: Set<string>;
  readingVectors: Promise<void> | null;
}

/** About 220 MB of text, words and vectors. */
const MOST_PASSAGES = 100_000;
const DOCUMENTS_AT_ONCE = 40;
const VECTORS_AT_ONCE = 200;
/** A question waits no longer for vectors that are being read; then words must do. */
const VECTORS_WITHIN_MS = 1_000;
const SLICE_MS = 8;

export class IndexCache {
  private readonly options: IndexCacheOptions;
  /** In order of use: the first was not asked for longest. */
  private readonly held = new Map<string, Held>();

  constructor(options: IndexCacheOptions) {
    this.options = options;
  }

  async indexOf(scope: KnowledgeScope): Promise<PassageIndex> {
    const key = `${scope.workspaceId}/${scope.aiAgentId}`;
    let held = this.held.get(key);
    if (!held || held.index.isWorn) held = this.empty();
    this.held.delete(key);
    this.held.set(key, held);
    await this.follow(scope, held);
    await this.vectorsInTime(scope, held);
    this.forgetUnused(key);
    return held.index;
  }

  private async follow(scope: KnowledgeScope, held: Held): Promise<void> {
    // What is being loaded may have been read before the change that we must see: look again.
    while (held.following) await held.following;
    const latest = await currentRevision(this.options.database, scope);
    if (latest === held.revision) return;
    if (held.following) return this.follow(scope, held);
    held.following = this.bringUpToDate(scope, held, latest).finally(() => {
      held.following = null;
    });
    await held.following;
  }

  private async bringUpToDate(scope: KnowledgeScope, held: Held, latest: string): Promise<void> {
    const { database, embedder } = this.options;
    const { index, revision } = held;
    const slice = sliced();
    for (const { document_id } of await removedSince(database, scope, revision))
      await slice(index.removing(document_id));
    const changed = (await changedSince(database, scope, revision)).map(({ id }) => id);
    for (const ids of batches(changed)) {
      const loaded = await loadDocuments(database, scope, ids);
      const answering = new Set(loaded.map(({ id }) => id));
      for (const id of ids) if (!answering.has(id)) await slice(index.removing(id));
      for (const document of loaded) await slice(index.putting(document));
      if (embedder) for (const id of answering) held.withoutVectors.add(id);
    }
    await this.settleVectors(scope, held);
    held.revision = latest;
  }

  /** Whether the vectors are this process's to keep: not those that PostgreSQL searches. */
  private async settleVectors(scope: KnowledgeScope, held: Held): Promise<void> {
    const { database, embedder } = this.options;
    if (!embedder) return;
    const { index } = held;
    if (await isIndexed(database, scope, embedder)) {
      index.keepVectorsElsewhere(await countEmbedded(database, scope));
      held.withoutVectors.clear();
    } else if (index.vectorsElsewhere) {
      index.keepVectorsElsewhere(null);
      held.withoutVectors = new Set(index.documentIds());
    }
  }

  private async vectorsInTime(scope: KnowledgeScope, held: Held): Promise<void> {
    if (held.withoutVectors.size === 0) return;
    const { embedder } = this.options;
    if (!embedder) return;
    held.readingVectors ??= this.readVectors(scope, held, embedder.id).finally(() => {
      held.readingVectors = null;
    });
    // What fails is read again with the next question.
    const read = held.readingVectors.catch(() => {});
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, VECTORS_WITHIN_MS);
    });
    await Promise.race([read, late]);
    clearTimeout(timer);
  }

  private async readVectors(scope: KnowledgeScope, held: Held, embedder: string): Promise<void> {
    const { database } = this.options;
    const slice = sliced();
    while (held.withoutVectors.size > 0) {
      const ids = [...held.withoutVectors].slice(0, DOCUMENTS_AT_ONCE);
      // Before they are read: a document that changes meanwhile comes back here.
      for (const id of ids) held.withoutVectors.delete(id);
      try {
        for (let after = ''; ; ) {
          const page = { after, limit: VECTORS_AT_ONCE };
          const loaded = await loadVectors(database, scope, ids, embedder, page);
          await slice(settingVectors(held.index, loaded));
          if (loaded.length < VECTORS_AT_ONCE) break;
          after = loaded.at(-1)?.passageId ?? '';
        }
      } catch (error) {
        for (const id of ids) held.withoutVectors.add(id);
        throw error;
      }
    }
  }

  private empty(): Held {
    return {
      index: newIndex(this.options.embedder?.dimensions ?? 4),
      revision: '0',
      following: null,
      withoutVectors: new Set(),
      readingVectors: null,
    };
  }

  private forgetUnused(inUse: string): void {
    const most = this.options.mostPassages ?? MOST_PASSAGES;
    let total = 0;
    for (const { index } of this.held.values()) total += index.passageCount;
    for (const [key, { index, following }] of this.held) {
      if (total <= most) break;
      if (key === inUse || following) continue;
      this.held.delete(key);
      total -= index.passageCount;
    }
  }
}

function* settingVectors(
  index: PassageIndex,
  loaded: Awaited<ReturnType<typeof loadVectors>>,
): Generator<void> {
  for (const { passageId, ...its } of loaded) {
    index.setVectors(passageId, its);
    yield;
  }
}

/** Runs steps one after the other, and lets others speak whenever a slice of time is over. */
function sliced(): (steps: Generator<void>) => Promise<void> {
  let since = performance.now();
  return async (steps) => {
    for (const _ of steps) {
      if (performance.now() - since < SLICE_MS) continue;
      await new Promise((resolve) => setImmediate(resolve));
      since = performance.now();
    }
  };
}

function* batches(ids: readonly string[]): Generator<string[]> {
  for (let at = 0; at < ids.length; at += DOCUMENTS_AT_ONCE)
    yield ids.slice(at, at + DOCUMENTS_AT_ONCE);
}
