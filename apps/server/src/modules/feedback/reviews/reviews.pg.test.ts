/** Reviews on a real database: marks that race, refits that race, and what comes of them. */
import type { DecisionId, DecisionReviews, Outcome, TeammateId } from '@baton/protocol';
import { ana, ben } from '@baton/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, silentLog, systemClock } from '../../../platform/index.ts';
import { aiAgentId, type Desk, openDesk, workspaceId } from '../../conversations/testing/desk.ts';
import { recalibrated } from '../../escalation/index.ts';
import { aRecord, plainlyShipped } from '../testing/recorded-decision.ts';
import { createReviews, type Reviews, type ReviewsParts } from './index.ts';
import { REFIT } from './refit-job.ts';

let desk: Desk;
let reviews: Reviews;
let moved: { answerAt: number; note: string }[];
let line: Awaited<ReturnType<ReviewsParts['lineOf']>>;

beforeAll(async () => {
  desk = await openDesk({ reactions: () => [] });
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.clear();
  await desk.database.query('delete from calibrations_in_use');
  await desk.database.query('delete from calibrations');
  await desk.database.query('delete from budget_lines');
  await desk.database.query('delete from jobs');
  await desk.database.query(`delete from feed where type = 'decision.reviewed'`);
  moved = [];
  line = { answer: { mode: 'threshold', at: 0.6 }, answerAt: 0.6 };
  reviews = open();
});

const open = (base = 'confidence@1'): Reviews =>
  createReviews({
    database: desk.database,
    clock: systemClock,
    log: silentLog(),
    wakeFeed: () => {},
    wakeJobs: () => {},
    documentUrl: (id) => `/articles/${id}`,
    lineOf: async () => line,
    keepBudget: async (_workspaceId, _aiAgentId, answerAt, note) => moved.push({ answerAt, note }),
    shipped: [plainlyShipped(base)],
  });

const as = (teammate: TeammateId) => ({ workspaceId, teammate: { id: teammate } });

interface Made {
  id: DecisionId;
  confidence: number;
}

/** Decisions of this confidence and outcome, ten to a conversation, the latest now. */
async function decided(
  confidences: readonly number[],
  outcomeOf = (confidence: number): Outcome => (confidence >= 0.6 ? 'answer' : 'handoff'),
): Promise<Made[]> {
  const made: Made[] = [];
  for (let from = 0; from < confidences.length; from += 10) {
    const { id: conversationId } = await desk.start(await desk.newContact());
    const part = confidences.slice(from, from + 10).map((confidence, at) => ({
      id: newId('dec') as DecisionId,
      confidence,
      turn: at + 1,
      outcome: outcomeOf(confidence),
      record: aRecord(outcomeOf(confidence), confidence),
    }));
    await desk.database.query(
      `insert into decisions (id, workspace_id, conversation_id, turn, outcome, record, at)
       select d.id, $1, $2, d.turn, d.outcome, d.record, now() - make_interval(secs => $4::int)
       from jsonb_to_recordset($3::jsonb) as d (id text, turn int, outcome text, record jsonb)`,
      [workspaceId, conversationId, JSON.stringify(part), confidences.length - from],
    );
    made.push(...part.map(({ id, confidence }) => ({ id, confidence })));
  }
  return made;
}

let state = 5;
function random(): number {
  state = (state * 48_271) % 2_147_483_647;
  return state / 2_147_483_647;
}
const spread = (count: number) => Array.from({ length: count }, () => 0.02 + 0.96 * random());

