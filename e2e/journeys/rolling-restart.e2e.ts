/**
 * Two servers on one PostgreSQL behind a plain balancer, restarted one after the other while
 * customers write, teammates work and an inbox is open. Nobody's request fails, and the laws hold:
 * nothing lost, nothing doubled, nobody stranded, the open inbox misses nothing.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, startEmbeddedPostgres } from '@baton/server/platform';
import { expect, test } from '@playwright/test';
import { gather, owedAnswers } from '../chaos/evidence.ts';
import { brokenLaws } from '../chaos/laws/index.ts';
import { Customer } from '../chaos/people/customer.ts';
import { InboxScreen } from '../chaos/people/inbox-screen.ts';
import { BusyTeammate } from '../chaos/people/teammate.ts';
import { asksAllTheTime } from '../support/asking.ts';
import { balance } from '../support/balancer.ts';
import { chanceOf, pause } from '../support/random.ts';
import { freePort, ServerUnderTest } from '../support/server-under-test.ts';
import { aWorld } from '../support/world.ts';

const DRAIN_SECONDS = 2;
const QUIET_WITHIN_MS = 60_000;

test('servers are restarted one by one, and nobody notices', async () => {
  test.setTimeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), 'baton-rolling-'));
  const postgres = await startEmbeddedPostgres({
    dataDir: folder,
    log: createLog({ level: 'silent' }),
  });
  const env = {
    LOG_LEVEL: 'warn',
    DATABASE_URL: postgres.url,
    BATON_SECRET_KEY: randomBytes(32).toString('base64'),
    BATON_RATE_LIMITS: 'off',
    BATON_DRAIN_SECONDS: String(DRAIN_SECONDS),
  };
  const ports = [await freePort(), await freePort()];
  const servers = ports.map(
    (port) => new ServerUnderTest({ dataDir: join(folder, `unused-${port}`), port, env }),
  );
  const [first, second] = servers as [ServerUnderTest, ServerUnderTest];
  let close = (): void => {};
  try {
    await first.start();
    const setUpLink = /http:\S+\/setup\?token=\S+/.exec(first.output)?.[0] ?? '';
    const balancer = await balance(ports);
    close = () => balancer.close();
    const { base } = balancer;
    const { owner, aiAgent } = await aWorld({ server: first, base, setUpLink });
    await second.start();
    await expect.poll(() => balancer.ready()).toEqual(ports);

    const chance = chanceOf(7);
    const stop = { stopped: false };
    const customers = [1, 2, 3].map(
      (n) =>
        new Customer({
          base,
          widgetKey: aiAgent.widgetKey,
          chance: chance.fork(`customer ${n}`),
        }),
    );
    const teammate = new BusyTeammate(owner, chance.fork('teammate'));
    const inbox = await InboxScreen.open(owner);
    const impatient = { requests: 0, refused: [] as string[] };
    const people = Promise.all([
      ...customers.map((customer) => customer.talk(stop)),
      teammate.work(stop),
      asksAllTheTime(stop, impatient, () => owner.list('open')),
      asksAllTheTime(stop, impatient, () => askAnew(`${base}/healthz`)),
    ]);
    people.catch(() => {});

    for (const server of servers) {
      await pause(1_500);
      const stopped = server.stop();
      await drains(server);
      expect(await stopped).toBe(0);
      await pause(500);
      await server.start();
      await expect.poll(() => balancer.ready()).toEqual(ports);
    }
    stop.stopped = true;
    await people;
    const quiet = Date.now() + QUIET_WITHIN_MS;
    while ((await owedAnswers(postgres.url)) > 0 && Date.now() < quiet) await pause(200);

    expect(impatient.refused).toEqual([]);
    expect(impatient.requests).toBeGreaterThan(100);
    const sent = [...customers, teammate].flatMap((person) => person.sent);
    expect(sent.length).toBeGreaterThan(10);
    const screens = [
      await inbox.compare('the inbox'),
      ...(await Promise.all(customers.map((each) => each.compare('a customer')))).flat(),
    ];
    inbox.close();
    const { claims } = teammate;
    const stored = await gather(postgres.url);
    expect(brokenLaws({ ...stored, sent, claims, screens, badges: [], lostJobs: [] })).toEqual([]);
    for (const { output } of servers) expect(output).not.toContain('lost their job');
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Told to stop: it lives, it answers, and it says that it wants no more. */
async function drains({ base }: ServerUnderTest): Promise<void> {
  await expect.poll(async () => (await fetch(`${base}/readyz`)).status).toBe(503);
  const ready = await fetch(`${base}/readyz`);
  expect(await ready.json()).toMatchObject({ reason: expect.stringContaining('stopping') });
  expect(ready.headers.get('connection')).toBe('close');
  expect((await fetch(`${base}/healthz`)).status).toBe(200);
  expect((await fetch(`${base}/api/openapi.json`)).status).toBe(200);
}

/** Over a connection of its own: the others keep theirs. */
function askAnew(url: string): Promise<void> {
  return new Promise((done, fail) => {
    get(url, { agent: false, timeout: 5_000 }, (answer) => {
      answer.resume().on('end', () => {
        if (answer.statusCode === 200) done();
        else fail(new Error(`answered with ${answer.statusCode}`));
      });
    }).on('error', fail);
  });
}
