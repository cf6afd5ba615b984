/** The promises of the feed, on real PostgreSQL, with transactions that commit out of order. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase, eventually, type TestDatabase } from '@baton/testkit/database';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Database, Sql } from '../database/index.ts';
import { appendFeed } from './append.ts';
import { beginFeedGeneration, prepareFeed } from './generation.ts';
import { pruneFeed } from './prune.ts';
import { currentCursor, type FeedEntry, type FeedQuestion, readFeed } from './read.ts';

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = testDatabase.connect({ poolSize: 20 });
  await database.query('create table things (n int primary key)');
});
afterEach(async () => {
  await database.query('truncate feed, things');
  await database.query(`delete from installation where key = 'feed'`);
});
afterAll(() => testDatabase.drop());

const entry = (n: number, workspaceId = 'wsp_1', conversationId: string | null = null) => ({
  workspaceId,
  conversationId,
  type: 'counted',
  data: { n },
});

/**
 * Other test files on the same server may hold the horizon back for some milliseconds: writes,
 * and waits until what was written can be read.
 */
async function append(...entries: Parameters<typeof appendFeed>[1]): Promise<void> {
  const before = await currentCursor(database);
  await appendFeed(database, entries);
  await eventually(async () => expect((await page({ after: before })).pending).toBe(false));
}

async function page(question: Partial<FeedQuestion> & { after: string }) {
  const answer = await readFeed(database, { limit: 100, ...question });
  if (answer.kind === 'reset') throw new Error(`reset: ${answer.reason}`);
  return answer;
}

const numbers = (entries: readonly FeedEntry[]) => entries.map(({ data }) => data.n as number);

describe('what reading costs', () => {
  /** Blocks that the statement touches, planned anew or as its connection has kept it. */
  async function blocks(one: Database, explained: string): Promise<number> {
    const [row] = await one.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
      `explain (analyze, buffers, format json) ${explained}`,
    );
    const plan = row?.['QUERY PLAN'][0].Plan ?? {};
    return (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
  }

  it.each([
    ['everybody’s', {}],
    ['a workspace’s', { workspaceId: 'wsp_3' }],
  ])(
    '%s does not grow with the feed, also where the plan is from when it was short',
    async (_, of) => {
      const one = testDatabase.connect({ poolSize: 1 });
      let asked = { text: '', params: [] as readonly unknown[] };
      const heard: Sql = {
        query(text, params = [], options) {
          asked = { text, params };
          return one.query(text, params, options);
        },
      };
      await append(entry(1));
      const after = await currentCursor(database);
      // PostgreSQL keeps a plan for good after five times.
      for (let n = 0; n < 10; n += 1) await readFeed(heard, { ...of, after, limit: 100 });
      await database.query(
        `insert into feed (workspace_id, type, data)
       select 'wsp_' || n % 10, 'counted', jsonb_build_object('n', n, 'pad', repeat('x', 300))
       from generate_series(1, 20000) n`,
      );
      const [size] = await one.query<{ pages: number }>(
        `select (pg_relation_size('feed') / 8192)::int as pages`,
      );
      const [kept] = await one.query<{ name: string }>(
        'select name from pg_prepared_statements where statement = $1',
        [asked.text],
      );
      const values = asked.params.map((value) => `'${String(value)}'`);
      const anew = values.reduceRight<string>(
        (text, value, n) => text.replaceAll(`$${n + 1}`, value),
        asked.text,
      );
      // Each row of the answer once looked through the whole of it.
      const most = 2 * (size?.pages ?? 0);
      expect(most).toBeGreaterThan(1_000);
      expect(await blocks(one, anew)).toBeLessThan(most);
      expect(await blocks(one, `execute ${kept?.name}(${values.join(', ')})`)).toBeLessThan(most);
    },
  );
});