/** Every decision marked, without the road through requests: the database knows only the rows. */
async function markAll(made: readonly Made[], truth: (confidence: number) => number) {
  const rows = made.map(({ id, confidence }) => ({
    id,
    verdict: random() < truth(confidence) ? 'right' : 'wrong',
  }));
  await desk.database.query(
    `insert into decision_reviews
       (decision_id, workspace_id, ai_agent_id, conversation_id, revision, answer)
     select d.id, $1, $2, d.conversation_id, 1, m.verdict
     from jsonb_to_recordset($3::jsonb) as m (id text, verdict text)
     join decisions d on d.id = m.id`,
    [workspaceId, aiAgentId, JSON.stringify(rows)],
  );
}
const drawAll = () =>
  desk.database.query(
    `insert into review_draws (decision_id, workspace_id, ai_agent_id, marked_before, drawn_at)
     select id, $1, $2, false, now() from decisions`,
    [workspaceId, aiAgentId],
  );

const refitNow = async (with_: Reviews = reviews) =>
  with_.jobs[REFIT]?.run({ payload: { workspaceId, aiAgentId } } as never, {
    signal: new AbortController().signal,
  });

const accepted = (result: DecisionReviews | { kind: 'refused'; code: string }): DecisionReviews => {
  if ('kind' in result) throw new Error(result.code);
  return result;
};
const tooSure = (confidence: number) => confidence ** 3;

describe('a mark', () => {
  it('can be set, changed and taken back; who and when is kept', async () => {
    const [{ id }] = (await decided([0.9])) as [Made];
    const set = accepted(await reviews.mark(as(ana), id, { verdict: 'wrong' }));
    expect(set).toMatchObject({ answer: 'wrong', revision: 1 });
    expect(set.marks).toMatchObject([{ teammateId: ana, verdict: 'wrong', about: 'answer' }]);
    const changed = accepted(await reviews.mark(as(ana), id, { verdict: 'right' }));
    expect(changed).toMatchObject({ answer: 'right', revision: 2 });
    const back = accepted(await reviews.mark(as(ana), id, { verdict: null }));
    expect(back).toMatchObject({ answer: null, marks: [], revision: 3 });
  });

  it('set twice is told once, and asks for one refit', async () => {
    const [{ id }] = (await decided([0.9])) as [Made];
    await reviews.mark(as(ana), id, { verdict: 'wrong' });
    const again = accepted(await reviews.mark(as(ana), id, { verdict: 'wrong' }));
    expect(again.revision).toBe(1);
    const told = await desk.database.query(
      `select data from feed where type = 'decision.reviewed'`,
    );
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ data: { reviews: { decisionId: id, answer: 'wrong' } } });
    const jobs = await desk.database.query('select key from jobs where kind = $1', [REFIT]);
    expect(jobs).toEqual([{ key: aiAgentId }]);
  });

  it('says nothing that makes no sense of what the AI did', async () => {
    const [answered, held] = (await decided([0.9, 0.2])) as [Made, Made];
    const nonsense = await reviews.mark(as(ana), answered.id, { verdict: 'not_needed' });
    expect(nonsense).toMatchObject({ kind: 'refused', code: 'invalid_input' });
    expect(accepted(await reviews.mark(as(ana), held.id, { verdict: 'needed' })).handoff).toBe(
      'needed',
    );
    // What was held back can be judged as an answer, beside the handoff.
    const both = accepted(await reviews.mark(as(ana), held.id, { verdict: 'wrong' }));
    expect([both.answer, both.handoff, both.marks.length]).toEqual(['wrong', 'needed', 2]);
    await desk.database.query(`update decisions set record = record || '{"confidence": null}'`);
    const nothing = await reviews.mark(as(ben), held.id, { verdict: 'right' });
    expect(nothing).toMatchObject({ kind: 'refused', code: 'invalid_input' });
  });

  it('of two teammates at once is two marks, and both have counted', async () => {
    const made = await decided(Array.from({ length: 10 }, () => 0.8));
    await Promise.all(
      made.flatMap(({ id }) => [
        reviews.mark(as(ana), id, { verdict: 'right' }),
        reviews.mark(as(ben), id, { verdict: 'wrong' }),
      ]),
    );
    for (const { id } of made) {
      const [stored] = await desk.database.query<{ revision: number; answer: string }>(
        'select revision, answer from decision_reviews where decision_id = $1',
        [id],
      );
      const marks = await desk.database.query<{ verdict: string }>(
        'select verdict from review_marks where decision_id = $1 order by at desc, teammate_id',
        [id],
      );
      expect(stored?.revision).toBe(2);
      expect(marks).toHaveLength(2);
      expect(stored?.answer).toBe(marks[0]?.verdict);
    }
  });

  it('of another workspace finds nothing', async () => {
    const [{ id }] = (await decided([0.9])) as [Made];
    const stranger = { workspaceId: newId('wsp'), teammate: { id: ana } };
    const result = await reviews.mark(stranger, id, { verdict: 'right' });
    expect(result).toMatchObject({ kind: 'refused', code: 'not_found' });
  });
});

