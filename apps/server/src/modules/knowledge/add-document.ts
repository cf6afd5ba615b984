// One input becomes a stored document, in one transaction with its passages, its feed row and the
// job that will embed it. The same content again is recognised before anything is read.

import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/index.ts';
import { enqueueJobs } from '../../platform/jobs/index.ts';
import { announceDocuments } from './announce.ts';
import type { AddResult, DocumentInput, KnowledgeScope } from './documents.ts';
import { embedJob } from './embedding-job.ts';
import { hashOf, nameOf, type PreparedDocument } from './prepare-document.ts';
import type { Reader } from './reader.ts';
import {
  asDocument,
  ensureSource,
  findByName,
  raiseRevision,
  type StoredIdentity,
  writeDocument,
} from './store-documents.ts';

export interface AddingParts {
  database: Database;
  clock: Clock;
  newId: (prefix: string) => string;
  reader: Reader;
  willEmbed: boolean;
}

export async function addDocument(
  parts: AddingParts,
  scope: KnowledgeScope,
  input: DocumentInput,
): Promise<AddResult> {
  const name = nameOf(input);
  const contentHash = hashOf(input);
  const stored = name ? await findByName(parts.database, scope, input.kind, name) : null;
  if (stored?.contentHash === contentHash) return unchanged(name, stored);
  const prepared = await parts.reader.read(input);
  if ('code' in prepared) return { outcome: 'rejected', name, ...prepared };
  return store(parts, scope, prepared, contentHash);
}

function store(
  { database, clock, newId, willEmbed }: AddingParts,
  scope: KnowledgeScope,
  document: PreparedDocument,
  contentHash: string,
): Promise<AddResult> {
  const { name, kind } = document;
  return database.transaction(async (tx) => {
    const revision = await raiseRevision(tx, scope);
    if (revision === null) throw new Error(`there is no AI agent ${scope.aiAgentId}`);
    // Looked up again under the agent's lock: somebody may have added the same just now.
    const earlier = await findByName(tx, scope, kind, name);
    if (earlier?.contentHash === contentHash) return unchanged(name, earlier);
    const now = clock.now();
    const row = await writeDocument(tx, {
      scope,
      id: earlier?.row.id ?? newId('doc'),
      sourceId: await ensureSource(tx, scope, kind, newId('src'), now),
      revision,
      contentHash,
      document,
      passageIds: document.passages.map(() => newId('psg')),
      state: willEmbed ? 'processing' : 'ready',
      now,
    });
    await announceDocuments(tx, scope.workspaceId, [row]);
    if (willEmbed) await enqueueJobs(tx, [embedJob(scope)]);
    return { outcome: earlier ? 'replaced' : 'added', name, document: asDocument(row) };
  });
}

function unchanged(name: string, { row }: StoredIdentity): AddResult {
  return { outcome: 'unchanged', name, document: asDocument(row) };
}