describe('reading', () => {
  it('gives what came after the cursor, in order, and where to go on from', async () => {
    const start = await currentCursor(database);
    await append(entry(1), entry(2), entry(3));
    await append(entry(4));
    const first = await page({ after: start, limit: 2 });
    expect(numbers(first.entries)).toEqual([1, 2]);
    const second = await page({ after: first.cursor });
    expect(numbers(second.entries)).toEqual([3, 4]);
    expect(second.entries[0]).toEqual({
      cursor: expect.stringMatching(/^\d+\.\d+$/),
      ...entry(3),
      at: expect.any(Date),
    });
    expect(await page({ after: second.cursor })).toMatchObject({
      entries: [],
      cursor: second.cursor,
    });
    expect(second.cursor).toBe(await currentCursor(database));
  });

  it('can be narrowed to a workspace and to a conversation', async () => {
    const after = await currentCursor(database);
    await append(entry(1, 'wsp_1', 'cnv_1'), entry(2, 'wsp_2', 'cnv_2'));
    await append(entry(3, 'wsp_1', 'cnv_3'));
    expect(numbers((await page({ after, workspaceId: 'wsp_1' })).entries)).toEqual([1, 3]);
    const one = { after, workspaceId: 'wsp_1', conversationId: 'cnv_3' };
    expect(numbers((await page(one)).entries)).toEqual([3]);
    const foreign = { after, workspaceId: 'wsp_2', conversationId: 'cnv_3' };
    expect((await page(foreign)).entries).toEqual([]);
  });

  it('moves a quiet workspace along, so that its cursor does not grow old', async () => {
    const after = await currentCursor(database);
    await append(entry(1, 'wsp_busy'));
    const { cursor } = await page({ after, workspaceId: 'wsp_quiet' });
    expect(cursor).toBe(await currentCursor(database));
  });

  it('waits for a transaction that is still open, and then skips nothing', async () => {
    const after = await currentCursor(database);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let wrote: () => void = () => undefined;
    const slowWrote = new Promise<void>((resolve) => {
      wrote = resolve;
    });
    const slow = database.transaction(async (tx) => {
      await appendFeed(tx, [entry(1)]);
      wrote();
      await held;
    });
    await slowWrote;
    await appendFeed(database, [entry(2)]);
    const early = await page({ after });
    expect(early).toMatchObject({ entries: [], pending: true });
    release();
    await slow;
    await eventually(async () =>
      expect(numbers((await page({ after: early.cursor })).entries)).toEqual([1, 2]),
    );
  });
});

describe('a reader that follows by cursor', () => {
  it('sees every entry exactly once while sixteen writers commit in any order', async () => {
    const writers = 16;
    const perWriter = 25;
    let cursor = await currentCursor(database);
    const seen: number[] = [];
    let writing = true;
    const reader = (async () => {
      for (let last = false; ; ) {
        const answer = await page({ after: cursor, limit: 7 });
        seen.push(...numbers(answer.entries));
        cursor = answer.cursor;
        if (last && answer.entries.length === 0 && !answer.pending) return;
        last = !writing;
      }
    })();
    const writer = async (w: number) => {
      for (let i = 0; i < perWriter; i += 1) {
        const write = async (tx: Sql) => {
          await appendFeed(tx, [entry(w * 1000 + i * 2), entry(w * 1000 + i * 2 + 1)]);
          await sleep(Math.random() * 6);
          if (Math.random() < 0.1) throw new Error('rolled back');
        };
        await database.transaction(write).catch(() => undefined);
      }
    };
    await Promise.all(Array.from({ length: writers }, (_, w) => writer(w)));
    writing = false;
    await reader;
    const committed = await database.query<{ n: number }>(
      `select (data->>'n')::int as n from feed`,
    );
    expect(seen).toHaveLength(committed.length);
    expect([...seen].sort((a, b) => a - b)).toEqual(
      committed.map(({ n }) => n).sort((a, b) => a - b),
    );
    for (let w = 0; w < writers; w += 1) {
      const ofOne = seen.filter((n) => Math.floor(n / 1000) === w);
      expect(ofOne).toEqual([...ofOne].sort((a, b) => a - b));
    }
  });

  it('law 7: a snapshot and the entries after its cursor together equal a fresh snapshot', async () => {
    const enough = new AbortController();
    const write = async (w: number) => {
      for (let i = 0; !enough.signal.aborted; i += 1) {
        await database.transaction(async (tx) => {
          const n = w * 100_000 + i;
          await tx.query('insert into things values ($1)', [n]);
          await appendFeed(tx, [entry(n)]);
          await sleep(Math.random() * 4);
        });
      }
    };
    const writers = Array.from({ length: 8 }, (_, w) => write(w));
    const snapshots: { things: number[]; cursor: string }[] = [];
    for (let i = 0; i < 15; i += 1) {
      snapshots.push(
        await database.transaction(
          async (tx) => {
            const cursor = await currentCursor(tx);
            const rows = await tx.query<{ n: number }>('select n from things');
            return { cursor, things: rows.map(({ n }) => n) };
          },
          { isolation: 'repeatable read', readOnly: true },
        ),
      );
      await sleep(5);
    }
    enough.abort();
    await Promise.all(writers);
    const all = (await database.query<{ n: number }>('select n from things')).map(({ n }) => n);
    await append(entry(-1));
    all.push(-1);
    for (const { things, cursor } of snapshots) {
      const { entries } = await page({ after: cursor, limit: 100_000 });
      const together = new Set([...things, ...numbers(entries)]);
      expect(together).toEqual(new Set(all));
    }
  });
});

