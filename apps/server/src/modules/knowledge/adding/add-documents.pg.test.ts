import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KnowledgeScope } from '../documents.ts';
import { makeDocx, paragraph } from '../testing/make-docx.ts';
import { makePdf } from '../testing/make-pdf.ts';
import { makeZip } from '../testing/make-zip.ts';
import { createTestKnowledge, file, type TestKnowledge } from '../testing/test-knowledge.ts';

let test: TestKnowledge;
let scope: KnowledgeScope;
beforeAll(async () => {
  test = await createTestKnowledge();
});
beforeEach(async () => {
  scope = await test.newAgent();
});
afterAll(() => test.drop());

const add = (name: string, bytes: Buffer) =>
  test.knowledge.addDocuments(scope, [{ kind: 'file', name, bytes }]);
const best = async (question: string) =>
  (await test.knowledge.retrieve(scope, question)).passages[0];

describe('an archive', () => {
  it('is taken in file by file; what cannot be read spoils only itself', async () => {
    const zip = makeZip([
      { name: 'manual.pdf', content: makePdf([[{ text: 'The lamp floats on water.', y: 60 }]]) },
      { name: 'guide.docx', content: makeDocx(paragraph('The lamp folds flat for travel.')) },
      { name: 'faq.csv', content: 'question,answer\nIs it heavy?,It weighs as much as a book.\n' },
      { name: 'scan.pdf', content: makePdf(['picture']) },
      { name: 'broken.zip', content: 'PK' },
    ]);
    expect(await add('all.zip', zip)).toMatchObject([
      { name: 'all.zip/manual.pdf', outcome: 'added', document: { title: 'Manual' } },
      { name: 'all.zip/guide.docx', outcome: 'added' },
      { name: 'all.zip/faq.csv', outcome: 'table', rows: { added: 1, rejected: 0 } },
      { name: 'all.zip/scan.pdf', outcome: 'rejected', code: 'no_text' },
      { name: 'all.zip/broken.zip', outcome: 'rejected', code: 'unreadable' },
    ]);
    expect((await best('floats water'))?.documentTitle).toBe('Manual');
    expect((await best('folds flat travel'))?.documentTitle).toBe('Guide');
    expect((await best('heavy'))?.text).toBe('It weighs as much as a book.');
    expect((await add('all.zip', zip)).map(({ outcome }) => outcome)).toEqual([
      'unchanged',
      'unchanged',
      'table',
      'rejected',
      'rejected',
    ]);
  });
});

describe('a table', () => {
  it('is a document per row; the same rows again cost nothing, changed ones replace', async () => {
    const rows = (price: number) =>
      Buffer.from(
        `Question;Answer;URL\nWhat does it cost?;${price} euros.;https://shop.example/price\nIs it loud?;No.;\n;Nobody asked.;`,
      );
    expect(await add('faq.csv', rows(40))).toMatchObject([
      {
        outcome: 'table',
        rows: {
          added: 2,
          rejected: 1,
          problems: [{ line: 4, reason: 'The question is empty.' }],
        },
      },
    ]);
    expect(await best('cost')).toMatchObject({ url: 'https://shop.example/price' });
    expect(await add('faq.csv', rows(50))).toMatchObject([
      { rows: { added: 0, replaced: 1, unchanged: 1, rejected: 1 } },
    ]);
    expect((await best('cost'))?.text).toBe('50 euros.');
    expect(await test.knowledge.progress(scope)).toMatchObject({ documents: 2 });
  });

  it('added twice at once is there once', async () => {
    const rows = Array.from({ length: 250 }, (_, i) => `Question ${i}?,Answer ${i}.`).join('\n');
    const results = await Promise.all([
      add('a.csv', Buffer.from(rows)),
      add('b.csv', Buffer.from(rows)),
    ]);
    const added = results
      .flat()
      .map((result) => (result.outcome === 'table' ? result.rows.added : 0));
    expect(added.reduce((sum, count) => sum + count, 0)).toBe(250);
    expect(await test.knowledge.progress(scope)).toMatchObject({ documents: 250 });
  });
});

describe('a document', () => {
  it('says what reading left out', async () => {
    const pdf = makePdf([[{ text: 'The lamp floats on water.', y: 60 }], 'picture']);
    const [result] = await add('manual.pdf', pdf);
    expect(result).toMatchObject({
      document: { notes: ['1 page holds only pictures or nothing; it was not read.'] },
    });
  });

  it('folds what it repeats, and is still found by the headings of the copies', async () => {
    const text =
      'Write to our team at any time of the day, from the form on every page, and a person answers you within a working day, with all that is needed to mend it.';
    const [result] = await test.knowledge.addDocuments(scope, [
      file('help.md', `# Help\n\n## Returns\n\n${text}\n\n## Flickering\n\n${text}`),
    ]);
    expect(result).toMatchObject({ document: { passageCount: 1 } });
    expect(await best('flickering')).toMatchObject({ heading: 'Returns', text });
    const id = result && 'document' in result ? result.document.id : '';
    expect(await test.knowledge.getDocument(scope.workspaceId, id)).toMatchObject({
      passages: [{ alsoUnder: [['Flickering']] }],
    });
  });

  it('of a website that was removed meanwhile leaves nothing', async () => {
    const [result] = await test.knowledge.addDocuments(scope, [
      {
        kind: 'website',
        sourceId: 'src_gone',
        name: 'https://shop.example/',
        url: 'https://shop.example/',
        bytes: Buffer.from('<main><h1>Shop</h1><p>We sell lamps.</p></main>'),
        mime: 'text/html',
      },
    ]);
    expect(result).toMatchObject({ outcome: 'rejected', code: 'source_gone' });
    expect(await test.knowledge.progress(scope)).toMatchObject({ documents: 0 });
  });
});
