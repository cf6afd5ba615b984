// What housekeeping keeps of the live feed: three days, and longer while a webhook has still to be told.

import { createTestClock } from '@baton/testkit';
import { createTestDatabase, type TestDatabase } from '@baton/testkit/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../platform/database/index.ts';
import { silentLog } from '../platform/log.ts';
import { type HousekeepingParts, startHousekeeping } from './housekeeping.ts';

const DAY_MS = 24 * 60 * 60_000;
const clock = createTestClock();

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = testDatabase.connect();
});
afterAll(() => testDatabase.drop());

/** Once: it begins at its start, and what it does last was done. */
async function keepHouse(behind: HousekeepingParts['webhooks']['behind']): Promise<void> {
  let done: () => void;
  const lastThing = new Promise<void>((resolve) => {
    done = resolve;
  });
  const nothing = async () => 0;
  const house = startHousekeeping({
    database,
    clock,
    log: silentLog(),
    conversations: { stranded: async () => [], wakeDue: nothing, releaseAbandoned: nothing },
    actions: { stranded: async () => [] },
    accounts: { sweep: nothing },
    reviews: { watch: nothing },
    knowledge: { sources: { readDue: nothing } },
    usage: { releaseExpired: nothing },
    routing: { seen: nothing, sweep: nothing },
    notifications: { sweep: nothing, forgetOld: nothing },
    webhooks: { behind, forgetOld: nothing },
    records: { retention: { enqueueDue: async () => done() } },
    teammatesHere: () => [],
    jobs: { wake: () => {} },
  } as unknown as HousekeepingParts);
  await lastThing;
  await house.stop();
}

async function daysLeft(): Promise<string[]> {
  const rows = await database.query<{ type: string }>('select type from feed order by position');
  return rows.map(({ type }) => type);
}

it('keeps three days of the feed, and two weeks for a webhook that is behind', async () => {
  for (const days of [15, 13, 4, 2]) {
    await database.query(
      `insert into feed (workspace_id, type, data, at) values ('wsp_1', $1, '{}', $2)`,
      [`${days} days`, new Date(clock.now().getTime() - days * DAY_MS)],
    );
  }
  // What is as new as the oldest transaction of the whole server stays for now, others' too.
  const patient = { timeout: 20_000 };
  const asked: Date[] = [];
  const kept = async (isBehind: boolean) => {
    await keepHouse(async (than) => {
      asked.push(than);
      return isBehind;
    });
    return daysLeft();
  };
  await expect.poll(() => kept(true), patient).toEqual(['13 days', '4 days', '2 days']);
  expect(asked[0]).toEqual(new Date(clock.now().getTime() - 3 * DAY_MS));
  await expect.poll(() => kept(false), patient).toEqual(['2 days']);
});