describe('the calibration', () => {
  const inUse = () => reviews.calibrationOf(workspaceId, aiAgentId);

  it('without reviews is the shipped one, and says so', async () => {
    await decided(spread(30));
    await refitNow();
    expect(await inUse()).toBeNull();
    const view = await reviews.calibration(workspaceId, aiAgentId);
    expect(view).toMatchObject({ source: 'shipped', version: 'confidence@1', needed: 50 });
    expect(view.own).toBeNull();
    expect(view.statement).toContain('Not enough reviews yet');
    expect(view.shipped.questions).toBeGreaterThan(1_000);
  });

  it('learns that answers are less often right than they are called, from the next turn on', async () => {
    await markAll(await decided(spread(400)), tooSure);
    await refitNow();
    const own = await inUse();
    expect(own?.id).toBe('confidence@1+own.1');
    const called = recalibrated(own?.recalibration ?? null, 0.9);
    expect(called).toBeGreaterThan(0.6);
    expect(called).toBeLessThan(0.85);
    const view = await reviews.calibration(workspaceId, aiAgentId);
    expect(view).toMatchObject({ source: 'own', needed: 0, reviewed: { total: 400, random: 0 } });
    expect(view.caveat).toContain('notice');
    expect(view.own?.ece.value).toBeLessThan(0.12);
    expect(view.statement).toMatch(
      /^Answers about \d+ % of questions, about \d+ % of those wrong \(95 % interval \d+–\d+ %\), from 400 reviewed\.$/,
    );
  });

  it('is not made anew when nothing has changed', async () => {
    await markAll(await decided(spread(300)), tooSure);
    await refitNow();
    await refitNow();
    expect(await desk.database.query('select version from calibrations')).toHaveLength(1);
  });

  it('goes back to the shipped one when the reviews that spoke against it are taken back', async () => {
    await markAll(await decided(spread(200)), tooSure);
    await refitNow();
    expect(await inUse()).not.toBeNull();
    await desk.database.query(`update decision_reviews set answer = null`);
    await refitNow();
    expect(await inUse()).toBeNull();
    const view = await reviews.calibration(workspaceId, aiAgentId);
    expect(view.shippedBecause).toContain('Not enough reviews');
  });

  it('of refits that race is one: the same, and numbered once', async () => {
    await markAll(await decided(spread(300)), tooSure);
    await Promise.all(Array.from({ length: 6 }, () => refitNow()));
    expect(await desk.database.query('select version from calibrations')).toEqual([{ version: 1 }]);
    expect((await inUse())?.id).toBe('confidence@1+own.1');
  });

  it('fitted over another shipped calibrator waits for its refit', async () => {
    await markAll(await decided(spread(300)), tooSure);
    await refitNow();
    const newer = open('confidence@2');
    expect(await newer.calibrationOf(workspaceId, aiAgentId)).toBeNull();
    await newer.watch();
    expect(await desk.database.query('select key from jobs where kind = $1', [REFIT])).toHaveLength(
      1,
    );
    await refitNow(newer);
    expect((await newer.calibrationOf(workspaceId, aiAgentId))?.id).toBe('confidence@2+own.2');
  });

  it('notices that other questions come in than those it was fitted to', async () => {
    await decided(Array.from({ length: 200 }, () => 0.1 + 0.2 * random()));
    // Older ones: of another kind.
    await desk.database.query(`update decisions set at = now()`);
    const before = await decided(Array.from({ length: 300 }, () => 0.6 + 0.3 * random()));
    await desk.database.query(
      `update decisions set at = now() - interval '9 days' where id = any($1)`,
      [before.map(({ id }) => id)],
    );
    await refitNow();
    const { drift } = await reviews.calibration(workspaceId, aiAgentId);
    expect(drift.state).toBe('drifting');
    expect(drift.words).toMatch(/Confidence has changed: 2\d % on average lately, 7\d % before\./);
    const [row] = await desk.database.query('select drifting from calibrations_in_use');
    expect(row).toEqual({ drifting: true });
  });

  it('takes nothing from decisions that a rule made', async () => {
    await markAll(await decided(spread(200)), tooSure);
    await desk.database.query(
      `update decisions set record = jsonb_set(record, '{decision,rule}', '"direct_request"')`,
    );
    await refitNow();
    expect(await inUse()).toBeNull();
    const view = await reviews.calibration(workspaceId, aiAgentId);
    expect(view.reviewed.total).toBe(0);
  });
});

