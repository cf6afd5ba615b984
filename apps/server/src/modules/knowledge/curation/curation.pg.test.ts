import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KnowledgeScope } from '../documents.ts';
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

const returns = 'Send every lamp back within thirty days of delivery, free of charge.';
const warranty = 'The warranty covers broken switches and flickering light for two years.';
/** Questions stand alone, however short their answers. */
const page = (parts: Record<string, string>) =>
  file(
    'help.md',
    ['# Help', ...Object.entries(parts).map(([at, text]) => `## ${at}?\n\n${text}`)].join('\n\n'),
  );

async function add(parts: Record<string, string>) {
  const [result] = await test.knowledge.addDocuments(scope, [page(parts)]);
  if (!result || !('document' in result)) throw new Error(JSON.stringify(result));
  return result;
}

async function passagesOf(documentId: string) {
  const view = await test.knowledge.getDocument(scope.workspaceId, documentId);
  return view?.passages ?? [];
}

const change = async (
  passageId: string,
  what: Parameters<TestKnowledge['knowledge']['changePassage']>[2],
) => {
  const result = await test.knowledge.changePassage(scope.workspaceId, passageId, what);
  if (result.outcome !== 'changed') throw new Error(result.outcome);
  return result.passage;
};

const found = async (question: string) =>
  (await test.knowledge.retrieve(scope, question)).passages.map(({ text }) => text);

async function helpPage() {
  const { document } = await add({ Returns: returns, Warranty: warranty });
  const [first, second] = await passagesOf(document.id);
  if (!first || !second) throw new Error('cut otherwise');
  return { id: document.id, first, second };
}

describe('a teammate', () => {
  it('rewords a passage: found and quoted in the new words at once; the original can be brought back', async () => {
    const { first } = await helpPage();
    const edited = await change(first.id, { text: 'Sixty days for parcels of glass.' });
    expect(edited).toMatchObject({ edited: true, originalText: returns, version: 2 });
    expect(await found('parcels of glass')).toContain('Sixty days for parcels of glass.');
    expect(await found('thirty days of delivery')).not.toContain(returns);
    expect(await change(first.id, { text: null })).toMatchObject({
      edited: false,
      text: returns,
      originalText: null,
    });
    expect(await found('thirty days of delivery')).toContain(returns);
  });

  it('excludes a passage: it is neither found nor quoted, until it is taken in again', async () => {
    const { first } = await helpPage();
    await change(first.id, { excluded: true });
    expect(await found(returns)).not.toContain(returns);
    await change(first.id, { excluded: false });
    expect(await found(returns)).toContain(returns);
  });

  it('excludes every passage of a document, and nothing of it is found', async () => {
    const { first, second } = await helpPage();
    await found(warranty);
    await change(first.id, { excluded: true });
    await change(second.id, { excluded: true });
    expect(await found(warranty)).toEqual([]);
  });

  it('pins a question: its words and its meaning lead to the passage', async () => {
    const { id, second } = await helpPage();
    const question = 'Does my guarantee include a dimmer that hums?';
    const first = async () => (await test.knowledge.retrieve(scope, question)).passages[0];
    await test.runJobs();
    expect((await first())?.text).not.toBe(warranty);
    const pinned = await change(second.id, { pinnedQuestions: [question, question.toUpperCase()] });
    expect(pinned.pinnedQuestions).toEqual([question]);
    expect((await first())?.text).toBe(warranty);
    await test.runJobs();
    expect((await first())?.text).toBe(warranty);
    const [row] = await test.database.query<{ bytes: number }>(
      `select length(question_vectors) as bytes from passage_vectors where passage_id = $1`,
      [second.id],
    );
    expect(row?.bytes).toBe(test.embedder.dimensions * 4);
    expect(await test.knowledge.getDocument(scope.workspaceId, id)).toMatchObject({
      document: { state: 'ready', embeddedCount: 2 },
    });
  });

  it('edits one passage, and only that one is embedded again', async () => {
    const { first } = await helpPage();
    await test.runJobs();
    const asked: string[] = [];
    const counting = {
      ...test.embedder,
      embed: (texts: string[], use: 'query' | 'passage') => {
        asked.push(...texts);
        return test.embedder.embed(texts, use);
      },
    };
    const knowledge = test.open(counting);
    await change(first.id, { text: 'Sixty days.' });
    await test.runJobs(knowledge);
    expect(asked).toEqual(['Help > Returns?\nSixty days.', 'Help > Returns?']);
  });

  it('who was second to change a passage is told so', async () => {
    const { first } = await helpPage();
    await change(first.id, { text: 'One.', version: 1 });
    const late = { text: 'Two.', version: 1 };
    expect(await test.knowledge.changePassage(scope.workspaceId, first.id, late)).toEqual({
      outcome: 'stale',
    });
    expect(await change(first.id, { text: 'Three.' })).toMatchObject({ text: 'Three.' });
  });

  it('of another workspace changes nothing', async () => {
    const { first } = await helpPage();
    const { workspaceId } = await test.newAgent();
    const result = await test.knowledge.changePassage(workspaceId, first.id, { excluded: true });
    expect(result).toEqual({ outcome: 'missing' });
  });
});

