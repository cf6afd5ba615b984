/** The same promises by the database alone and by a real Redis; then what a broker alone can do wrong. */
import { createTestDatabase, eventually, type TestDatabase } from '@baton/testkit/database';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database/index.ts';
import { appendFeed, createFeedTail, type FeedTail, prepareFeed } from '../feed/index.ts';
import { silentLog } from '../log.ts';
import type { FanOut } from './fan-out.ts';
import { throughBroker, throughDatabase } from './index.ts';
import { type RedisUnderTest, startRedis } from './testing/redis-server.ts';

let testDatabase: TestDatabase;
let redis: RedisUnderTest;
/** Who writes, and looks on. */
let database: Database;
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  [testDatabase, redis] = await Promise.all([createTestDatabase(), startRedis()]);
  database = testDatabase.connect({ poolSize: 2 });
  await prepareFeed(database);
});
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});
afterAll(async () => {
  await redis?.remove();
  await testDatabase?.drop();
});

const byDatabase = (): FanOut => opened((own) => throughDatabase(own, silentLog()));
const byBroker = (url = redis.url, pulseMs?: number): FanOut =>
  opened((own) => throughBroker({ url, database: own, log: silentLog(), pulseMs }));

/** On connections of its own, as another process is. */
function opened(open: (own: Database) => FanOut): FanOut {
  const own = testDatabase.connect({ poolSize: 2 });
  const fanOut = open(own);
  ends.push(async () => {
    await fanOut.close();
    await own.close();
  });
  return fanOut;
}

/** A process that listens; what it heard, in order. */
async function aProcess(fanOut: FanOut): Promise<{ fanOut: FanOut; heard: string[] }> {
  const heard: string[] = [];
  ends.push(await fanOut.listen('whispers', (payload) => heard.push(payload)));
  return { fanOut, heard };
}

const isUp = (fanOut: FanOut, up: boolean) =>
  eventually(() => expect(fanOut.broker()?.up).toBe(up));

describe.each([
  ['the database', byDatabase],
  ['a broker', byBroker],
])('by %s', (_name, open) => {
  it('what one process says, every process hears in order, the speaker too', async () => {
    const [one, two] = [await aProcess(open()), await aProcess(open())];
    const words = Array.from({ length: 20 }, (_, n) => `ü ${n}`);
    for (const word of words) one.fanOut.send('whispers', word);
    await eventually(() => expect([one.heard, two.heard]).toEqual([words, words]));
  });

  it('channels are apart, and who stopped listening hears nothing more', async () => {
    const { fanOut, heard } = await aProcess(open());
    const woken: string[] = [];
    const stop = await fanOut.listen('feed', (payload) => woken.push(payload));
    fanOut.send('feed', 'read');
    await eventually(() => expect(woken).toEqual(['read']));
    await stop();
    fanOut.send('feed', 'read again');
    fanOut.send('whispers', 'typing');
    await eventually(() => expect(heard).toEqual(['typing']));
    expect(woken).toEqual(['read']);
  });

  it('the tail of another process is woken, and both hear all of both workspaces once', async () => {
    const [one, two] = [await aTail(open()), await aTail(open())];
    for (let n = 0; n < 20; n += 1) await write(one.tail, n);
    const all = Array.from({ length: 20 }, (_, n) => n);
    await eventually(() => expect([one.heard, two.heard]).toEqual([all, all]));
  });
});