describe('the error budget', () => {
  const always = (confidence: number) => (confidence > 0.5 ? 0.995 : 0.05);

  it('without own reviews rests on what was measured before shipping', async () => {
    const view = await reviews.budget(workspaceId, aiAgentId, 0.2);
    expect(view).toMatchObject({ source: 'shipped', reviewed: 0, certainty: 0.9, stress: 0.3 });
    expect(view.answerAt).toBeGreaterThan(0.3);
    expect(view.statement).toContain('measured before shipping');
    expect(view.needed).toBeGreaterThan(0);
  });

  it('promises nothing where nothing can be promised', async () => {
    const view = await reviews.budget(workspaceId, aiAgentId, 0.001);
    expect(view).toMatchObject({ answerAt: null, source: null, bound: 1 });
    expect(view.statement).toContain('No line can be promised');
  });

  it('rests on own reviews as soon as enough were drawn at random, and only then', async () => {
    await markAll(await decided(spread(600)), always);
    expect((await reviews.budget(workspaceId, aiAgentId, 0.3)).source).toBe('shipped');
    await drawAll();
    const view = await reviews.budget(workspaceId, aiAgentId, 0.1);
    expect(view).toMatchObject({ source: 'own', needed: 0, reviewed: 600 });
    expect(view.bound).toBeLessThanOrEqual(0.1);
    expect(view.coverage).toBeGreaterThan(0.2);
  });

  it('that own reviews cannot keep is refused, though the shipped measurement would allow it', async () => {
    await markAll(await decided(spread(600)), () => 0.5);
    await drawAll();
    const view = await reviews.budget(workspaceId, aiAgentId, 0.3);
    expect(view).toMatchObject({ answerAt: null, source: 'own' });
    expect(view.statement).toContain('your reviews show more wrong answers');
  });

  it('moves the line with the calibration, so that the same answers are given', async () => {
    line = { answer: { mode: 'budget', risk: 0.1 }, answerAt: 0.6 };
    await markAll(await decided(spread(600)), (confidence) => (confidence > 0.5 ? 0.97 : 0.02));
    await drawAll();
    const before = await reviews.budget(workspaceId, aiAgentId, 0.1);
    await refitNow();
    const own = await reviews.calibrationOf(workspaceId, aiAgentId);
    expect(moved).toHaveLength(1);
    const expected = recalibrated(own?.recalibration ?? null, before.answerAt as number);
    expect(moved[0]?.answerAt).toBeCloseTo(expected, 2);
    const stored = await desk.database.query('select answer_at, calibration from budget_lines');
    expect(stored).toEqual([{ answer_at: moved[0]?.answerAt, calibration: own?.id }]);
    await refitNow();
    expect(await desk.database.query('select 1 from budget_lines')).toHaveLength(1);
  });
});

