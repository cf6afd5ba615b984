import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bagOfWordsEmbedder } from './testing/bag-of-words-embedder.ts';
import { createTestKnowledge, file, type TestKnowledge } from './testing/test-knowledge.ts';

let t: TestKnowledge;
beforeEach(async () => {
  t = await createTestKnowledge();
});
afterEach(() => t.drop());

const RETURNS = '# Returns\n\n## How to send it back\n\nPrint the label and pack the lamp.';
const BILLING = '# Billing\n\n## Invoices\n\nInvoices arrive by email on the first of the month.';

const outcomes = async (...inputs: Parameters<TestKnowledge['knowledge']['addDocuments']>[1]) =>
  (await t.knowledge.addDocuments(t.scope, inputs)).map(({ outcome }) => outcome);

const titles = async (question: string, of = t.knowledge) =>
  (await of.retrieve(t.scope, question)).passages.map((passage) => passage.documentTitle);

async function feed(): Promise<{ type: string; data: Record<string, never> }[]> {
  return t.database.query('select type, data from feed order by position');
}

describe('adding', () => {
  test('a document is found by its words before any vector is made', async () => {
    await outcomes(file('returns.md', RETURNS), file('billing.md', BILLING));
    const { passages, evidence } = await t.knowledge.retrieve(t.scope, 'where is my invoice');
    expect(passages[0]).toMatchObject({
      documentTitle: 'Billing',
      heading: 'Invoices',
      cosine: null,
      matchedTerms: ['invoice'],
    });
    expect(evidence.embeddedShare).toBe(0);
    expect(await t.knowledge.progress(t.scope)).toEqual({
      documents: 2,
      processing: 2,
      failed: 0,
      passages: 2,
      embedded: 0,
    });
  });

  test('the same again is unchanged and costs nothing; new content replaces', async () => {
    await outcomes(file('returns.md', RETURNS));
    await t.runJobs();
    const revision = 'select revision from knowledge_revisions';
    const before = await t.database.query(revision);
    expect(await outcomes(file('returns.md', RETURNS))).toEqual(['unchanged']);
    expect(await t.database.query(revision)).toEqual(before);
    expect(await outcomes(file('returns.md', '# Returns\n\nBring it to the shop.'))).toEqual([
      'replaced',
    ]);
    const { documents } = await t.knowledge.listDocuments(t.scope);
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({ state: 'processing', passageCount: 1, embeddedCount: 0 });
    const { passages } = await t.knowledge.retrieve(t.scope, 'returns');
    expect(passages.map((passage) => passage.text)).toEqual(['Bring it to the shop.']);
  });

  test('twenty uploads of one file at once add it once', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, () => outcomes(file('returns.md', RETURNS))),
    );
    expect(results.flat().filter((outcome) => outcome === 'added')).toHaveLength(1);
    expect(results.flat().filter((outcome) => outcome === 'unchanged')).toHaveLength(19);
    expect((await t.knowledge.listDocuments(t.scope)).documents).toHaveLength(1);
  });

  test('a bad file beside good ones is rejected alone, in plain words', async () => {
    const results = await t.knowledge.addDocuments(t.scope, [
      file('returns.md', RETURNS),
      {
        kind: 'file',
        name: 'logo.png',
        bytes: Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'),
      },
      { kind: 'qa', question: 'Are you open on Sundays?', answer: 'No.' },
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['added', 'rejected', 'added']);
    expect(results[1]).toMatchObject({
      code: 'unsupported_type',
      detail: expect.stringContaining('.png'),
    });
  });

  test('file, text and question of one name are three documents', async () => {
    expect(
      await outcomes(
        file('Returns', RETURNS),
        { kind: 'text', title: 'Returns', text: 'Within 30 days.' },
        { kind: 'qa', question: 'Returns', answer: 'Yes.' },
      ),
    ).toEqual(['added', 'added', 'added']);
  });

  test('every change is announced to open screens', async () => {
    await outcomes(file('returns.md', RETURNS));
    await t.runJobs();
    const { documents } = await t.knowledge.listDocuments(t.scope);
    await t.knowledge.removeDocument(t.scope.workspaceId, documents[0]?.id as string);
    expect(
      (await feed()).map(({ type, data }) => [
        type,
        (data as { document?: { state: string } }).document?.state,
      ]),
    ).toEqual([
      ['document.changed', 'processing'],
      ['source.changed', undefined],
      ['document.changed', 'ready'],
      ['document.removed', undefined],
      ['source.changed', undefined],
    ]);
  });
});

