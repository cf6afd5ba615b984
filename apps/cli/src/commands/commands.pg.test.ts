/** The commands against a real installation: ingest, ask, backup, restore, doctor's look at it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  createEngines,
  createSecrets,
  type Database,
  loadConfig,
  openBaton,
  openSecrets,
  silentLog,
} from '@baton/server';
import { createTestDatabase, type TestDatabase } from '@baton/testkit/database';
import type { Command, Progress } from '../command.ts';
import { database } from '../doctor/database.ts';
import { readArguments } from '../terminal/arguments.ts';
import { ask } from './ask.ts';
import { backup } from './backup.ts';
import { ingest } from './ingest.ts';
import { replay } from './replay.ts';
import { resetPassword } from './reset-password.ts';
import { restore } from './restore.ts';

const quiet: Progress = { tell: () => undefined, done: () => undefined };
const run = (command: Command, ...argv: string[]) =>
  command.run(readArguments(argv, command.options), quiet);
const configOf = (url: string) => loadConfig({ DATABASE_URL: url, BATON_DATA: folder });

let folder = '';
let installation: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-commands-'));
  installation = await createTestDatabase();
  vi.stubEnv('DATABASE_URL', installation.url);
  vi.stubEnv('BATON_DATA', folder);
  await mkdir(join(folder, 'docs'));
  await writeFile(
    join(folder, 'docs', 'refunds.md'),
    '# Refunds\n\nYou can return a lamp within 30 days of delivery. We refund the price within five working days.\n',
  );
  await writeFile(join(folder, 'docs', 'empty.md'), '');
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await installation.drop();
  await rm(folder, { recursive: true, force: true });
});

async function setUp(): Promise<void> {
  const baton = await openBaton({
    config: configOf(installation.url),
    log: silentLog(),
    name: 'test',
    guestAllowed: true,
  });
  try {
    const token = await baton.accounts.setUp.issueToken();
    const owner = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
    await baton.accounts.setUp.setUp(
      { token: token ?? '', workspaceName: 'Lumen', ...owner },
      null,
    );
  } finally {
    await baton.close();
  }
}

test('before the set-up, ask and ingest say how to get there', async () => {
  await expect(run(ask, 'Can I return a lamp?')).rejects.toThrow('open the set-up link');
  expect(await database(configOf(installation.url))).toContainEqual(
    expect.objectContaining({ about: 'set-up', level: 'warn' }),
  );
});

test('documents are added once, told when rejected, and answered from', async () => {
  await setUp();
  const first = await run(ingest, '--no-wait', join(folder, 'docs'));
  expect(first).toMatchObject({ ok: false, json: { added: 1, rejected: 1, passages: 1 } });
  expect(first?.text).toMatch(/rejected {2}empty\.md: \S/);

  const again = await run(ingest, '--no-wait', join(folder, 'docs', 'refunds.md'));
  expect(again).toMatchObject({ ok: true, json: { unchanged: 1 } });

  const answer = await run(ask, 'Within how many days can I return a lamp?');
  expect(answer?.json).toMatchObject({ passages: [{ title: 'Refunds' }] });
  expect(answer?.text).toMatch(/decision[\s\S]+confidence[\s\S]+30 days/);
});

test('ask --explain tells what was found and why, and --json all of it as one object', async () => {
  const explained = await run(ask, '--explain', 'Within how many days can I return a lamp?');
  expect(explained?.json).toMatchObject({
    question: 'Within how many days can I return a lamp?',
    passages: [{ matchedTerms: expect.arrayContaining(['lamp']) }],
    rule: expect.any(String),
  });
  expect(explained?.text).toMatch(/Found[\s\S]+matched words: .*lamp[\s\S]+Signals[\s\S]+Decision/);
});

test('a website is read page by page, and only what changed when it is read again', async () => {
  const page = (title: string, text: string) =>
    `<!doctype html><title>${title}</title><main><h1>${title}</h1><p>${text}</p><a href="/b">B</a></main>`;
  const server = createServer((request, response) => {
    const known = request.url === '/' || request.url === '/b';
    response.writeHead(known ? 200 : 404, { 'content-type': 'text/html' });
    response.end(known ? page(`Lamp ${request.url}`, `The lamp of ${request.url} shines.`) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  try {
    const refused = await run(ingest, '--no-wait', url);
    expect(refused).toMatchObject({ ok: false });
    expect(refused?.text).toMatch(/not read .*private network/);

    vi.stubEnv('BATON_ALLOW_PRIVATE_FETCH', 'on');
    const first = await run(ingest, '--no-wait', '--max-pages', '5', url);
    expect(first).toMatchObject({
      ok: true,
      json: { websites: [{ documentCount: 2, progress: { read: 2 }, settings: { maxPages: 5 } }] },
    });
    const again = await run(ingest, '--no-wait', url);
    expect(again).toMatchObject({ json: { websites: [{ progress: { read: 0, unchanged: 2 } }] } });

    await expect(run(ingest, url, join(folder, 'docs'))).rejects.toThrow('two commands');
    await expect(run(ingest, url, '--max-pages', 'all')).rejects.toThrow('whole number');
    await expect(run(ingest, url, '--include', 'help')).rejects.toThrow('/help/**');
  } finally {
    vi.stubEnv('BATON_ALLOW_PRIVATE_FETCH', '');
    server.closeAllConnections();
    server.close();
  }
});

test('a replay over a file of chats says what the policy would make of each, and which lines are broken', async () => {
  const chats = join(folder, 'chats.jsonl');
  await writeFile(
    chats,
    [
      JSON.stringify({ id: '1', turns: [{ customer: 'Let me talk to a human' }, { ai: 'No.' }] }),
      'not JSON',
    ].join('\n'),
  );
  const result = await run(replay, '--policy', '1', '--transcripts', chats);
  expect(result?.json).toMatchObject({
    state: 'done',
    result: { total: 1, changed: 1, pairs: [{ was: 'answer', wouldBe: 'handoff', count: 1 }] },
    changes: [{ wouldBe: { rule: 'direct_request' } }],
  });
  expect(result?.text).toMatch(/answer +handoff +1 +100 %[\s\S]+line 2: This is not JSON/);

  const policy = join(folder, 'draft.json');
  await writeFile(policy, '{"schema":2,"anwserAt":1}');
  await expect(run(replay, '--policy', policy)).rejects.toThrow(/is not a policy:[\s\S]+anwserAt/);
});

test('whoever runs the server lets somebody in again by a link, beside a running server or without', async () => {
  await expect(run(resetPassword, 'nobody@example.com')).rejects.toThrow('Nobody has the address');
  await expect(run(resetPassword)).rejects.toThrow('Which email address?');
  const made = await run(resetPassword, 'Ada@example.com');
  const [link = ''] = /http:\S+/.exec(made?.text ?? '') ?? [];
  expect(link).toMatch(/^http:\/\/localhost:3000\/reset-password#[\w-]{43}$/);
  expect(made?.json).toMatchObject({ link, name: 'Ada', secondFactor: false });
  const baton = await openBaton({
    config: configOf(installation.url),
    log: silentLog(),
    name: 'test',
    guestAllowed: true,
  });
  try {
    const { passwordResets, sessions } = baton.accounts;
    const password = 'a whole new passphrase';
    const [, token = ''] = link.split('#');
    expect(await passwordResets.use(token, password)).toEqual({ kind: 'reset' });
    expect(await sessions.signIn('ada@example.com', password, null)).toHaveProperty('teammate');
  } finally {
    await baton.close();
  }
});

const openai = {
  kind: 'openai',
  model: 'gpt',
  url: null,
  key: 'sk-hush',
  selfCheck: false,
} as const;

async function onlyAgent(database: Database) {
  const [agent] = await database.query<{ id: string; workspace_id: string }>(
    'select id, workspace_id from ai_agents',
  );
  return { id: agent?.id ?? '', workspaceId: agent?.workspace_id ?? '' };
}

test('the doctor says what each AI agent writes with, and calls it when asked to', async () => {
  const config = configOf(installation.url);
  const connection = installation.connect();
  const { id, workspaceId } = await onlyAgent(connection);
  const engines = createEngines({
    database: connection,
    secrets: await openSecrets(config),
    defaultModel: null,
  });
  const found = async (callModels: boolean, from = config) =>
    (await database(from, { callModels })).find(({ about }) => about.startsWith('AI agent'));

  expect(await found(true)).toMatchObject({
    level: 'ok',
    found: expect.stringMatching(/quotes the documents/),
  });
  const nobody = { ...openai, kind: 'compatible', url: 'http://127.0.0.1:4530/v1' } as const;
  await engines.choose(workspaceId, id, nobody);
  expect(await found(false)).toMatchObject({
    level: 'ok',
    found: expect.stringMatching(/compatible:gpt at .* key opens/),
  });
  expect(await found(true)).toMatchObject({
    level: 'fail',
    found: expect.stringMatching(/compatible:gpt/),
  });
  const other = { ...config, secretKey: randomBytes(32), dataDir: join(folder, 'elsewhere') };
  expect(await found(false, other)).toMatchObject({
    level: 'fail',
    todo: expect.stringContaining('Enter the key again'),
  });
});

test('a backup holds model keys sealed; another installation asks for them again', async () => {
  const config = configOf(installation.url);
  const secrets = await openSecrets(config);
  const source = installation.connect();
  const { id, workspaceId } = await onlyAgent(source);
  const from = createEngines({ database: source, secrets, defaultModel: null });
  await from.choose(workspaceId, id, openai);
  const file = join(folder, 'sealed.baton');
  await run(backup, file);
  expect(gunzipSync(await readFile(file)).includes('sk-hush')).toBe(false);

  const other = await createTestDatabase({ empty: true });
  try {
    vi.stubEnv('DATABASE_URL', other.url);
    await run(restore, file);
    const restored = { database: other.connect(), defaultModel: null };
    const kept = createEngines({ ...restored, secrets });
    expect((await kept.engineOf(workspaceId, id)).engine?.access.key).toBe('sk-hush');
    const lost = createEngines({ ...restored, secrets: createSecrets([randomBytes(32)]) });
    expect(await lost.engineOf(workspaceId, id)).toMatchObject({
      engine: null,
      trouble: expect.stringContaining('Enter the key again'),
    });
  } finally {
    vi.stubEnv('DATABASE_URL', installation.url);
    await other.drop();
  }
});

test('a backup restored into an empty database holds the same installation', async () => {
  const file = join(folder, 'all.baton');
  expect(await run(backup, file)).toMatchObject({ ok: true });
  await expect(run(backup, file)).rejects.toThrow('--force');

  const other = await createTestDatabase({ empty: true });
  try {
    vi.stubEnv('DATABASE_URL', other.url);
    expect(await run(restore, file)).toMatchObject({ ok: true });
    await expect(run(restore, file)).rejects.toThrow('in use');
    expect(await database(configOf(other.url))).toContainEqual(
      expect.objectContaining({ about: 'set-up', level: 'ok' }),
    );
  } finally {
    vi.stubEnv('DATABASE_URL', installation.url);
    await other.drop();
  }
});
