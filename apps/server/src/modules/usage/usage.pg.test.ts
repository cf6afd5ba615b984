/** The books on a real database: together, calls never set aside more than there is. */
import type { ModelBudget, UsagePurpose } from '@baton/protocol';
import { createTestClock } from '@baton/testkit';
import { createTestDatabase, type TestDatabase } from '@baton/testkit/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../platform/database/index.ts';
import { somebodyWaits } from '../../platform/database/testing/somebody-waits.ts';
import { newId } from '../../platform/ids.ts';
import { createUsage, type Usage } from './index.ts';

let testDatabase: TestDatabase;
let database: Database;
let clock: ReturnType<typeof createTestClock>;
let usage: Usage;
let budget: ModelBudget;
let agents = 0;
let aiAgentId = '';
const workspaceId = 'wsp_1';

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = testDatabase.connect();
  await database.query(
    `insert into workspaces (id, name) values ('wsp_1', 'Shop'), ('wsp_2', 'S')`,
  );
});
afterAll(() => testDatabase.drop());
beforeEach(async () => {
  agents += 1;
  aiAgentId = `agt_${agents}`;
  await addAgent(aiAgentId);
  clock = createTestClock('2026-11-22T12:00:00Z');
  budget = { monthly: null, currency: 'USD', inputPrice: 1, outputPrice: 2 };
  usage = createUsage({ database, clock, newId, budgetOf: async () => budget });
});

const addAgent = (id: string, workspace = workspaceId) =>
  database.query(
    `insert into ai_agents (id, workspace_id, name, widget_key, policy)
     values ($1, $2, 'Bot', $1, '{}')`,
    [id, workspace],
  );

async function conversation(name: string | null = 'Cleo', workspace = workspaceId) {
  const [id, contact] = [newId('cnv'), newId('cnt')];
  await database.query('insert into contacts (id, workspace_id, name) values ($1, $2, $3)', [
    contact,
    workspace,
    name,
  ]);
  await database.query(
    `insert into conversations (id, workspace_id, ai_agent_id, contact_id, version, state, status,
       controller, last_message_at, created_at, updated_at)
     values ($1, $2, $3, $4, 1, '{}', 'open', 'ai', now(), now(), now())`,
    [id, workspace, aiAgentId, contact],
  );
  return id;
}

interface Call {
  most?: [input: number, output: number];
  conversationId?: string | null;
  purpose?: UsagePurpose;
}

const reserve = ({ most = [1000, 0], conversationId = null, purpose = 'answer' }: Call = {}) =>
  usage.meter.reserve({
    workspaceId,
    aiAgentId,
    conversationId,
    purpose,
    model: 'openai:m',
    most: { inputTokens: most[0], outputTokens: most[1], estimated: true },
  });

async function reserved(call: Call = {}) {
  const reservation = await reserve(call);
  if (reservation === 'budget_exhausted') throw new Error('no room');
  return reservation;
}

const used = (inputTokens: number, outputTokens = 0, estimated = false) => ({
  inputTokens,
  outputTokens,
  estimated,
});

/** A whole call. */
async function called(input: number, output = 0, call: Call = {}, failed = false) {
  await (await reserved(call)).settle(used(input, output), failed);
}

const books = async () =>
  (
    await database.query<{ month: string; spent: number; held: number; open: number }>(
      `select to_char(month, 'YYYY-MM') as month, spent_micros::int as spent,
         reserved_micros::int as held,
         (select coalesce(sum(most_micros), 0)::int from model_reservations r
          where r.ai_agent_id = m.ai_agent_id and r.month = m.month) as open
       from model_months m where ai_agent_id = $1 order by month`,
      [aiAgentId],
    )
  ).map(({ month, spent, held, open }) => {
    expect(held).toBe(open);
    return { month, spent, held };
  });
const report = (month: string | null = null) => usage.ofMonth(workspaceId, aiAgentId, month);

