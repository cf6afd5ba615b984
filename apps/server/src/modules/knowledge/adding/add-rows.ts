// The rows of a table of questions and answers → documents, a few hundred in one transaction.

import type { AddedRows } from '@baton/protocol';
import { enqueueJobs } from '../../../platform/jobs/index.ts';
import { type AddingParts, type DocumentResult, storeDocument } from './add-document.ts';
import { announceDocuments } from '../announce.ts';
import type { Contents } from './contents-of.ts';
import type { DocumentInput, KnowledgeScope } from '../documents.ts';
import { embedJob } from '../embedding-job.ts';
import type { QuestionRow, RowProblem } from '../extraction/read-questions.ts';
import { hashOf, type PreparedDocument, prepareDocument } from './prepare-document.ts';
import { recordAdded } from './record-added.ts';
import { ensureSource, raiseRevision } from '../store/documents.ts';
import { hashesByName, writeNewDocuments } from '../store/new-documents.ts';

const ROWS_AT_ONCE = 250;
/** Of a table's problems, those that are told one by one. */
const MOST_PROBLEMS = 100;

interface PreparedRow {
  line: number;
  contentHash: string;
  prepared: PreparedDocument;
}

export async function addRows(
  parts: AddingParts,
  scope: KnowledgeScope,
  { rows, problems }: Extract<Contents, { kind: 'table' }>,
): Promise<AddedRows> {
  const counts = { added: 0, replaced: 0, unchanged: 0 };
  const all = [...problems];
  const lines = new Map<string, number>();
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const batch = await prepareRows(rows.slice(at, at + ROWS_AT_ONCE), all, lines);
    for (const outcome of await storeRows(parts, scope, batch)) counts[outcome] += 1;
  }
  all.sort((a, b) => a.line - b.line);
  return { ...counts, rejected: all.length, problems: all.slice(0, MOST_PROBLEMS) };
}

async function prepareRows(
  rows: readonly QuestionRow[],
  problems: RowProblem[],
  lines: Map<string, number>,
): Promise<PreparedRow[]> {
  const ready: PreparedRow[] = [];
  for (const { line, question, answer, url } of rows) {
    const input: DocumentInput = { kind: 'qa', question, answer, url };
    const prepared = await prepareDocument(input);
    if ('code' in prepared) {
      problems.push({ line, reason: prepared.detail });
      continue;
    }
    // Two questions that differ in invisible letters only have one name.
    const earlier = lines.get(prepared.name);
    if (earlier !== undefined) {
      problems.push({ line, reason: `The same question is in line ${earlier} already.` });
      continue;
    }
    lines.set(prepared.name, line);
    ready.push({ line, contentHash: hashOf(input), prepared });
  }
  return ready;
}

type Outcome = Exclude<DocumentResult['outcome'], 'rejected'>;

function storeRows(
  parts: AddingParts,
  scope: KnowledgeScope,
  rows: readonly PreparedRow[],
): Promise<Outcome[]> {
  const { database, embedder, newId, clock } = parts;
  return database.transaction(async (tx) => {
    const revision = await raiseRevision(tx, scope);
    if (revision === null) throw new Error(`there is no AI agent ${scope.aiAgentId}`);
    const names = rows.map(({ prepared }) => prepared.name);
    const known = await hashesByName(tx, scope, 'qa', names);
    const outcomes: Outcome[] = [];
    const added: PreparedRow[] = [];
    const replaced: string[] = [];
    for (const row of rows) {
      const there = known.get(row.prepared.name);
      if (!there) added.push(row);
      else if (there.hash === row.contentHash && !there.retired) outcomes.push('unchanged');
      else {
        const { contentHash, prepared } = row;
        const to = { scope, sourceId: null, prepared, contentHash, revision };
        const { outcome } = await storeDocument(tx, parts, to);
        if (outcome !== 'rejected') outcomes.push(outcome);
        if (outcome === 'replaced') replaced.push(prepared.name);
      }
    }
    const now = clock.now();
    const written = await writeNewDocuments(tx, {
      scope,
      sourceId: (await ensureSource(tx, scope, 'qa', newId('src'), now)) ?? '',
      revision,
      documents: added.map(({ contentHash, prepared }) => ({
        id: newId('doc'),
        contentHash,
        document: prepared,
      })),
      newPassageId: () => newId('psg'),
      state: embedder ? 'processing' : 'ready',
      now,
    });
    await announceDocuments(tx, scope.workspaceId, written);
    await recordAdded(tx, scope, [...added.map(({ prepared }) => prepared.name), ...replaced]);
    if (embedder) await enqueueJobs(tx, [embedJob(scope)]);
    return [...outcomes, ...written.map((): Outcome => 'added')];
  });
}
