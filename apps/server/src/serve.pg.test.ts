// A whole server, with a model behind it, through a conversation and its troubles; then everything
// that it logged and counted is searched for what anybody wrote.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, eventually, type TestDatabase } from '@baton/testkit/database';
import { type FakeProvider, groundedAnswer, startFakeProvider } from '@baton/testkit/provider';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { HttpApp } from './http/index.ts';
import { createBrowser } from './http/testing/browser.ts';
import { createWidget } from './http/testing/widget.ts';
import { aLookUp } from './modules/answering/actions/testing/an-action.ts';
import {
  startMailServer,
  type TestMailServer,
} from './modules/notifications/testing/mail-server.ts';
import { loadConfig } from './platform/config.ts';
import { freePort } from './platform/embedded-postgres/free-port.ts';
import { newId } from './platform/ids.ts';
import { createLog } from './platform/log.ts';
import { parseExposition, valueOf } from './platform/metrics/testing/parse-exposition.ts';
import { type RunningServer, serve } from './serve.ts';

/** In everything that somebody writes or keeps secret; in nothing that is logged or counted. */
const CANARY = /c[a4]nary/i;
const METRICS_TOKEN = 'metrics-canary-token';

let folder: string;
let testDatabase: TestDatabase;
let provider: FakeProvider;
let mailServer: TestMailServer;
let server: RunningServer;
let browser: ReturnType<typeof createBrowser>;
let widget: ReturnType<typeof createWidget>;
const lines: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-logs-'));
  testDatabase = await createTestDatabase();
  provider = await startFakeProvider();
  provider.answers((request) => ({ says: groundedAnswer(request) }));
  mailServer = await startMailServer();
  // Mail needs the address before there is a server.
  const port = await freePort();
  server = await serve(
    loadConfig({
      PORT: String(port),
      HOST: '127.0.0.1',
      BATON_DATA: folder,
      DATABASE_URL: testDatabase.url,
      BATON_MODEL_PROVIDER: 'compatible',
      BATON_MODEL: 'canary-model',
      BATON_MODEL_URL: provider.url,
      BATON_MODEL_KEY: 'sk-canary-key',
      BATON_METRICS_TOKEN: METRICS_TOKEN,
      BATON_SMTP_URL: `smtp://127.0.0.1:${mailServer.port}`,
      BATON_MAIL_FROM: 'Canary support <support@canary.example>',
      BATON_PUBLIC_URL: `http://127.0.0.1:${port}`,
      BATON_RATE_LIMITS: 'off',
      LOG_LEVEL: 'debug',
    }),
    createLog({ level: 'debug', pretty: false, write: (line) => lines.push(line) }),
  );
  const { url } = server;
  // The test's browser speaks to an app; this one stands on a port.
  const app = {
    request: (path: string, init: RequestInit) => fetch(url + path, init),
  } as unknown as HttpApp;
  browser = createBrowser(app);
  await setUp(app);
}, 60_000);

