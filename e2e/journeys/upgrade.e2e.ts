/**
 * Upgrading, as an operator does it. The last release runs, with its own code, on an installation that
 * it made; today's server is started beside it while customers write and teammates work, brings the
 * tables up to date, and takes over: nobody's request fails and the laws hold. And on an installation
 * that nobody touched meanwhile, everything is seen as it was seen before.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActionRunList, Replay, ReplayChanges } from '@baton/protocol';
import { createLog, startEmbeddedPostgres } from '@baton/server/platform';
import { expect, test } from '@playwright/test';
import { TeammateApi } from '../chaos/api.ts';
import { gather, owedAnswers, toldBefore } from '../chaos/evidence.ts';
import { brokenLaws, type Sent } from '../chaos/laws/index.ts';
import { Customer } from '../chaos/people/customer.ts';
import { InboxScreen } from '../chaos/people/inbox-screen.ts';
import { PostBox } from '../chaos/people/post-box.ts';
import { BusyTeammate } from '../chaos/people/teammate.ts';
import { asksAllTheTime } from '../support/asking.ts';
import { balance } from '../support/balancer.ts';
import { startCollector } from '../support/collector.ts';
import { chanceOf, pause } from '../support/random.ts';
import { freePort, ServerUnderTest } from '../support/server-under-test.ts';
import { vouch } from '../support/shop.ts';
import { type Caller, teammateAt, visit, visitorAt } from '../upgrade/callers.ts';
import { lostFrom } from '../upgrade/contains.ts';
import { asOfNow, inPlace, installRelease } from '../upgrade/install-release.ts';
import { type Outside, openOutside } from '../upgrade/outside.ts';
import { latestRelease, type Release } from '../upgrade/release.ts';
import { connected, parseRows } from '../upgrade/rows.ts';

const QUIET_WITHIN_MS = 60_000;
const DRAIN_SECONDS = 2;
/** The policy that the release's own replay was of. */
const REPLAYED_VERSION = 2;

