// The indexes in memory: one per AI agent, loaded at the first question, brought up to date by
// revision before each one, and forgotten again when too many passages are held.
//
// Several processes may serve one database; each follows the revisions by itself, so none ever
// answers from knowledge that was removed before the question was asked.

import type { Database } from '../../platform/database/index.ts';
import type { PassageIndex } from './core/passage-index.ts';
import type { KnowledgeScope } from './documents.ts';
import { newIndex } from './search.ts';
import { changedSince, currentRevision, loadDocuments, removedSince } from './store-index.ts';

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
}

/** About 200 MB of text and vectors. */
const MOST_PASSAGES = 60_000;
const DOCUMENTS_AT_ONCE = 40;

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
    for (const { document_id } of await removedSince(database, scope, revision))
      index.remove(document_id);
    const changed = (await changedSince(database, scope, revision)).map(({ id }) => id);
    for (let at = 0; at < changed.length; at += DOCUMENTS_AT_ONCE) {
      const ids = changed.slice(at, at + DOCUMENTS_AT_ONCE);
      const loaded = await loadDocuments(database, scope, ids, embedder?.id ?? null);
      const answering = new Set(loaded.map(({ document }) => document.id));
      for (const id of ids) if (!answering.has(id)) index.remove(id);
      for (const { document, vectors } of loaded) {
        index.put(document);
        for (const { passageId, ...its } of vectors) index.setVectors(passageId, its);
        // Others may speak between two documents.
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    held.revision = latest;
  }

  private empty(): Held {
    const index = newIndex(this.options.embedder?.dimensions ?? 4);
    return { index, revision: '0', following: null };
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
