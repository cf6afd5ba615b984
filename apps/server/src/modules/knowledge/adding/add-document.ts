// One input becomes a stored document, in one transaction with its passages, its feed row and the
// job that will embed it. The same content again is recognised before anything is read.

import type { KnowledgeDocument } from '@baton/protocol';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Sql } from '../../../platform/database/index.ts';
import { enqueueJobs } from '../../../platform/jobs/index.ts';
import { announceDocuments } from '../announce.ts';
import type { AddResult, DocumentInput, KnowledgeScope, Rejection } from '../documents.ts';
import { embedJob } from '../embedding-job.ts';
import { hashOf, nameOf, type PreparedDocument } from './prepare-document.ts';
import type { Reader } from '../reader.ts';
import {
  asDocument,
  ensureSource,
  findByName,
  keepSameContent,
  raiseRevision,
  type StoredIdentity,
  writeDocument,
} from '../store/documents.ts';

export interface AddingParts {
  database: Database;
  clock: Clock;
  newId: (prefix: string) => string;
  reader: Reader;
  /** Null where there will be no vectors. */
  embedder: { id: string } | null;
}

/** Runs in the transaction that stores the document; not at all when nothing is stored. */
export type Alongside = (
  tx: Sql,
  document: KnowledgeDocument,
  result: Exclude<DocumentResult, { outcome: 'rejected' }>,
) => Promise<void>;

/** What became of one document: never a table. */
export type DocumentResult = Exclude<AddResult, { outcome: 'table' }>;

export async function addDocument(
  parts: AddingParts,
  scope: KnowledgeScope,
  input: DocumentInput,
  alongside?: Alongside,
): Promise<DocumentResult> {
  const name = nameOf(input);
  const contentHash = hashOf(input);
  const sourceId = sourceOf(input);
  const stored = name ? await findByName(parts.database, scope, input.kind, name, sourceId) : null;
  if (stored && isUnchanged(stored, contentHash)) return unchanged(name, stored.row);
  const prepared = await parts.reader.read(input);
  if ('code' in prepared) return { outcome: 'rejected', name, ...prepared };
  return parts.database.transaction(async (tx) => {
    const revision = await raiseRevision(tx, scope);
    if (revision === null) throw new Error(`there is no AI agent ${scope.aiAgentId}`);
    const result = await storeDocument(tx, parts, {
      scope,
      sourceId,
      prepared,
      contentHash,
      revision,
    });
    if (result.outcome === 'rejected') return result;
    await alongside?.(tx, result.document, result);
    if (parts.embedder) await enqueueJobs(tx, [embedJob(scope)]);
    return result;
  });
}

export interface DocumentToStore {
  scope: KnowledgeScope;
  /** Of the website; null for all other kinds, which have one source each. */
  sourceId: string | null;
  prepared: PreparedDocument;
  contentHash: string;
  /** Raised in this transaction: it holds the AI agent's lock. */
  revision: string;
}

/** Call within a transaction that raised the revision. */
export async function storeDocument(
  tx: Sql,
  { clock, newId, embedder }: AddingParts,
  { scope, prepared, contentHash, revision, ...from }: DocumentToStore,
): Promise<DocumentResult> {
  const { name, kind } = prepared;
  // Looked up again under the agent's lock: somebody may have added the same just now.
  const earlier = await findByName(tx, scope, kind, name, from.sourceId);
  if (earlier && isUnchanged(earlier, contentHash)) return unchanged(name, earlier.row);
  const now = clock.now();
  const sourceId = await ensureSource(tx, scope, kind, from.sourceId ?? newId('src'), now);
  if (sourceId === null) return { outcome: 'rejected', name, ...SOURCE_GONE };
  const write = {
    scope,
    id: earlier?.row.id ?? newId('doc'),
    sourceId,
    revision,
    contentHash,
    document: prepared,
    earlier: earlier?.row ?? null,
    newPassageId: () => newId('psg'),
    embedder: embedder?.id ?? null,
    now,
  };
  const same = earlier ? await keepSameContent(tx, write) : null;
  const row = same ?? (await writeDocument(tx, write));
  await announceDocuments(tx, scope.workspaceId, [row]);
  return same
    ? unchanged(name, same)
    : { outcome: earlier ? 'replaced' : 'added', name, document: asDocument(row) };
}

const SOURCE_GONE: Rejection = {
  code: 'source_gone',
  detail: 'The website was removed meanwhile.',
};

export function sourceOf(input: DocumentInput): string | null {
  return input.kind === 'website' ? input.sourceId : null;
}

/** A retired document that is there again must be brought back. */
function isUnchanged({ row, contentHash }: StoredIdentity, now: string): boolean {
  return contentHash === now && row.retired_at === null;
}

function unchanged(name: string, row: StoredIdentity['row']): DocumentResult {
  return { outcome: 'unchanged', name, document: asDocument(row) };
}