describe('when the document is read again', () => {
  it('edits, exclusions and pins are kept where the passage is the same', async () => {
    const { id, first, second } = await helpPage();
    await change(first.id, { text: 'Sixty days.' });
    await change(second.id, { excluded: true, pinnedQuestions: ['Is a hum covered?'] });
    await add({ News: 'We moved to a larger house.', Returns: returns, Warranty: warranty });
    expect(await passagesOf(id)).toMatchObject([
      { heading: 'News?', edited: false },
      { id: first.id, text: 'Sixty days.', outdated: false },
      { id: second.id, excluded: true, pinnedQuestions: ['Is a hum covered?'], outdated: false },
    ]);
  });

  it('an edit of a text that changed is kept and marked, until somebody looks at it', async () => {
    const { id, first } = await helpPage();
    await change(first.id, { text: 'Sixty days.' });
    const now = 'Send every lamp back within fourteen days of delivery.';
    await add({ Returns: now, Warranty: warranty });
    const [marked] = await passagesOf(id);
    expect(marked).toMatchObject({ text: 'Sixty days.', originalText: now, outdated: true });
    // Pinning says nothing about the words.
    expect(await change(marked!.id, { pinnedQuestions: ['How long?'] })).toMatchObject({
      outdated: true,
    });
    await add({ Returns: `${now} Really.`, Warranty: warranty });
    const [still] = await passagesOf(id);
    expect(still).toMatchObject({ outdated: true, pinnedQuestions: ['How long?'] });
    expect(await change(still!.id, { text: 'Fourteen days.' })).toMatchObject({ outdated: false });
    await add({ Returns: `${now} Really.`, Warranty: 'Three years.' });
    expect((await passagesOf(id))[0]).toMatchObject({ text: 'Fourteen days.', outdated: false });
  });

  it('the text that an edit was made for comes back, and the edit holds again', async () => {
    const { id, first } = await helpPage();
    await change(first.id, { text: 'Sixty days.' });
    await add({ Returns: 'Nothing for now.', Warranty: warranty });
    await add({ Warranty: warranty });
    expect((await passagesOf(id)).map(({ edited }) => edited)).toEqual([false]);
    await add({ Returns: returns, Warranty: warranty });
    expect((await passagesOf(id))[0]).toMatchObject({ text: 'Sixty days.', outdated: false });
  });

  it('passages that stayed the same keep their ids and vectors', async () => {
    const { id, second } = await helpPage();
    await test.runJobs();
    const { document } = await add({ Returns: 'New rules.', Warranty: warranty });
    expect(document).toMatchObject({ passageCount: 2, embeddedCount: 1, state: 'processing' });
    expect((await passagesOf(id))[1]?.id).toBe(second.id);
    await test.runJobs();
    expect((await test.knowledge.getDocument(scope.workspaceId, id))?.document).toMatchObject({
      embeddedCount: 2,
      state: 'ready',
    });
  });
});

describe('history', () => {
  const { versions, read } = {
    versions: (id: string) => test.knowledge.listVersions(scope.workspaceId, id),
    read: (id: string, version: number) =>
      test.knowledge.readVersion(scope.workspaceId, id, version),
  };

  it('keeps what a document said, the last 20 times', async () => {
    const { document } = await add({ Returns: 'Version 1.' });
    for (let i = 2; i <= 24; i++) await add({ Returns: `Version ${i}.` });
    const list = await versions(document.id);
    expect(list?.map(({ version }) => version)).toEqual(
      Array.from({ length: 21 }, (_, i) => 24 - i),
    );
    expect(list?.map(({ current }) => current).lastIndexOf(true)).toBe(0);
    expect((await read(document.id, 24))?.markdown).toContain('Version 24.');
    expect((await read(document.id, 5))?.markdown).toContain('Version 5.');
    expect(await read(document.id, 3)).toBeNull();
    const { workspaceId } = await test.newAgent();
    expect(await test.knowledge.listVersions(workspaceId, document.id)).toBeNull();
    expect(await test.knowledge.readVersion(workspaceId, document.id, 5)).toBeNull();
  });

  it('knows no new version when other bytes say the same', async () => {
    const { document } = await add({ Returns: returns });
    const again = page({ Returns: returns });
    const bytes = Buffer.concat([again.bytes, Buffer.from('\n\n')]);
    const [result] = await test.knowledge.addDocuments(scope, [{ ...again, bytes }]);
    expect(result).toMatchObject({ outcome: 'unchanged' });
    expect(await versions(document.id)).toHaveLength(1);
  });
});

describe('a retired document', () => {
  it('is not answered from, can be opened, and is back when it is added again', async () => {
    const { document } = await add({ Returns: returns });
    expect(await found(returns)).toContain(returns);
    await test.database.transaction(async (tx) => {
      await tx.query(
        `with raised as (update knowledge_revisions set revision = revision + 1
           where ai_agent_id = $2 returning revision)
         update documents set retired_at = now(), revision = (select revision from raised) where id = $1`,
        [document.id, scope.aiAgentId],
      );
    });
    expect(await found(returns)).toEqual([]);
    expect(await test.knowledge.getDocument(scope.workspaceId, document.id)).toMatchObject({
      document: { retiredAt: expect.any(String) },
    });
    await add({ Returns: returns });
    expect(await found(returns)).toContain(returns);
  });
});