describe('a cursor that is of no use gets a reset', () => {
  const reset = (reason: string) => ({ kind: 'reset', reason });
  const ask = (after: string) => readFeed(database, { after, limit: 10 });

  it('when it is none', async () => {
    expect(await ask('yesterday')).toEqual(reset('malformed'));
  });

  it('when it comes from the future', async () => {
    await append(entry(1));
    expect(await ask('999999999.1')).toEqual(reset('future'));
    expect(await ask('9223372036854775807.1')).toEqual(reset('future'));
  });

  it('when entries after it were pruned; the newest of the pruned is still a good one', async () => {
    const start = await currentCursor(database);
    await append(entry(1));
    const afterFirst = await currentCursor(database);
    await append(entry(2));
    const afterSecond = await currentCursor(database);
    expect(await pruneFeed(database, new Date(Date.now() + 60_000))).toBe(2);
    expect(await ask(start)).toEqual(reset('expired'));
    expect(await ask(afterFirst)).toEqual(reset('expired'));
    expect(await ask(afterSecond)).toMatchObject({ kind: 'page', entries: [] });
    expect(await currentCursor(database)).toBe(afterSecond);
    await append(entry(3));
    expect(numbers((await page({ after: afterSecond })).entries)).toEqual([3]);
  });

  it('when the data was moved to another server since', async () => {
    await prepareFeed(database);
    await append(entry(1));
    const old = await currentCursor(database);
    await database.query(
      `update installation set value = value || '{"systemIdentifier":"elsewhere"}' where key = 'feed'`,
    );
    await prepareFeed(database);
    expect(await ask(old)).toEqual(reset('expired'));
    const fresh = await currentCursor(database);
    await append(entry(2));
    expect(numbers((await page({ after: fresh })).entries)).toEqual([2]);
    expect(await ask(old)).toEqual(reset('expired'));
  });

  it('when the server went back to an earlier moment, or a standby took over', async () => {
    await prepareFeed(database);
    await append(entry(1));
    const old = await currentCursor(database);
    await database.query(
      `update installation set value = value || '{"timeline":"00000000"}' where key = 'feed'`,
    );
    await prepareFeed(database);
    expect(await ask(old)).toEqual(reset('expired'));
  });

  it('when that happened while we were running: it is seen as soon as we are back', async () => {
    await prepareFeed(database);
    await append(entry(1));
    const old = await currentCursor(database);
    await database.query(
      `update installation set value = value || '{"timeline":"00000000"}' where key = 'feed'`,
    );
    await database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and query ilike 'listen%' and pid <> pg_backend_pid()`,
    );
    await eventually(async () => expect(await ask(old)).toEqual(reset('expired')));
  });

  it('not of an installation that did not keep its timeline yet', async () => {
    await prepareFeed(database);
    await append(entry(1));
    const cursor = await currentCursor(database);
    await database.query(`update installation set value = value - 'timeline' where key = 'feed'`);
    await prepareFeed(database);
    expect(await ask(cursor)).toMatchObject({ kind: 'page' });
    const [row] = await database.query<{ timeline: string }>(
      `select value->>'timeline' as timeline from installation where key = 'feed'`,
    );
    expect(row?.timeline).toMatch(/^[0-9A-F]{8}$/);
  });

  it('not when the same server merely started again', async () => {
    await prepareFeed(database);
    await append(entry(1));
    const cursor = await currentCursor(database);
    await prepareFeed(database);
    expect(await ask(cursor)).toMatchObject({ kind: 'page' });
  });

  it('when a backup was restored', async () => {
    await append(entry(1));
    const old = await currentCursor(database);
    await database.transaction((tx) => beginFeedGeneration(tx));
    expect(await ask(old)).toEqual(reset('expired'));
  });
});

describe('pruning', () => {
  it('keeps what is young, and everything a running transaction may still precede', async () => {
    await append(entry(1));
    await database.query(`update feed set at = now() - interval '2 days'`);
    await append(entry(2));
    expect(await pruneFeed(database, new Date(Date.now() - 86_400_000))).toBe(1);
    const rows = await database.query<{ data: { n: number } }>('select data from feed');
    expect(rows.map(({ data }) => data.n)).toEqual([2]);
  });
});
