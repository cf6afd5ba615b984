/**
 * Replays on a real database, over decisions that the product itself made: what was recorded counts,
 * what is missing is measured, and no crash loses or doubles a turn.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JobRunner } from '../../../platform/jobs/index.ts';
import { openShop } from '../testing/replay-shop.ts';

type Shop = Awaited<ReturnType<typeof openShop>>;
let shop: Shop;
let runner: JobRunner;

beforeEach(async () => {
  shop = await openShop();
  runner = shop.work();
});
afterEach(async () => {
  await runner.stop();
  await shop.drop();
});

const van = {
  id: 'van',
  name: 'Deliveries by van',
  text: 'Hand over when the van did not come.',
  enabled: true,
  examples: ['the van did not come on tuesday'],
  outcome: 'handoff',
  threshold: null,
  team: 'Fleet',
  tags: [],
  priority: 'high',
} as const;

describe('a replay over history', () => {
  test('under the policy that decided finds nothing to change, and measures nothing', async () => {
    await shop.publish({});
    for (const text of ['Where is my order?', 'the van did not come', 'Ünlü şehir?'])
      await shop.asked(text);
    const replay = await shop.ended(shop.over({ kind: 'version', version: 2 }));
    expect(replay).toMatchObject({
      state: 'done',
      progress: { done: 3, total: 3 },
      result: { total: 3, same: 3, changed: 0, adjusted: 0, failed: 0, remeasured: 0, pairs: [] },
    });
    expect(await shop.changes(replay)).toEqual([]);
  });

  test('under a draft with a new guideline says which decisions it would change, and how', async () => {
    await shop.publish({});
    await shop.asked('Where is my order?');
    const missed = await shop.asked('The van did not come on Tuesday');
    await shop.draft({ guidelines: [van] });
    const replay = await shop.ended(shop.over({ kind: 'draft' }));
    expect(replay.result).toMatchObject({
      total: 2,
      same: 1,
      changed: 1,
      remeasured: 2,
      pairs: [{ was: 'answer', wouldBe: 'handoff', count: 1, of: { share: 0.5 } }],
    });
    expect(replay.result.changedShare?.low).toBeGreaterThan(0.05);
    expect(await shop.changes(replay)).toMatchObject([
      {
        conversationId: missed,
        question: 'The van did not come on Tuesday',
        was: { outcome: 'answer', rule: 'confident' },
        wouldBe: { outcome: 'handoff', rule: 'guideline', team: 'Fleet', priority: 'high' },
        remeasured: true,
      },
    ]);
    // Nothing was done to anybody: the draft is a draft.
    expect(await shop.stored(missed)).toMatchObject({ controller: 'ai' });
  });

  test('searches where the recorded turn was decided without a search', async () => {
    await shop.publish({ guidelines: [van] });
    const passedOn = await shop.asked('The van did not come on Tuesday');
    expect(await shop.stored(passedOn)).toMatchObject({ controller: 'queue' });
    const replay = await shop.ended(
      shop.over({ kind: 'document', document: await shop.document({}) }),
    );
    expect(replay.result).toMatchObject({ changed: 1, remeasured: 1, failed: 0 });
    expect(await shop.changes(replay)).toMatchObject([
      { was: { rule: 'guideline' }, wouldBe: { outcome: 'answer', rule: 'confident' } },
    ]);
  });

  test('killed in the middle goes on where it was, and counts each turn once', async () => {
    await runner.stop();
    await shop.manyDecisions(60);
    const replay = await shop.over({ kind: 'version', version: 2 }, { enqueue: false });
    const killed = new AbortController();
    await expect(
      shop.replays.runNow(replay.id, killed.signal, () => killed.abort(new Error('killed'))),
    ).rejects.toThrow('killed');
    const half = await shop.read(replay);
    expect(half).toMatchObject({ state: 'running', progress: { done: 25, total: 60 } });
    // Two workers take it up at once, as after a lapsed lease.
    const going = new AbortController().signal;
    await Promise.all([1, 2].map(() => shop.replays.runNow(replay.id, going, () => {})));
    expect(await shop.read(replay)).toMatchObject({
      state: 'done',
      progress: { done: 60, total: 60 },
      result: { total: 60, same: 60 },
    });
  });

  test('takes the newest since a moment, and no more than asked for', async () => {
    await runner.stop();
    await shop.manyDecisions(30);
    const five = await shop.over({ kind: 'version', version: 1 }, { limit: 5 });
    expect(five.progress.total).toBe(5);
    const none = await shop.over(
      { kind: 'version', version: 1 },
      { since: '2999-01-01T00:00:00Z' },
    );
    expect(none.progress.total).toBe(0);
  });

  test('keeps no copy of what is erased, and shows nothing to another workspace', async () => {
    await shop.publish({});
    const id = await shop.asked('The van did not come on Tuesday');
    await shop.draft({ guidelines: [van] });
    const replay = await shop.ended(shop.over({ kind: 'draft' }));
    expect(await shop.replays.get('wsp_other', replay.id)).toBeNull();
    const all = { was: null, wouldBe: null, after: 0, limit: 10 };
    expect(await shop.replays.changes('wsp_other', replay.id, all)).toBeNull();
    await shop.database.query('delete from conversations where id = $1', [id]);
    expect(await shop.changes(replay)).toEqual([]);
  });

  test('of what does not make sense is refused in words', async () => {
    expect(await shop.refused({ kind: 'draft' })).toMatchObject({ code: 'not_found' });
    expect(await shop.refused({ kind: 'version', version: 9 })).toMatchObject({
      code: 'not_found',
    });
    const guidelines = Array.from({ length: 501 }, (_, at) => ({ ...van, id: `rule-${at}` }));
    const tooMuch = await shop.document({ guidelines });
    expect(await shop.refused({ kind: 'document', document: tooMuch })).toMatchObject({
      code: 'invalid_input',
      detail: expect.stringContaining('501 guidelines'),
    });
  });
});

describe('a replay over transcripts', () => {
  const file = (...lines: unknown[]) =>
    new TextEncoder().encode(
      lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
    );

  test('judges each customer turn as the product would, and says which lines were broken', async () => {
    await shop.publish({ guidelines: [van] });
    const chats = file(
      { id: 'one', turns: [{ customer: 'Where is my order?' }, { ai: 'On its way.' }] },
      'broken',
      { id: 'two', turns: [{ customer: 'The van did not come on Tuesday' }, { ai: 'Sorry.' }] },
      { id: 'three', turns: [{ customer: 'Anybody there?' }] },
    );
    const replay = await shop.ended(shop.overFile(chats));
    expect(replay).toMatchObject({
      source: 'transcripts',
      rowErrors: [{ row: 2, message: 'This is not JSON.' }],
      rowErrorCount: 1,
      result: { total: 3, same: 1, changed: 2 },
    });
    expect(await shop.changes(replay)).toMatchObject([
      {
        transcript: 'two',
        conversationId: null,
        was: { outcome: 'answer', explanation: 'The AI answered.' },
        wouldBe: { outcome: 'handoff', rule: 'guideline' },
      },
      { transcript: 'three', was: null, wouldBe: { outcome: 'answer' } },
    ]);
    const kept = await shop.database.query('select from replay_turns where input is not null');
    expect(kept).toEqual([]);
  });

  test('with nothing to read in it is refused, line by line', async () => {
    const refused = await shop.replays.overTranscripts(shop.scope, {
      policy: { kind: 'version', version: 1 },
      askedBy: null,
      file: file('broken', 'broken too'),
    });
    expect(refused).toMatchObject({ code: 'invalid_input', errors: [{ path: 'line 1' }] });
  });

  test('that cannot be judged at all ends as failed, with words', async () => {
    shop.break(new Error('the model is gone'));
    const replay = await shop.ended(
      shop.overFile(file({ id: 'one', turns: [{ customer: 'Where is my order?' }] })),
    );
    expect(replay).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('the model is gone'),
    });
  });
});