describe('a call', () => {
  it('sets aside the most it can cost, and settles for what it did cost', async () => {
    const call = await reserved({ most: [1000, 500] });
    expect(await books()).toEqual([{ month: '2026-11', spent: 0, held: 2000 }]);
    await call.settle(used(800, 50), false);
    expect(await books()).toEqual([{ month: '2026-11', spent: 900, held: 0 }]);
  });

  it('is entered with what it was, when it began, and how long it took', async () => {
    const conversationId = await conversation();
    const call = await reserved({ conversationId, purpose: 'self_check' });
    clock.advance(1_234);
    await call.settle(used(80, 5, true), true);
    const [line] = await database.query('select * from model_calls where ai_agent_id = $1', [
      aiAgentId,
    ]);
    expect(line).toMatchObject({
      workspace_id: workspaceId,
      conversation_id: conversationId,
      purpose: 'self_check',
      model: 'openai:m',
      at: new Date('2026-11-22T12:00:00Z'),
      input_tokens: 80,
      output_tokens: 5,
      currency: 'USD',
      cost_micros: '90',
      estimated: true,
      failed: true,
      milliseconds: 1234,
    });
  });

  it('settled again, even at the same time, counts once', async () => {
    const call = await reserved();
    await Promise.all(Array.from({ length: 8 }, () => call.settle(used(700), false)));
    await call.settle(used(900), true);
    expect(await books()).toEqual([{ month: '2026-11', spent: 700, held: 0 }]);
    expect((await report())?.total).toMatchObject({ calls: 1, failed: 0, inputTokens: 700 });
  });

  it('that used nothing costs nothing, and has its line', async () => {
    await (await reserved()).settle(null, true);
    expect(await books()).toEqual([{ month: '2026-11', spent: 0, held: 0 }]);
    expect((await report())?.total).toMatchObject({ calls: 1, failed: 1, cost: 0 });
  });

  it('of a provider that counts nonsense breaks no book', async () => {
    for (const count of [Number.NaN, -1, Number.POSITIVE_INFINITY, 1.5, 1e300])
      await (await reserved()).settle(used(count, count), false);
    expect((await report())?.total).toMatchObject({ calls: 5, inputTokens: 1_000_000_002 });
  });

  it('whose conversation or AI agent is gone by then is settled without it', async () => {
    const conversationId = await conversation();
    const call = await reserved({ conversationId });
    await database.query('delete from conversations where id = $1', [conversationId]);
    await call.settle(used(10), false);
    expect((await report())?.total.calls).toBe(1);
    const last = await reserved();
    await database.query('delete from ai_agents where id = $1', [aiAgentId]);
    await last.settle(used(10), false);
    expect(await books()).toEqual([]);
  });

  it('whose conversation is being erased while it is settled is settled without it', async () => {
    const conversationId = await conversation();
    const reservation = await reserved({ conversationId });
    const settled = await database.transaction(async (tx) => {
      await tx.query('delete from conversations where id = $1', [conversationId]);
      const settling = reservation.settle(used(500), false);
      await somebodyWaits(database, settling);
      return { settling };
    });
    await settled.settling;
    const lines = await database.query<{ input_tokens: number }>(
      'select input_tokens::int, conversation_id from model_calls where ai_agent_id = $1',
      [aiAgentId],
    );
    expect(lines).toEqual([{ input_tokens: 500, conversation_id: null }]);
  });

  it('for a conversation of another workspace is not entered as theirs', async () => {
    const theirAgent = `agt_their_${agents}`;
    await addAgent(theirAgent, 'wsp_2');
    aiAgentId = theirAgent;
    const theirs = await conversation('Thea', 'wsp_2');
    aiAgentId = `agt_${agents}`;
    await called(10, 0, { conversationId: theirs });
    expect((await report())?.conversations).toEqual([]);
  });
});

