/** Replays and exports over HTTP: who may, what is refused, and what a form may hold. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createScene, type Scene } from './testing/scene.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';

let test: TestApp;
let scene: Scene;
let address: string;

beforeAll(async () => {
  test = await createTestApp({ rateLimits: false });
});
afterAll(() => test.drop());
beforeEach(async () => {
  scene = await createScene(test);
  address = `/api/ai-agents/${scene.aiAgent.id}/policy/replay`;
});

const inForce = { kind: 'version', version: 1 };

function form(file: string | null, fields: Record<string, string> = {}) {
  const raw = new FormData();
  if (file !== null) raw.append('file', new File([file], 'chats.jsonl'));
  for (const [name, value] of Object.entries(fields)) raw.append(name, value);
  return { raw };
}
const chat = '{"id":"1","turns":[{"customer":"Where is it?"},{"ai":"Here."}]}';
const asJson = { policy: JSON.stringify(inForce) };

describe('a replay over HTTP', () => {
  it('begins with what there is to decide, and is read by everybody on the team', async () => {
    await scene.decided();
    await scene.decided('handoff');
    const { status, body } = await scene.browser.post(address, { policy: inForce });
    expect([status, body.replay.state, body.replay.progress]).toEqual([
      202,
      'waiting',
      { done: 0, total: 2 },
    ]);
    const { browser } = await scene.colleague();
    const read = await browser.get(`/api/replays/${body.replay.id}`);
    expect(read.body).toEqual(body);
    expect((await browser.post(address, { policy: inForce })).status).toBe(403);
  });

  it('without a draft says so, and takes a policy that was never saved', async () => {
    const none = await scene.browser.post(address, { policy: { kind: 'draft' } });
    expect([none.status, none.body.code]).toEqual([404, 'not_found']);
    const policy = await scene.browser.get(`/api/ai-agents/${scene.aiAgent.id}/policy`);
    const document = { ...policy.body.published.document, maxAiTurns: 3 };
    const own = await scene.browser.post(address, { policy: { kind: 'document', document } });
    expect(own.body.replay.policy).toEqual({ kind: 'document', version: null });
  });

  it('waits its turn when others of the workspace still run', async () => {
    for (let n = 0; n < 3; n += 1) await scene.browser.post(address, { policy: inForce });
    const { status, body } = await scene.browser.post(address, { policy: inForce });
    expect([status, body.code]).toEqual([409, 'conflict']);
  });

  it('takes a file of chats with the lines that can be read', async () => {
    const sent = form(`${chat}\nbroken`, asJson);
    const { status, body } = await scene.browser.post(`${address}/transcripts`, undefined, sent);
    expect([status, body.replay.rowErrors, body.replay.progress.total]).toEqual([
      202,
      [{ row: 2, message: 'This is not JSON.' }],
      1,
    ]);
  });

  it.each([
    [400, 'malformed_request', () => form(null, asJson)],
    [422, 'invalid_input', () => form('broken', asJson)],
    [422, 'invalid_input', () => form('', asJson)],
    [422, 'invalid_input', () => form(chat, { policy: '{' })],
    [422, 'invalid_input', () => form(chat, { policy: '{"kind":"all"}' })],
    [404, 'not_found', () => form(chat)],
    [413, 'too_large', () => form('x'.repeat(21 * 1024 * 1024), asJson)],
    [415, 'unsupported_media_type', () => ({ raw: chat, headers: { 'content-type': 'text/csv' } })],
  ])('answers %d %s to a form that will not do', async (status, code, options) => {
    const sent = await scene.browser.post(`${address}/transcripts`, undefined, options());
    expect([sent.status, sent.body.code]).toEqual([status, code]);
  });
});

it('decision records are exported a line each, the oldest first, for managers only', async () => {
  await scene.decided();
  await scene.decided('handoff');
  const file = `/api/ai-agents/${scene.aiAgent.id}/decisions.jsonl`;
  const { headers, body } = await scene.browser.get(file);
  expect(headers.get('content-type')).toContain('application/x-ndjson');
  const lines = (body as string).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).outcome)).toEqual(['answer', 'handoff']);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ turn: 1, record: { policyVersion: 1 } });
  const later = await scene.browser.get(`${file}?since=2999-01-01T00:00:00.000Z`);
  expect(later.body).toBeNull();
  const { browser } = await scene.colleague();
  expect((await browser.get(file)).status).toBe(403);
});
