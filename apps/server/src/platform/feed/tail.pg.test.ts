/** The tail: two processes on one database both hear everything, once and in order. */
import { createTestDatabase, eventually, type TestDatabase } from '@baton/testkit/database';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database/index.ts';
import { silentLog } from '../log.ts';
import { appendFeed } from './append.ts';
import { currentCursor } from './read.ts';
import { createFeedTail, type FeedTail } from './tail.ts';

let testDatabase: TestDatabase;
let database: Database;
let tails: FeedTail[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = testDatabase.connect();
});
afterEach(async () => {
  await Promise.all(tails.map((tail) => tail.stop()));
  tails = [];
});
afterAll(() => testDatabase.drop());

async function startTail(pollMs = 60_000) {
  const tail = createFeedTail({ database: testDatabase.connect(), pollMs, log: silentLog() });
  const heard: unknown[] = [];
  tail.subscribe((entries) => heard.push(...entries.map(({ data }) => data.n)));
  await tail.start();
  tails.push(tail);
  return { tail, heard };
}

const write = (...ns: number[]) =>
  appendFeed(
    database,
    ns.map((n) => ({ workspaceId: 'wsp_1', type: 'counted', data: { n } })),
  );

describe('a tail', () => {
  it('begins at the present', async () => {
    const before = await currentCursor(database);
    await write(1);
    // Other test files on this server may hold the horizon back for a moment.
    await eventually(async () => expect(await currentCursor(database)).not.toBe(before));
    const { tail, heard } = await startTail();
    await write(2);
    tail.wake();
    await eventually(() => expect(heard).toEqual([2]));
  });

  it('wakes the tails of other processes', async () => {
    const here = await startTail();
    const there = await startTail();
    for (let n = 0; n < 50; n += 1) {
      await write(n);
      here.tail.wake();
    }
    const all = Array.from({ length: 50 }, (_, n) => n);
    await eventually(() => expect([here.heard, there.heard]).toEqual([all, all]));
  });

  it('finds by its poll what nobody woke it for', async () => {
    const { heard } = await startTail(20);
    await write(1);
    await eventually(() => expect(heard).toEqual([1]));
  });

  it('comes back by itself for entries that a slow transaction held up', async () => {
    const { tail, heard } = await startTail();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let begun: () => void = () => undefined;
    const holding = new Promise<void>((resolve) => {
      begun = resolve;
    });
    // It writes nothing to the feed, so nobody calls wake() when it ends.
    const slow = database.transaction(async (tx) => {
      await tx.query('select pg_current_xact_id()');
      begun();
      await held;
    });
    await holding;
    await write(1);
    tail.wake();
    await eventually(async () => {
      const [row] = await database.query<{ n: number }>('select count(*)::int as n from feed');
      expect(row?.n).toBeGreaterThan(0);
    });
    expect(heard).toEqual([]);
    release();
    await slow;
    await eventually(() => expect(heard).toEqual([1]));
  });

  it('goes on after its connections were cut, missing nothing', async () => {
    const { tail, heard } = await startTail(50);
    await eventually(() =>
      database.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      ),
    );
    await write(1, 2);
    tail.wake();
    await eventually(() => expect(heard).toEqual([1, 2]));
  });

  it('a subscriber that throws does not keep the news from the others', async () => {
    const { tail, heard } = await startTail();
    tail.subscribe(() => {
      throw new Error('not today');
    });
    const also: unknown[] = [];
    tail.subscribe((entries) => also.push(entries.length));
    await write(1);
    tail.wake();
    await eventually(() => expect([heard, also]).toEqual([[1], [1]]));
  });
});

it('a tail that lost its place says so, and goes on from the present', async () => {
  const tail = createFeedTail({ database: testDatabase.connect(), pollMs: 20, log: silentLog() });
  tails.push(tail);
  const heard: unknown[] = [];
  let lost = 0;
  tail.subscribe(
    (entries) => heard.push(...entries.map(({ data }) => data.n)),
    () => {
      lost += 1;
    },
  );
  await tail.start();
  // As after a restored backup: the cursors of before belong to another life of the data.
  await database.query(
    `insert into installation (key, value) values ('feed', '{"generation": 7, "floor": null}')
     on conflict (key) do update set value = installation.value || '{"generation": 7}'`,
  );
  await eventually(() => expect(lost).toBe(1));
  await write(1);
  await eventually(() => expect(heard).toEqual([1]));
  expect(lost).toBe(1);
});