let folder: string;
let postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
let release: Release;
let outside: Outside;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = mkdtempSync(join(tmpdir(), 'baton-upgrade-'));
  release = asOfNow(await latestRelease());
  outside = await openOutside(release.people.modelKey);
  postgres = await startEmbeddedPostgres({
    dataDir: folder,
    log: createLog({ level: 'silent' }),
  });
});
test.afterAll(async () => {
  await outside.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The last release's installation in a database of its own, as it was left a moment ago. */
async function anInstallation(name: string): Promise<string> {
  await connected(postgres.url, (client) => client.query(`create database ${name}`));
  const url = new URL(postgres.url);
  url.pathname = `/${name}`;
  await installRelease(url.href, release, {
    model: outside.model.url,
    shop: outside.shop.origin,
  });
  return url.href;
}

interface Settings {
  program?: string;
  env?: Record<string, string>;
}

async function aServer(
  databaseUrl: string,
  { program, env }: Settings = {},
): Promise<ServerUnderTest> {
  const port = await freePort();
  return new ServerUnderTest({
    dataDir: join(folder, `unused-${port}`),
    port,
    ...(program === undefined ? {} : { program }),
    env: {
      LOG_LEVEL: 'warn',
      DATABASE_URL: databaseUrl,
      BATON_SECRET_KEY: release.people.secretKey,
      BATON_RATE_LIMITS: 'off',
      BATON_ALLOW_PRIVATE_FETCH: 'on',
      BATON_DRAIN_SECONDS: String(DRAIN_SECONDS),
      ...env,
    },
  });
}

test('old and new serve together while the tables change, and nobody notices', async () => {
  test.setTimeout(240_000);
  const database = await anInstallation('together');
  const told = await toldBefore(database);
  const [before, after] = [
    await aServer(database, { program: release.server }),
    await aServer(database),
  ];
  const ports = [before, after].map(({ base }) => Number(new URL(base).port));
  let close = (): void => {};
  try {
    await before.start();
    const balancer = await balance(ports);
    close = () => balancer.close();
    const { base } = balancer;
    const owner = new TeammateApi(base);
    await owner.post('/api/session', {
      email: 'olga@lanterns.example',
      password: release.people.password,
    });

    const chance = chanceOf(11);
    const stop = { stopped: false };
    const { widgetKey } = release.people;
    const customers = [1, 2].map(
      (n) => new Customer({ base, widgetKey, chance: chance.fork(`customer ${n}`) }),
    );
    const teammate = new BusyTeammate(owner, chance.fork('teammate'));
    const inbox = await InboxScreen.open(owner);
    const post = new PostBox();
    const impatient = { requests: 0, refused: [] as string[] };
    const asking = (ask: () => Promise<unknown>) => asksAllTheTime(stop, impatient, ask);
    // Not through the balancer, which would hide who refused; and until the last moment.
    const oldOne = { stopped: false };
    const people = Promise.all([
      ...customers.map((customer) => customer.talk(stop)),
      teammate.work(stop),
      asking(() => owner.list('open')),
      asksAllTheTime(oldOne, impatient, await everything(before.base, owner.cookie, post)),
    ]);
    people.catch(() => {});

    await pause(1_000);
    await after.start();
    await expect.poll(() => balancer.ready()).toEqual(ports);
    const newOne = asking(await everything(after.base, owner.cookie, post));
    await pause(3_000);
    oldOne.stopped = true;
    expect(await before.stop()).toBe(0);
    await pause(1_000);
    stop.stopped = true;
    await Promise.all([people, newOne]);
    const quiet = Date.now() + QUIET_WITHIN_MS;
    while ((await owedAnswers(database)) > 0 && Date.now() < quiet) await pause(200);

    expect(impatient.refused).toEqual([]);
    expect(impatient.requests).toBeGreaterThan(50);
    const sent = [...customers, teammate, post].flatMap((person) => person.sent);
    expect(sent.length).toBeGreaterThan(5);
    sent.push(...sentBefore());
    const screens = [
      await inbox.compare('the inbox'),
      ...(await Promise.all(customers.map((each) => each.compare('a customer')))).flat(),
    ];
    inbox.close();
    const { claims } = teammate;
    const stored = await gather(database);
    const feed = [...told, ...stored.feed];
    const evidence = { ...stored, feed, sent, claims, screens, badges: [], lostJobs: [] };
    expect(brokenLaws(evidence)).toEqual([]);
    expect(stored.conversations.map(({ id }) => id)).toContain(release.people.waitingForAi);
  } finally {
    await Promise.all([before.stop(), after.stop()]);
    close();
  }
});

/** What was acknowledged before all this is as little to be lost. */
function sentBefore(): Sent[] {
  return parseRows(release.rows).flatMap(({ table, row }) =>
    table === 'messages' && row['client_message_id'] !== null
      ? [
          {
            clientMessageId: String(row['client_message_id']),
            body: String(row['body']),
            acknowledged: true,
            firstSentAt: 0,
            acknowledgedAt: 0,
          },
        ]
      : [],
  );
}

/** Reads and writes, as teammates' and customers' screens do, on this one server. */
async function everything(
  base: string,
  cookie: string,
  post: PostBox,
): Promise<() => Promise<unknown>> {
  const owner = teammateAt(base, cookie);
  const { aiAgentId, widgetKey } = release.people;
  const customer = await visit(base, widgetKey);
  let turn = 0;
  const acts: (() => Promise<unknown>)[] = [
    () => owner.get('/api/session'),
    () => owner.get('/api/conversations?view=resolved&q=glass'),
    () => owner.get(`/api/ai-agents/${aiAgentId}/documents`),
    () => owner.get(`/api/ai-agents/${aiAgentId}/policy`),
    () => customer.get('/widget/v1/conversation'),
    async () => {
      const message = post.write('Can I use lamp oil from the supermarket?');
      const { clientMessageId, body } = message;
      await customer.post('/widget/v1/messages', { clientMessageId, body });
      post.acknowledge(message);
    },
    () => owner.get('/api/conversations?view=ai'),
    () => owner.patch(`/api/ai-agents/${aiAgentId}`, { name: 'Lampkin' }),
  ];
  return async () => {
    turn += 1;
    await acts[turn % acts.length]?.();
  };
}

test('everything is seen as it was, decides as it did, and its keys still open', async () => {
  test.setTimeout(180_000);
  const database = await anInstallation('afterwards');
  // The turn that the old server was at stays with it for now: an answer would change what is seen.
  const lease = (until: string) =>
    connected(database, (client) =>
      client.query(`update jobs set lease_until = ${until} where leased_by is not null`),
    );
  await lease(`now() + interval '1 hour'`);
  const collector = await startCollector();
  const server = await aServer(database, {
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, BATON_DRAIN_SECONDS: '0' },
  });
  try {
    await server.start();
    const { people } = release;
    const { base } = server;
    // Whoever was signed in still is.
    const owner = teammateAt(base, people.ownerCookie);
    const customer = visitorAt(base, people.customerToken, whereTheChatWas());

    await test.step('signing in, and being vouched for', async () => {
      const email = 'tom@lanterns.example';
      await teammateAt(base).post('/api/session', { email, password: people.password });
      const ada = await visit(base, people.widgetKey, vouch(people.identitySecret, 'ada'));
      expect(ada.identified).toBe(true);
    });
    await test.step('what teammates and customers see', async () => {
      const answers = inPlaceOf(release);
      const lost = [
        ...(await lostAnswers(answers.owner, owner)),
        ...(await lostAnswers(answers.customer, customer)),
      ];
      expect(lost).toEqual([]);
    });
    await test.step('the past, decided again', async () => {
      const before = await changesOf(owner, people.replayId);
      expect(before.size).toBeGreaterThan(0);
      expect(await changesOf(owner, await replayedAgain(owner))).toEqual(before);
    });
    await test.step('the keys of the model and of an action', async () => {
      const of = `/api/ai-agents/${people.aiAgentId}`;
      const tested = await owner.post<{ ok: boolean }>(`${of}/engine/test`);
      expect(tested).toMatchObject({ ok: true });
      expect(outside.model.refused()).toBe(0);
      await visit(base, people.widgetKey).then((visitor) =>
        visitor.post('/widget/v1/messages', {
          clientMessageId: randomUUID(),
          body: 'Where is my order 1042?',
        }),
      );
      const runs = `${of}/action-runs`;
      const had = ((release.answers.owner[runs] as ActionRunList).runs ?? []).length;
      await expect
        .poll(async () => (await owner.get<ActionRunList>(runs)).runs.length)
        .toBeGreaterThan(had);
      await expect.poll(() => outside.shop.authorizations).toContain(people.actionSecret);
      expect(new Set(outside.shop.authorizations)).toEqual(new Set([people.actionSecret]));
    });
    await test.step('whom the old server left waiting gets an answer', async () => {
      await lease('now()');
      await expect.poll(() => owedAnswers(database), { timeout: QUIET_WITHIN_MS }).toBe(0);
    });
    await test.step('traces tell what was done, and nothing of what was said', async () => {
      await server.stop();
      const names = new Set(collector.spans.map(({ name }) => name));
      expect([...names]).toEqual(expect.arrayContaining(traced));
      const { modelKey, actionSecret, customerToken, password } = people;
      for (const secret of [modelKey, actionSecret, customerToken, password, ...said])
        expect(collector.text()).not.toContain(secret);
    });
  } finally {
    await server.stop();
    collector.close();
  }
});

const traced = [
  'POST /widget/v1/messages',
  'command sendCustomerMessage',
  'transaction',
  'model call',
];
/** By customers, about them, or by the desk of its things. */
const said = ['order 1042', 'olga@', 'lanterns.example', 'Carla', 'wick', 'Lampkin', 'harbour'];

/** A chat goes on where it was opened, and nowhere else. */
function whereTheChatWas(): string {
  const session = parseRows(release.rows).find(({ table }) => table === 'widget_sessions');
  return String(session?.row['origin']);
}

function inPlaceOf({ answers }: Release): Release['answers'] {
  const addresses = { model: outside.model.url, shop: outside.shop.origin };
  return JSON.parse(inPlace(JSON.stringify(answers), addresses)) as Release['answers'];
}

async function lostAnswers(before: Record<string, unknown>, caller: Caller): Promise<string[]> {
  const lost: string[] = [];
  for (const [path, was] of Object.entries(before)) {
    const costs = /(.*usage\?month=)/.exec(path)?.[1];
    const is = await caller.get(
      costs === undefined ? path : `${costs}${new Date().toISOString().slice(0, 7)}`,
    );
    lost.push(...lostFrom(costs === undefined ? was : inAll(was), is, path));
  }
  return lost;
}

/** By day it is another month's. */
function inAll(usage: unknown): unknown {
  const { total, purposes, conversations } = usage as Record<string, unknown>;
  return { total, purposes, conversations };
}

/** Each decision of the past that another policy would have changed, and into what. */
async function changesOf(owner: Caller, replayId: string): Promise<Map<string | null, unknown>> {
  const { changes } = await owner.get<ReplayChanges>(`/api/replays/${replayId}/changes`);
  const replayed = new Set(
    parseRows(release.rows)
      .filter(({ table }) => table === 'replay_turns')
      .map(({ row }) => row['decision_id']),
  );
  // What was decided after the replay of then is in today's, too.
  const then = changes.filter(({ decisionId }) => replayed.has(decisionId));
  return new Map(then.map(({ decisionId, was, wouldBe }) => [decisionId, { was, wouldBe }]));
}

async function replayedAgain(owner: Caller): Promise<string> {
  const { replay } = await owner.post<{ replay: Replay }>(
    `/api/ai-agents/${release.people.aiAgentId}/policy/replay`,
    { policy: { kind: 'version', version: REPLAYED_VERSION } },
  );
  await expect
    .poll(
      async () => (await owner.get<{ replay: Replay }>(`/api/replays/${replay.id}`)).replay.state,
    )
    .toBe('done');
  return replay.id;
}