describe('vectors', () => {
  test('once made, passages are found by meaning and documents are ready', async () => {
    await outcomes(file('returns.md', RETURNS), file('billing.md', BILLING));
    await t.runJobs();
    const { documents } = await t.knowledge.listDocuments(t.scope);
    expect(documents.map(({ state, embeddedCount }) => [state, embeddedCount])).toEqual([
      ['ready', 1],
      ['ready', 1],
    ]);
    const { passages, evidence } = await t.knowledge.retrieve(t.scope, 'send back the lamp');
    expect(passages[0]?.cosine).toBeGreaterThan(0.3);
    expect(evidence.embeddedShare).toBe(1);
  });

  test('no passage is embedded twice, also not after an interrupted run', async () => {
    await outcomes(
      ...Array.from({ length: 70 }, (_, i) => file(`f${i}.md`, `# Doc ${i}\n\nText ${i}.`)),
    );
    const abort = new AbortController();
    const handler = t.knowledge.jobs['knowledge.embed'];
    const embed = t.embedder.embed.bind(t.embedder);
    let batches = 0;
    t.embedder.embed = async (texts, kind) => {
      if (kind === 'passage' && ++batches === 2) abort.abort(new Error('killed'));
      return embed(texts, kind);
    };
    const job = { payload: { ...t.scope } } as never;
    await expect(handler?.run(job, { signal: abort.signal })).rejects.toThrow('killed');
    expect((await t.knowledge.progress(t.scope)).embedded).toBe(32);
    await t.runJobs();
    expect((await t.knowledge.progress(t.scope)).embedded).toBe(70);
    // The interrupted batch alone was computed again.
    const passages = t.embedder.embedded.filter((text) => text.includes('\n'));
    expect(passages).toHaveLength(70 + 32);
  });

  test('a model that never runs leaves documents found by their words, and says so', async () => {
    await outcomes(file('returns.md', RETURNS));
    t.embedder.broken = true;
    const handler = t.knowledge.jobs['knowledge.embed'];
    await handler?.onExhausted?.({ payload: { ...t.scope } } as never, new Error('broken'));
    const { documents } = await t.knowledge.listDocuments(t.scope);
    expect(documents[0]).toMatchObject({ state: 'ready', embeddedCount: 0 });
    expect(documents[0]?.error).toContain('found by its words');
    expect(await titles('print the label')).toEqual(['Returns']);
  });

  test('another model makes every vector anew', async () => {
    await outcomes(file('returns.md', RETURNS));
    await t.runJobs();
    const other = t.open(bagOfWordsEmbedder('another'));
    expect((await other.retrieve(t.scope, 'lamp')).passages[0]?.cosine).toBeNull();
    await other.resume();
    await t.runJobs(other);
    expect((await other.retrieve(t.scope, 'lamp')).passages[0]?.cosine).not.toBeNull();
  });

  test('without a model everything is ready at once', async () => {
    const wordsOnly = t.open(null);
    const [added] = await wordsOnly.addDocuments(t.scope, [file('returns.md', RETURNS)]);
    expect(added).toMatchObject({ document: { state: 'ready' } });
    expect(await titles('lamp', wordsOnly)).toEqual(['Returns']);
  });
});

