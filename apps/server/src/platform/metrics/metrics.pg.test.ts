import { createTestDatabase, type TestDatabase } from '@baton/testkit/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../database/index.ts';
import { appendFeed, currentCursor, findFeedHolder } from '../feed/index.ts';
import { enqueueJobs } from '../jobs/index.ts';
import { databaseMetrics, feedMetrics, jobMetrics } from './index.ts';
import { createRegistry } from './registry.ts';
import { parseExposition, valueOf } from './testing/parse-exposition.ts';

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = testDatabase.connect({ poolSize: 3 });
});
afterAll(() => testDatabase.drop());

const aRegistry = () => createRegistry({ version: 'test', process: false });
const read = async (registry: ReturnType<typeof aRegistry>) =>
  parseExposition(await registry.metrics());

it('jobs are counted by what they wait for, and the oldest that is due by its age', async () => {
  const registry = aRegistry();
  const jobs = jobMetrics(registry);
  await jobs.refresh(database);
  expect(valueOf(await read(registry), 'baton_jobs')).toBe(0);
  expect(valueOf(await read(registry), 'baton_jobs_oldest_waiting_seconds')).toBe(0);

  const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);
  await enqueueJobs(database, [
    { kind: 'answer', runAt: ago(90) },
    { kind: 'answer', runAt: ago(200) },
    { kind: 'answer', runAt: ago(-900) },
    { kind: 'learn', runAt: ago(900) },
    { kind: 'learn', runAt: ago(900) },
  ]);
  // The oldest are not waiting: one is at work, the other has failed for good.
  await database.query(
    `update jobs set leased_by = 'w/1', lease_until = now() + interval '1 minute'
     where id = (select min(id) from jobs where kind = 'learn')`,
  );
  await database.query(
    `update jobs set failed_at = now() where id = (select max(id) from jobs where kind = 'learn')`,
  );
  await jobs.refresh(database);
  const now = await read(registry);
  const count = (kind: string, state: string) => valueOf(now, 'baton_jobs', { kind, state });
  expect(count('answer', 'waiting')).toBe(2);
  expect(count('answer', 'later')).toBe(1);
  expect(count('learn', 'leased')).toBe(1);
  expect(count('learn', 'failed')).toBe(1);
  const oldest = valueOf(now, 'baton_jobs_oldest_waiting_seconds');
  expect(oldest).toBeGreaterThanOrEqual(195);
  expect(oldest).toBeLessThan(800);
});

it('jobs of a worker that died wait; of a kind that is gone nothing is told any more', async () => {
  const registry = aRegistry();
  const jobs = jobMetrics(registry);
  await database.query(
    `update jobs set leased_by = 'dead/1', lease_until = now() - interval '1 s' where kind = 'learn'`,
  );
  await jobs.refresh(database);
  expect(valueOf(await read(registry), 'baton_jobs', { kind: 'learn', state: 'waiting' })).toBe(1);
  await database.query(`delete from jobs where kind = 'learn'`);
  await jobs.refresh(database);
  expect((await read(registry)).filter(({ labels }) => labels['kind'] === 'learn')).toEqual([]);
});

it('the feed lags by what was committed and not handed out', async () => {
  const registry = aRegistry();
  const feed = feedMetrics(registry);
  const before = await currentCursor(database);
  await feed.refresh(database, before);
  expect(valueOf(await read(registry), 'baton_feed_lag_seconds')).toBe(0);
  await database.transaction((tx) =>
    appendFeed(tx, [
      { workspaceId: 'wsp_1', conversationId: null, type: 'test', data: {} },
      { workspaceId: 'wsp_1', conversationId: null, type: 'test', data: {} },
    ]),
  );
  await database.query(`update feed set at = at - interval '20 s' where type = 'test'`);
  await feed.refresh(database, before);
  const lag = valueOf(await read(registry), 'baton_feed_lag_seconds');
  expect(lag).toBeGreaterThanOrEqual(20);
  // Handed out is what lies below the oldest running transaction of the whole server.
  const caughtUp = async () => {
    await feed.refresh(database, await currentCursor(database));
    return valueOf(await read(registry), 'baton_feed_lag_seconds');
  };
  await expect.poll(caughtUp, { timeout: 10_000 }).toBe(0);
});

it('a transaction that holds the feed is found, and told by its age', async () => {
  const registry = aRegistry();
  const feed = feedMetrics(registry);
  await database.transaction(async (tx) => {
    const [own] = await tx.query<{ pid: number }>(
      'select pg_backend_pid() as pid, pg_current_xact_id()',
    );
    // Older ones of others on this server end before ours does.
    const holder = async () => (await findFeedHolder(database))?.pid;
    await expect.poll(holder, { timeout: 15_000 }).toBe(own?.pid);
    const held = async () => {
      await feed.refresh(database, await currentCursor(database));
      return valueOf(await read(registry), 'baton_feed_held_seconds');
    };
    await expect.poll(held, { timeout: 15_000 }).toBeGreaterThan(0.2);
  });
});

it('connections are busy, idle or waited for; a number that could not be read is not there', async () => {
  const registry = aRegistry();
  databaseMetrics(registry, database).up(false);
  const feed = feedMetrics(registry);
  const held = Promise.all(Array.from({ length: 5 }, () => database.query('select pg_sleep(0.3)')));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const busy = await read(registry);
  expect(valueOf(busy, 'baton_database_connections', { state: 'busy' })).toBe(3);
  expect(valueOf(busy, 'baton_database_connections', { state: 'waiting' })).toBe(2);
  await held;
  expect(valueOf(await read(registry), 'baton_database_connections', { state: 'idle' })).toBe(3);
  expect(valueOf(busy, 'baton_database_up')).toBe(0);
  feed.forget();
  expect((await registry.metrics()).includes('\nbaton_feed_lag_seconds ')).toBe(false);
});