describe('the budget', () => {
  it('of forty who reserve at its edge lets in as many as there is room for', async () => {
    budget = { ...budget, monthly: 0.01 };
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => reserve()));
    const calls = outcomes.filter((outcome) => outcome !== 'budget_exhausted');
    expect(calls).toHaveLength(10);
    expect(await books()).toEqual([{ month: '2026-11', spent: 0, held: 10_000 }]);
    await Promise.all(calls.map((call) => call.settle(used(1000), false)));
    expect(await books()).toEqual([{ month: '2026-11', spent: 10_000, held: 0 }]);
    expect(await reserve()).toBe('budget_exhausted');
    expect(await reserve({ most: [0, 0] })).toBe('budget_exhausted');
  });

  it('is kept while calls begin and end in any order', async () => {
    budget = { ...budget, monthly: 0.01 };
    let refused = 0;
    const worker = async (seed: number) => {
      for (let n = 0; n < 8; n += 1) {
        const call = await reserve({ most: [400 + ((seed * 7 + n) % 5) * 100, 0] });
        if (call === 'budget_exhausted') refused += 1;
        else await call.settle(used(100 + ((seed + n) % 3) * 100), n % 4 === 0);
        const [row] = await database.query<{ committed: number }>(
          `select (spent_micros + reserved_micros)::int as committed from model_months
           where ai_agent_id = $1`,
          [aiAgentId],
        );
        expect(row?.committed).toBeLessThanOrEqual(10_000);
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, seed) => worker(seed)));
    const [{ spent, held } = { spent: -1, held: -1 }] = await books();
    expect(held).toBe(0);
    expect(refused).toBeGreaterThan(0);
    expect((await report())?.total.cost).toBeCloseTo(spent / 1_000_000, 9);
  });

  it('of one AI agent is not another’s', async () => {
    budget = { ...budget, monthly: 0.001 };
    await called(1000);
    expect(await reserve()).toBe('budget_exhausted');
    aiAgentId = `agt_other_${agents}`;
    await addAgent(aiAgentId);
    expect(await reserve()).not.toBe('budget_exhausted');
  });

  it('lowered in the middle of the month counts from then on, raised again lets calls in', async () => {
    await called(5000);
    budget = { ...budget, monthly: 0.004 };
    expect(await reserve({ most: [1, 0] })).toBe('budget_exhausted');
    budget = { ...budget, monthly: 0.006 };
    expect(await reserve({ most: [1000, 0] })).not.toBe('budget_exhausted');
    expect(await reserve({ most: [1, 0] })).toBe('budget_exhausted');
  });

  it('of nothing lets nothing through, not even what is free', async () => {
    budget = { ...budget, monthly: 0 };
    expect(await reserve()).toBe('budget_exhausted');
    budget = { ...budget, inputPrice: 0, outputPrice: 0 };
    expect(await reserve()).toBe('budget_exhausted');
  });

  it('with prices of nothing is never reached', async () => {
    budget = { monthly: 0.000001, currency: 'USD', inputPrice: 0, outputPrice: 0 };
    for (let n = 0; n < 3; n += 1) await called(1_000_000, 1_000_000);
    expect(await reserve()).not.toBe('budget_exhausted');
  });

  it('begins anew at midnight UTC; a call that runs meanwhile counts where it began', async () => {
    budget = { ...budget, monthly: 0.001 };
    clock.set('2026-11-30T23:59:59.000Z');
    const call = await reserved();
    expect(await reserve()).toBe('budget_exhausted');
    clock.set('2026-12-01T00:00:01.000Z');
    const next = await reserved();
    await call.settle(used(900), false);
    expect(await books()).toEqual([
      { month: '2026-11', spent: 900, held: 0 },
      { month: '2026-12', spent: 0, held: 1000 },
    ]);
    await next.settle(used(100), false);
    expect((await report('2026-11'))?.total).toMatchObject({ calls: 1, cost: 0.0009 });
    expect((await report('2026-12'))?.total).toMatchObject({ calls: 1, cost: 0.0001 });
  });

  it('goes by the prices of the moment a call began', async () => {
    const call = await reserved();
    budget = { ...budget, inputPrice: 1000 };
    await call.settle(used(1000), false);
    expect(await books()).toEqual([{ month: '2026-11', spent: 1000, held: 0 }]);
  });

  it('in another currency begins another count: dollars are no euros', async () => {
    await called(1000);
    budget = { ...budget, currency: 'EUR', monthly: 0.001 };
    await called(500);
    expect(await report()).toMatchObject({
      currency: 'EUR',
      total: { calls: 2, inputTokens: 1500, cost: 0.0005 },
    });
  });
});