describe('the random queue', () => {
  it('draws twenty, keeps them until they are marked, and then draws others', async () => {
    await decided(spread(60));
    // Their passages are gone in this story, so only given answers could be shown; none was said.
    const queue = await reviews.queue(workspaceId, aiAgentId);
    expect([queue.drawn, queue.marked]).toEqual([20, 0]);
    const drawn = await desk.database.query<{ decision_id: string }>(
      'select decision_id from review_draws',
    );
    for (const { decision_id } of drawn.slice(0, 5))
      accepted(await reviews.mark(as(ana), decision_id, { verdict: 'right' }));
    expect(await reviews.queue(workspaceId, aiAgentId)).toMatchObject({ drawn: 25, marked: 5 });
  });

  it('opened by several at once is one queue', async () => {
    await decided(spread(80));
    const opened = await Promise.all(
      Array.from({ length: 6 }, () => reviews.queue(workspaceId, aiAgentId)),
    );
    expect(new Set(opened.map(({ drawn }) => drawn))).toEqual(new Set([20]));
  });

  it('draws given and held-back answers alike, but none that a rule decided', async () => {
    const made = await decided(spread(40));
    const ruled = made.slice(0, 20).map(({ id }) => id);
    await desk.database.query(
      `update decisions set record = jsonb_set(record, '{decision,rule}', '"frustration"')
       where id = any($1)`,
      [ruled],
    );
    await reviews.queue(workspaceId, aiAgentId);
    const drawn = await desk.database.query<{ decision_id: string; outcome: string }>(
      'select decision_id, outcome from review_draws join decisions on id = decision_id',
    );
    expect(drawn).toHaveLength(20);
    expect(drawn.filter(({ decision_id }) => ruled.includes(decision_id as DecisionId))).toEqual(
      [],
    );
    expect(new Set(drawn.map(({ outcome }) => outcome))).toEqual(new Set(['answer', 'handoff']));
  });

  it('remembers who was marked before being drawn, so that the sample stays fair', async () => {
    const made = await decided(spread(10));
    await markAll(made.slice(0, 4), () => 0);
    await reviews.queue(workspaceId, aiAgentId);
    const [counts] = await desk.database.query(
      'select count(*)::int as drawn, count(*) filter (where marked_before)::int as before from review_draws',
    );
    expect(counts).toEqual({ drawn: 10, before: 4 });
  });
});

describe('a customer’s thumb', () => {
  it('counts on an answer in their own conversation, and nowhere else', async () => {
    const contactId = await desk.newContact();
    const { id } = await desk.start(contactId);
    const decision = { ...aRecord('answer', 0.9) };
    await desk.database.query(
      `insert into decisions (id, workspace_id, conversation_id, turn, outcome, record, at)
       values ($1, $2, $3, 1, 'answer', $4, now())`,
      [newId('dec'), workspaceId, id, JSON.stringify(decision)],
    );
    const messageId = newId('msg');
    await desk.database.query(
      `insert into messages (id, workspace_id, conversation_id, version, turn, author_kind, author_id, visibility, body, at)
       values ($1, $2, $3, 9, 1, 'ai', $4, 'public', 'Ten hours.', now())`,
      [messageId, workspaceId, id, aiAgentId],
    );
    const visitor = { workspaceId, contactId };
    expect(accepted(await reviews.markHelpful(visitor, messageId, false))).toMatchObject({
      helpful: false,
      answer: null,
      revision: 1,
    });
    const other = { workspaceId, contactId: await desk.newContact() };
    expect(await reviews.markHelpful(other, messageId, true)).toMatchObject({ code: 'not_found' });
    expect(accepted(await reviews.markHelpful(visitor, messageId, null)).helpful).toBeNull();
  });
});
