// Everything that is handed in at once: documents one after the other; archives file by file, each
// with a result of its own; tables row by row, many rows in one transaction.

import { addDocument, type AddingParts } from './add-document.ts';
import { addRows } from './add-rows.ts';
import { type Contents, hasContents } from './contents-of.ts';
import type { AddResult, DocumentInput, KnowledgeScope } from '../documents.ts';
import { nameOf } from './prepare-document.ts';
import { recordAdded } from './record-added.ts';

/** One result per input, in order; for an archive, one for each file in it. */
export async function addDocuments(
  parts: AddingParts,
  scope: KnowledgeScope,
  inputs: readonly DocumentInput[],
): Promise<AddResult[]> {
  const results: AddResult[] = [];
  for (const input of inputs) {
    if (!hasContents(input)) {
      results.push(await addAndTell(parts, scope, input));
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

const addAndTell = (parts: AddingParts, scope: KnowledgeScope, input: DocumentInput) =>
  addDocument(parts, scope, input, async (tx, _, { outcome, name }) => {
    if (outcome !== 'unchanged') await recordAdded(tx, scope, [name]);
  });

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