afterAll(async () => {
  await server?.close();
  await provider?.close();
  await mailServer?.close();
  await testDatabase?.drop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

async function setUp(app: HttpApp): Promise<void> {
  const token = new URL(server.setUpLink ?? '').searchParams.get('token');
  const made = await browser.post('/api/setup', {
    token,
    workspaceName: 'Canary Lamps',
    name: 'Carla Canary',
    email: 'carla@canary.example',
    password: 'a canary sings below in the cold mine',
  });
  expect(made.status).toBe(201);
  const { aiAgents } = (await browser.get('/api/session')).body;
  const form = new FormData();
  const text =
    '# The canary lamp\n\nThe canary lamp costs nineteen euros and shines for ten hours.';
  form.append('files', new File([text], 'canary-lamp.md', { type: 'text/markdown' }));
  const added = await browser.post(`/api/ai-agents/${aiAgents[0].id}/uploads`, undefined, {
    raw: form,
  });
  expect(added.body.results).toMatchObject([{ result: 'added' }]);
  widget = createWidget(app, { key: aiAgents[0].widgetKey });
}

async function scrape() {
  const answer = await fetch(`${server.url}/metrics`, {
    headers: { authorization: `Bearer ${METRICS_TOKEN}` },
  });
  expect(answer.status).toBe(200);
  const text = await answer.text();
  return { text, samples: parseExposition(text) };
}

/** Of an action that was deleted since, so that its run ends without a request. */
const aDefinition = {
  ...aLookUp({ name: 'Canary refund', failure: 'The canary refund did not work.' }),
  actionId: newId('act'),
};

const conversationId = async (): Promise<string> =>
  (await widget.get('/conversation')).body.snapshot.conversation.id;

const opened = async () => (await browser.get(`/api/conversations/${await conversationId()}`)).body;

async function settled(): Promise<void> {
  await eventually(async () => expect((await opened()).summary.aiWorking).toBe(false));
}

async function aConversationAndItsTroubles(): Promise<void> {
  // Answered by the model; then a model that says back what it was asked, in an error.
  await widget.say('How much does the canary lamp cost?');
  await settled();
  const blames = { fails: 400, message: 'canary is not allowed: How much does the canary cost?' };
  provider.plays(blames, blames, blames, blames);
  await widget.say('For how many hours does the canary lamp shine?');
  await settled();
  await widget.say('canary, I want to talk to a person');
  await settled();

  const id = await conversationId();
  const at = `/api/conversations/${id}`;
  await browser.post(`${at}/claim`);
  const said = await browser.post(`${at}/replies`, {
    clientMessageId: 'reply-one',
    body: 'canary reply',
  });
  expect(said.status).toBe(200);
  await browser.post(`${at}/notes`, { clientMessageId: 'note-one', body: 'canary note' });
  await browser.post(`${at}/tags`, { tag: 'canary-tag' });

  // What cannot be read, what may not be, what is wrong, what is nowhere.
  await browser.post(`${at}/replies`, undefined, { raw: '{"body": "canary' });
  await browser.post(`${at}/replies`, { clientMessageId: 'canary id', body: ['canary'] });
  await browser.post('/api/session', { email: 'canary@example.com', password: 'canary wrong' });
  await browser.get('/api/conversations?view=canary&q=canary');
  await browser.get('/canary?token=canary');
  await widget.post('/canary', { canary: 'canary' });

  // A surprise, told by a database that puts the row into its words.
  const database = testDatabase.connect();
  await database.query(
    "alter table messages add constraint plain check (body not like '%SURPRISE%') not valid",
  );
  const surprise = await widget.say('SURPRISE, said the canary');
  expect(surprise.status).toBe(500);
}

describe('a server through a conversation and its troubles', () => {
  beforeAll(aConversationAndItsTroubles, 120_000);

  it('no log line holds a word that anybody wrote, a name, an address or a key', () => {
    expect(lines.length).toBeGreaterThan(30);
    const all = lines.map((line) => JSON.parse(line) as { msg: string; level: number });
    expect(all.filter(({ msg }) => msg === 'a surprise')).toHaveLength(1);
    expect(all.some(({ msg }) => msg === 'turn ended')).toBe(true);
    expect(lines.filter((line) => CANARY.test(line) || line.includes('SURPRISE'))).toEqual([]);
    expect(lines.filter((line) => line.includes(widget.token() ?? '?'))).toEqual([]);
  });

  it('the numbers tell what happened', async () => {
    const { samples } = await scrape();
    const count = (name: string, labels = {}) => valueOf(samples, `baton_${name}`, labels);
    expect(count('conversations_started_total')).toBe(1);
    expect(count('messages_total', { author: 'customer' })).toBe(3);
    expect(count('messages_total', { author: 'teammate' })).toBe(1);
    expect(count('decisions_total')).toBe(3);
    expect(count('handoffs_total', { reason: 'direct_request' })).toBe(1);
    expect(count('ai_answer_seconds_count')).toBe(3);
    expect(count('model_calls_total', { provider: 'compatible', end: 'ok' })).toBeGreaterThan(0);
    expect(count('model_calls_total', { end: 'ok' })).toBeLessThan(count('model_calls_total'));
    // A job is done at least once: one that a busy machine kept waiting may be taken up again.
    const done = count('job_attempts_total', { kind: 'answering.turn', end: 'done' });
    expect(done).toBeGreaterThanOrEqual(3);
    const sent = { route: '/widget/v1/messages' };
    expect(count('http_requests_total', { ...sent, status: '5xx' })).toBe(1);
    expect(count('http_requests_total', sent)).toBe(4);
    expect(count('feed_delivery_seconds_count')).toBeGreaterThan(3);
    expect(count('database_up')).toBe(1);
    expect(count('stranded_conversations')).toBe(0);
    expect(lines.filter((line) => line.includes('had lost their job'))).toEqual([]);
    expect(count('stranded_conversations_mended_total')).toBe(0);
    expect(count('conversations_waiting')).toBe(0);
    expect(count('build_info')).toBe(1);
    expect(valueOf(samples, 'nodejs_eventloop_lag_seconds')).toBeGreaterThanOrEqual(0);
  });

  it('and no label holds a word, a name or an id', async () => {
    const { text, samples } = await scrape();
    expect(text).not.toMatch(CANARY);
    const known = /^[a-zA-Z0-9_./:*{}[\]+|-]*$/;
    for (const { labels } of samples) {
      for (const value of Object.values(labels)) {
        expect(value).toMatch(known);
        expect(value).not.toMatch(/^(cnv|con|msg|wsp|aia|tmt|job)_/);
      }
    }
    expect(samples.length).toBeLessThan(1_500);
  });

  it('a customer who waits for a person is counted', async () => {
    const database = testDatabase.connect();
    const id = await conversationId();
    await database.query('alter table messages drop constraint plain');
    await browser.post(`/api/conversations/${id}/hand-back`);
    await settled();
    await widget.say('canary, let me talk to a person please');
    await settled();
    await eventually(async () => {
      const { samples } = await scrape();
      expect(valueOf(samples, 'baton_conversations_waiting')).toBe(1);
      expect(valueOf(samples, 'baton_conversations_waiting_longest_seconds')).toBeGreaterThan(0);
    });
  });

  it('and told by mail to who has no inbox open, whose address stands in no log', async () => {
    mailServer.mood = 'busy';
    const database = testDatabase.connect();
    await database.query(
      `insert into teammate_presence (teammate_id, workspace_id, seen_at, away_since)
       select id, workspace_id, now(), now() - interval '1 hour' from teammates
       on conflict (teammate_id) do update set away_since = excluded.away_since`,
    );
    await database.query(
      `update conversations set waiting_since = now() - interval '3 minutes', state = jsonb_set(state,
         '{standing,control,since}', to_jsonb(now() - interval '3 minutes')) where id = $1`,
      [await conversationId()],
    );
    // Looked for every ten seconds.
    await vi.waitFor(() => expect(mailServer.tried).toBeGreaterThan(0), 60_000);
    mailServer.mood = 'takes';
    await eventually(async () => {
      expect(mailServer.taken.map(({ to }) => to)).toEqual([['carla@canary.example']]);
      const { samples } = await scrape();
      const sent = { about: 'waiting', outcome: 'sent' };
      expect(valueOf(samples, 'baton_mails_total', sent)).toBe(1);
    });
    expect(lines.filter((line) => CANARY.test(line))).toEqual([]);
    expect((await scrape()).text).not.toMatch(CANARY);
  }, 120_000);

  it('a customer whom everybody forgot is counted, and found', async () => {
    const database = testDatabase.connect();
    await database.query(
      `update conversations set controller = 'ai', ai_owes_turn = 1,
         updated_at = now() - interval '1 minute' where id = $1`,
      [await conversationId()],
    );
    await eventually(async () => {
      const { samples } = await scrape();
      expect(valueOf(samples, 'baton_stranded_conversations_mended_total')).toBeGreaterThan(0);
    });
  });

  it('an action whose end nobody would have told is found, and its end is told', async () => {
    const database = testDatabase.connect();
    const before = valueOf((await scrape()).samples, 'baton_stranded_conversations_mended_total');
    await database.query(
      `insert into action_runs (id, workspace_id, ai_agent_id, conversation_id, contact_id,
         action_version, definition, state, at)
       select $2, workspace_id, ai_agent_id, id, contact_id, 1, $3, 'running', now()
       from conversations where id = $1`,
      [await conversationId(), newId('run'), JSON.stringify(aDefinition)],
    );
    await eventually(async () => {
      const { samples } = await scrape();
      const mended = valueOf(samples, 'baton_stranded_conversations_mended_total');
      expect(mended).toBeGreaterThan(before);
      const { entries } = (await widget.get('/conversation')).body.snapshot;
      expect(entries.at(-1)).toMatchObject({ notice: 'actionFailed', name: 'Canary refund' });
    });
  });
});