describe('a broker', () => {
  it('that was never there, or refuses us: the database carries everything', async () => {
    const wrong = redis.url.replace('only-for', 'not-for');
    for (const url of ['redis://127.0.0.1:1', wrong]) {
      const [one, two] = [await aProcess(byBroker(url)), await aProcess(byBroker(url))];
      expect(one.fanOut.broker()?.up).toBe(false);
      one.fanOut.send('whispers', url);
      await eventually(() => expect(two.heard).toEqual([url]));
    }
  });

  it('that is killed and comes back: no entry is missed, and it carries again', async () => {
    const [one, two] = [await aTail(byBroker()), await aTail(byBroker())];
    await write(one.tail, 0);
    await redis.kill();
    await write(one.tail, 1);
    await Promise.all([isUp(one.fanOut, false), isUp(two.fanOut, false)]);
    await write(two.tail, 2);
    await eventually(() =>
      expect([one.heard, two.heard]).toEqual([
        [0, 1, 2],
        [0, 1, 2],
      ]),
    );
    await redis.start();
    await Promise.all([isUp(one.fanOut, true), isUp(two.fanOut, true)]);
    const before = one.fanOut.broker()?.sent.broker ?? 0;
    await write(one.tail, 3);
    await eventually(() =>
      expect([one.heard, two.heard]).toEqual([
        [0, 1, 2, 3],
        [0, 1, 2, 3],
      ]),
    );
    await eventually(() => expect(one.fanOut.broker()?.sent.broker).toBeGreaterThan(before));
  });

  it('that hangs is taken for gone, and is used again when it answers', async () => {
    const quick = () => aProcess(byBroker(redis.url, 200));
    const [one, two] = [await quick(), await quick()];
    await Promise.all([isUp(one.fanOut, true), isUp(two.fanOut, true)]);
    redis.hang();
    try {
      await Promise.all([isUp(one.fanOut, false), isUp(two.fanOut, false)]);
      one.fanOut.send('whispers', 'while it hangs');
      await eventually(() => expect(two.heard).toContain('while it hangs'));
    } finally {
      redis.goOn();
    }
    await Promise.all([isUp(one.fanOut, true), isUp(two.fanOut, true)]);
    one.fanOut.send('whispers', 'afterwards');
    await eventually(() => expect(two.heard).toContain('afterwards'));
  });

  it('that one process cannot reach: it hears the others nevertheless', async () => {
    const reaches = await aProcess(byBroker());
    await isUp(reaches.fanOut, true);
    const cutOff = await aProcess(byBroker('redis://127.0.0.1:1'));
    cutOff.fanOut.send('whispers', 'from the island');
    await eventually(() => expect(reaches.heard).toContain('from the island'));
    let n = 0;
    await eventually(() => {
      reaches.fanOut.send('whispers', `to the island ${(n += 1)}`);
      expect(cutOff.heard.some((word) => word.startsWith('to the island'))).toBe(true);
    });
  });

  it('that says things twice, late and in disorder: each entry is told once, in order', async () => {
    const { tail, heard, fanOut } = await aTail(byBroker());
    const noise = byBroker();
    ends.push(await noise.listen('feed', () => {}));
    for (let n = 0; n < 10; n += 1) {
      await write(tail, n);
      for (const word of ['late', 'late', '', `${n}`]) noise.send('feed', word);
    }
    const all = Array.from({ length: 10 }, (_, n) => n);
    await eventually(() => expect(heard).toEqual(all));
    fanOut.send('feed', 'long after');
    await write(tail, 10);
    await eventually(() => expect(heard).toEqual([...all, 10]));
  });

  it('that is shared with another installation: neither hears the other', async () => {
    const elsewhere = await createTestDatabase();
    const other = throughBroker({
      url: redis.url,
      database: elsewhere.connect(),
      log: silentLog(),
    });
    try {
      const [ours, theirs] = [await aProcess(byBroker()), await aProcess(other)];
      await Promise.all([isUp(ours.fanOut, true), isUp(other, true)]);
      theirs.fanOut.send('whispers', 'theirs');
      ours.fanOut.send('whispers', 'ours');
      await eventually(() => expect([ours.heard, theirs.heard]).toEqual([['ours'], ['theirs']]));
    } finally {
      for (const end of ends.splice(0).toReversed()) await end();
      await other.close();
      await elsewhere.drop();
    }
  });
});

/** A process that follows the feed and looks by itself only once a minute. */
async function aTail(fanOut: FanOut) {
  const own = testDatabase.connect({ poolSize: 2 });
  ends.push(() => own.close());
  const tail = createFeedTail({
    database: own,
    fanOut,
    pollMs: 60_000,
    log: silentLog(),
  });
  const heard: unknown[] = [];
  tail.subscribe((entries) => heard.push(...entries.map(({ data }) => data.n)));
  await tail.start();
  ends.push(() => tail.stop());
  return { tail, heard, fanOut };
}

async function write(tail: FeedTail, n: number): Promise<void> {
  await appendFeed(database, [{ workspaceId: `wsp_${n % 2}`, type: 'counted', data: { n } }]);
  tail.wake();
}