describe('what a process that died had set aside', () => {
  it('is given back after five minutes, by whoever looks first, once', async () => {
    budget = { ...budget, monthly: 0.002 };
    await reserved();
    await reserved();
    expect(await reserve()).toBe('budget_exhausted');
    clock.advance(5 * 60_000 - 1);
    expect(await usage.releaseExpired()).toBe(0);
    clock.advance(1);
    await Promise.all(Array.from({ length: 6 }, () => usage.releaseExpired()));
    expect(await books()).toEqual([{ month: '2026-11', spent: 0, held: 0 }]);
    expect(await reserve()).not.toBe('budget_exhausted');
  });

  it('and that was alive after all, still counts for what it cost', async () => {
    const slow = await reserved();
    clock.advance(6 * 60_000);
    await usage.releaseExpired();
    await slow.settle(used(800), false);
    await slow.settle(used(800), false);
    expect(await books()).toEqual([{ month: '2026-11', spent: 800, held: 0 }]);
  });

  it('is given back exactly once while calls settle at the same moment', async () => {
    const calls = await Promise.all(Array.from({ length: 24 }, () => reserved()));
    clock.advance(6 * 60_000);
    await Promise.all([
      ...calls.map((call) => call.settle(used(10), false)),
      usage.releaseExpired(),
      usage.releaseExpired(),
    ]);
    await usage.releaseExpired();
    expect(await books()).toEqual([{ month: '2026-11', spent: 240, held: 0 }]);
  });
});

describe('a report', () => {
  it('of a month without calls is all zeros, a line for each day so far', async () => {
    const empty = await report();
    expect(empty).toMatchObject({
      month: '2026-11',
      currency: 'USD',
      budget: null,
      total: { calls: 0, failed: 0, inputTokens: 0, outputTokens: 0, cost: 0 },
      purposes: [],
      conversations: [],
      resetsAt: '2026-12-01T00:00:00.000Z',
    });
    expect(empty?.days).toHaveLength(22);
    expect(empty?.days.every(({ calls, cost }) => calls === 0 && cost === 0)).toBe(true);
  });

  it('tells days, purposes and the dearest conversations, and they add up', async () => {
    clock.set('2026-11-01T00:00:00.000Z');
    const dear = await conversation('Dora');
    const cheap = await conversation(null);
    await called(1000, 100, { conversationId: dear });
    await called(10, 0, { conversationId: dear, purpose: 'standalone_question' });
    clock.set('2026-11-21T23:59:59.999Z');
    await called(500, 50, { conversationId: cheap }, true);
    await called(30, 5, { purpose: 'test' });
    clock.set('2026-11-22T12:00:00.000Z');
    const month = await report();
    const total = { calls: 4, failed: 1, inputTokens: 1540, outputTokens: 155, cost: 0.00185 };
    expect(month?.total).toEqual(total);
    const [first] = month?.days ?? [];
    expect(first).toEqual({
      day: '2026-11-01',
      calls: 2,
      failed: 0,
      inputTokens: 1010,
      outputTokens: 100,
      cost: 0.00121,
    });
    expect(month?.days.filter(({ calls }) => calls > 0).map(({ day }) => day)).toEqual([
      '2026-11-01',
      '2026-11-21',
    ]);
    expect(month?.purposes.map(({ purpose, calls }) => [purpose, calls])).toEqual([
      ['answer', 2],
      ['standalone_question', 1],
      ['test', 1],
    ]);
    expect(
      month?.conversations.map(({ conversationId, contactName, cost }) => [
        conversationId,
        contactName,
        cost,
      ]),
    ).toEqual([
      [dear, 'Dora', 0.00121],
      [cheap, null, 0.0006],
    ]);
    const sum = (parts: { cost: number; calls: number }[] = []) =>
      parts.reduce((all, { calls }) => all + calls, 0);
    expect([sum(month?.days), sum(month?.purposes)]).toEqual([4, 4]);
    expect(await usage.ofConversation(workspaceId, dear)).toEqual({
      currency: 'USD',
      calls: 2,
      failed: 0,
      inputTokens: 1010,
      outputTokens: 100,
      cost: 0.00121,
    });
  });

  it('lists at most twenty conversations, the dearest', async () => {
    for (let n = 1; n <= 23; n += 1)
      await called(n * 10, 0, { conversationId: await conversation() });
    const costs = (await report())?.conversations.map(({ cost }) => cost) ?? [];
    expect(costs).toHaveLength(20);
    expect(costs).toEqual(costs.toSorted((a, b) => b - a));
    expect(costs[0]).toBeCloseTo(0.00023, 9);
  });

  it('knows nothing of another workspace', async () => {
    const mine = await conversation();
    await called(10, 0, { conversationId: mine });
    expect(await usage.ofConversation('wsp_2', mine)).toBeNull();
    expect((await usage.ofMonth('wsp_2', aiAgentId, null))?.total.calls).toBe(0);
  });
});
