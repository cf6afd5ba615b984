// What customers are told never changes without the audit log saying by whom: both are written, or
// neither.

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { KnowledgeScope } from './documents.ts';
import { makeZip } from './testing/make-zip.ts';
import { createTestKnowledge, type TestKnowledge } from './testing/test-knowledge.ts';

let test: TestKnowledge;
let scope: KnowledgeScope;
beforeAll(async () => {
  test = await createTestKnowledge();
});
beforeEach(async () => {
  scope = await test.newAgent();
});
afterAll(() => test.drop());

const add = (name: string, text: string | Buffer) =>
  test.knowledge.addDocuments(scope, [{ kind: 'file', name, bytes: Buffer.from(text) }]);

async function told(kind: string): Promise<Record<string, unknown>[]> {
  const rows = await test.database.query<{ details: Record<string, unknown> }>(
    `select details from audit_log where workspace_id = $1 and kind = $2 order by position`,
    [scope.workspaceId, kind],
  );
  return rows.map(({ details }) => details);
}

/** Nothing can be written down while this works. */
async function withoutAuditLog(work: () => Promise<unknown>): Promise<void> {
  const { query } = test.database;
  await query('alter table audit_log add constraint full_up check (false) not valid');
  try {
    await expect(work()).rejects.toThrow('full_up');
  } finally {
    await query('alter table audit_log drop constraint full_up');
  }
}

it('tells each document once, a table by its rows, and nothing of what was there already', async () => {
  const zip = makeZip([
    { name: 'one.md', content: '# One\n\nThe first.' },
    { name: 'two.md', content: '# Two\n\nThe second.' },
    { name: 'scan.pdf', content: 'no pdf' },
  ]);
  await add('both.zip', zip);
  await add('faq.csv', 'question,answer\nIs it loud?,No.\nIs it heavy?,Yes.\n');
  await add('both.zip', zip);
  await add('faq.csv', 'question,answer\nIs it loud?,No.\nIs it heavy?,Not at all.\n');
  expect(await told('documentsAdded')).toEqual([
    { count: 1, names: ['both.zip/one.md'] },
    { count: 1, names: ['both.zip/two.md'] },
    { count: 2, names: ['Is it loud?', 'Is it heavy?'] },
    { count: 1, names: ['Is it heavy?'] },
  ]);
});

it('stores no document, no row and no passage that it cannot tell of', async () => {
  const [added] = await add('lamp.md', '# Lamp\n\nIt shines for ten hours.');
  if (added?.outcome !== 'added') throw new Error('not added');
  const stored = await test.knowledge.getDocument(scope.workspaceId, added.document.id);
  const passageId = stored?.passages[0]?.id ?? '';
  const change = { text: 'It shines for eleven hours.' };
  await withoutAuditLog(() => add('shade.md', '# Shade\n\nIt is made of paper.'));
  await withoutAuditLog(() => add('faq.csv', 'question,answer\nIs it loud?,No.\n'));
  await withoutAuditLog(() => test.knowledge.changePassage(scope.workspaceId, passageId, change));
  expect(await test.knowledge.progress(scope)).toMatchObject({ documents: 1 });
  expect(await test.knowledge.getDocument(scope.workspaceId, added.document.id)).toEqual(stored);
});

it('tells what was changed about a passage, and nothing where nothing was', async () => {
  const [added] = await add('lamp.md', '# Lamp\n\nTen hours.');
  if (added?.outcome !== 'added') throw new Error('not added');
  const stored = await test.knowledge.getDocument(scope.workspaceId, added.document.id);
  const passageId = stored?.passages[0]?.id ?? '';
  const change = (of: object) => test.knowledge.changePassage(scope.workspaceId, passageId, of);
  await change({ text: 'Eleven hours.', pinnedQuestions: ['How long?'] });
  await change({ text: 'Eleven hours.' });
  await change({ excluded: true });
  await change({ text: null });
  expect(await told('passageChanged')).toEqual([
    { changed: ['the wording', 'pinned questions'], edited: true, excluded: false },
    { changed: ['whether the AI uses it'], edited: true, excluded: true },
    { changed: ['the wording'], edited: false, excluded: true },
  ]);
});