describe('several processes', () => {
  test('each sees what another added, replaced or removed, with its very next question', async () => {
    const other = t.open();
    expect(await titles('lamp', other)).toEqual([]);
    await outcomes(file('returns.md', RETURNS), file('billing.md', BILLING));
    expect(await titles('lamp', other)).toEqual(['Returns']);
    await outcomes(file('returns.md', '# Returns\n\nNothing can be returned.'));
    expect((await other.retrieve(t.scope, 'lamp')).passages).toEqual([]);
    const { documents } = await t.knowledge.listDocuments(t.scope, { query: 'bill' });
    await t.knowledge.removeDocument(t.scope.workspaceId, documents[0]?.id as string);
    expect(await titles('invoices', other)).toEqual([]);
    expect(await titles('returned', other)).toEqual(['Returns']);
  });

  test('agents beyond what memory may hold are forgotten and read again', async () => {
    const small = t.open(t.embedder, 1);
    const second = await t.newAgent();
    await small.addDocuments(t.scope, [file('returns.md', RETURNS)]);
    await small.addDocuments(second, [file('billing.md', BILLING)]);
    for (let round = 0; round < 3; round++) {
      expect(await titles('lamp', small)).toEqual(['Returns']);
      expect((await small.retrieve(second, 'invoices')).passages).toHaveLength(1);
    }
  });
});

describe('walls', () => {
  test('another AI agent and another workspace see nothing of it', async () => {
    await outcomes(file('returns.md', RETURNS));
    const stranger = await t.newAgent();
    const [mine] = (await t.knowledge.listDocuments(t.scope)).documents;
    const id = mine?.id as string;
    const mixed = { workspaceId: stranger.workspaceId, aiAgentId: t.scope.aiAgentId };
    for (const scope of [stranger, mixed]) {
      expect((await t.knowledge.listDocuments(scope)).documents).toEqual([]);
      expect((await t.knowledge.retrieve(scope, 'lamp')).passages).toEqual([]);
    }
    expect(await t.knowledge.getDocument(stranger.workspaceId, id)).toBeNull();
    expect(await t.knowledge.removeDocument(stranger.workspaceId, id)).toBe(false);
    await expect(t.knowledge.addDocuments(mixed, [file('x.md', 'Some text.')])).rejects.toThrow(
      'no AI agent',
    );
  });

  test('an empty knowledge base answers with nothing and finite evidence', async () => {
    const { passages, evidence } = await t.knowledge.retrieve(t.scope, '???');
    expect(passages).toEqual([]);
    for (const value of Object.values(evidence)) expect(Number.isFinite(value)).toBe(true);
  });
});

describe('lists', () => {
  test('page by page, every document comes once, newest first', async () => {
    await outcomes(...Array.from({ length: 7 }, (_, i) => file(`f${i}.md`, `# Doc ${i}\n\nText.`)));
    const seen: string[] = [];
    let page: string | null | undefined;
    do {
      const list = await t.knowledge.listDocuments(t.scope, { limit: 3, page: page ?? undefined });
      seen.push(...list.documents.map(({ title }) => title));
      page = list.nextPage;
    } while (page);
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((i) => `Doc ${i}`));
  });

  test('of one source, only its documents', async () => {
    await outcomes(file('a.md', '# A\n\nText.'), {
      kind: 'text',
      title: 'B',
      text: 'Text.',
      url: null,
    });
    const { documents } = await t.knowledge.listDocuments(t.scope);
    const typed = documents.find(({ kind }) => kind === 'text');
    const list = await t.knowledge.listDocuments(t.scope, { sourceId: typed?.sourceId });
    expect(list.documents.map(({ title }) => title)).toEqual(['B']);
  });

  test('a document can be read as the AI sees it', async () => {
    const [added] = await t.knowledge.addDocuments(t.scope, [file('returns.md', RETURNS)]);
    const id = added?.outcome === 'added' ? added.document.id : '';
    expect(await t.knowledge.getDocument(t.scope.workspaceId, id)).toMatchObject({
      document: { name: 'returns.md', title: 'Returns', kind: 'file' },
      markdown: `${RETURNS}\n`,
      passages: [{ heading: 'How to send it back', text: 'Print the label and pack the lamp.' }],
    });
  });
});
