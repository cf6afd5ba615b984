// Everything that is handed in at once: documents one after the other; archives file by file, each
// with a result of its own; tables row by row, many rows in one transaction.

import type { AddedRows } from '@baton/protocol';
import { enqueueJobs } from '../../platform/jobs/index.ts';
import { addDocument, type AddingParts, storeDocument } from './add-document.ts';
import { type Contents, hasContents } from './contents-of.ts';
import type { AddResult, DocumentInput, KnowledgeScope } from './documents.ts';
import { embedJob } from './embedding-job.ts';
import type { QuestionRow } from './extraction/read-questions.ts';
import { hashOf, nameOf, prepareDocument } from './prepare-document.ts';
import { raiseRevision } from './store-documents.ts';

const ROWS_AT_ONCE = 100;
/** Of a table's problems, those that are told one by one. */
const MOST_PROBLEMS = 100;

/** One result per input, in order; for an archive, one for each file in it. */
export async function addDocuments(
  parts: AddingParts,
  scope: KnowledgeScope,
  inputs: readonly DocumentInput[],
): Promise<AddResult[]> {
  const results: AddResult[] = [];
  for (const input of inputs) {
    if (!hasContents(input)) {
      results.push(await addDocument(parts, scope, input));
      continue;
    }
    const name = nameOf(input);
    const contents = await parts.reader.unpack(input);
    if ('code' in contents) results.push({ outcome: 'rejected', name, ...contents });
    else if (contents.kind === 'table')
      results.push({ outcome: 'table', name, rows: await addRows(parts, scope, contents) });
    else results.push(...(await addFiles(parts, scope, contents)));
  }
  return results;
}

async function addFiles(
  parts: AddingParts,
  scope: KnowledgeScope,
  { files, refused }: Extract<Contents, { kind: 'archive' }>,
): Promise<AddResult[]> {
  const inputs = files.map((file): DocumentInput => ({ kind: 'file', ...file }));
  return [
    ...(await addDocuments(parts, scope, inputs)),
    ...refused.map((file): AddResult => ({ outcome: 'rejected', code: 'unreadable', ...file })),
  ];
}

async function addRows(
  parts: AddingParts,
  scope: KnowledgeScope,
  { rows, problems }: Extract<Contents, { kind: 'table' }>,
): Promise<AddedRows> {
  const counts = { added: 0, replaced: 0, unchanged: 0, rejected: 0 };
  const all = [...problems];
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const batch = await addBatch(parts, scope, rows.slice(at, at + ROWS_AT_ONCE));
    batch.forEach((result, i) => {
      if (result.outcome === 'rejected')
        all.push({ line: rows[at + i]?.line ?? 0, reason: result.detail });
      else if (result.outcome !== 'table') counts[result.outcome] += 1;
    });
  }
  all.sort((a, b) => a.line - b.line);
  return { ...counts, rejected: all.length, problems: all.slice(0, MOST_PROBLEMS) };
}

async function addBatch(
  parts: AddingParts,
  scope: KnowledgeScope,
  rows: readonly QuestionRow[],
): Promise<AddResult[]> {
  const documents = await Promise.all(
    rows.map(async ({ question, answer, url }) => {
      const input: DocumentInput = { kind: 'qa', question, answer, url };
      return { input, contentHash: hashOf(input), prepared: await prepareDocument(input) };
    }),
  );
  return parts.database.transaction(async (tx) => {
    const revision = await raiseRevision(tx, scope);
    if (revision === null) throw new Error(`there is no AI agent ${scope.aiAgentId}`);
    const results: AddResult[] = [];
    for (const { input, contentHash, prepared } of documents)
      results.push(
        'code' in prepared
          ? { outcome: 'rejected', name: nameOf(input), ...prepared }
          : await storeDocument(tx, parts, {
              scope,
              sourceId: null,
              prepared,
              contentHash,
              revision,
            }),
      );
    if (parts.embedder) await enqueueJobs(tx, [embedJob(scope)]);
    return results;
  });
}
