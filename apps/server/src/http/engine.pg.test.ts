// The engine as a caller meets it: keys that are never told, teammates who may not, and nonsense.

import type { EngineTest } from '@baton/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EngineAccess } from '../modules/accounts/index.ts';
import { createScene, type Scene } from './testing/scene.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';

let test: TestApp;
let scene: Scene;
let path: string;
const tried: { access: EngineAccess; scope: object }[] = [];
const refusedKey: EngineTest = {
  ok: false,
  firstTextMs: null,
  totalMs: 90,
  said: null,
  logprobs: false,
  fault: {
    code: 'unauthorized',
    words: 'The key was refused.',
    detail: 'Incorrect API key provided',
    status: 401,
  },
};

beforeAll(async () => {
  test = await createTestApp({
    rateLimits: false,
    testEngine: async (scope, access) => {
      tried.push({ scope, access });
      return refusedKey;
    },
  });
});
afterAll(() => test.drop());
beforeEach(async () => {
  scene = await createScene(test);
  path = `/api/ai-agents/${scene.aiAgent.id}`;
  tried.length = 0;
});

const put = (part: string, body: unknown, browser = scene.browser) =>
  browser.call('PUT', `${path}/${part}`, body);
const openai = { kind: 'openai', model: 'gpt-4o-mini', key: 'sk-hush-hush' };
const voice = { tone: 'formal', length: 'long', language: 'customer', instructions: '' };
const budget = { monthly: 20, currency: 'EUR', inputPrice: 0.15, outputPrice: 0.6 };

describe('a key', () => {
  it('is in no answer after it was sent, of any route that shows AI agents', async () => {
    const answers = [
      await put('engine', openai),
      await put('engine', { ...openai, key: undefined, model: 'gpt-5' }),
      await put('voice', voice),
      await put('budget', budget),
      await scene.browser.get(`${path}/engine`),
      await scene.browser.get(path),
      await scene.browser.get('/api/ai-agents'),
      await scene.browser.get('/api/session'),
      await scene.browser.post(`${path}/engine/test`, {}),
      await scene.browser.get(`${path}/usage`),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain('hush');
    }
    expect(answers[1]?.body.engine).toMatchObject({ model: 'gpt-5', hasKey: true });
    expect(tried[0]?.access.key).toBe('sk-hush-hush');
  });

  it('is in no answer where its request is refused', async () => {
    for (const wrong of [
      { ...openai, model: 7 },
      { ...openai, kind: 'gemini' },
      { ...openai, key: 'sk-hush hush' },
      { ...openai, key: ['sk-hush'] },
      { ...openai, url: 'https://u:sk-hush@host/v1' },
      { ...openai, extra: 'sk-hush' },
    ]) {
      for (const answer of [
        await put('engine', wrong),
        await scene.browser.post(`${path}/engine/test`, wrong),
      ]) {
        expect([answer.status, answer.body.code]).toEqual([422, 'invalid_input']);
        expect(JSON.stringify(answer.body)).not.toContain('hush');
      }
    }
    expect(tried).toEqual([]);
  });

  it('in the live feed or the database is never readable', async () => {
    await put('engine', openai);
    for (const table of ['ai_agents', 'feed', 'jobs', 'installation']) {
      const rows = await test.database.query(`select t::text as row from ${table} t`);
      expect(JSON.stringify(rows)).not.toContain('hush');
    }
  });
});

describe('a choice', () => {
  it('that lacks something is told which field and why', async () => {
    const { status, body } = await put('engine', { kind: 'compatible' });
    expect([status, body.code]).toEqual([422, 'invalid_input']);
    expect(body.errors.map(({ path: at }: { path: string }) => at)).toEqual(['model', 'url']);
    expect(body.detail).toBe(
      'The model is needed: the name of the model. The address is needed: the address before /chat/completions.',
    );
  });

  it('of hostile or odd values is refused or kept as text, and breaks nothing', async () => {
    const refused = [
      null,
      [],
      'openai',
      {},
      { ...openai, model: '' },
      { ...openai, model: '   ' },
      { ...openai, model: 'x'.repeat(201) },
      { ...openai, key: 'x'.repeat(1001) },
      { ...openai, key: '' },
      { ...openai, url: 'file:///etc/passwd' },
      { ...openai, url: 'javascript:alert(1)' },
      { ...openai, url: `https://host/${'x'.repeat(500)}` },
      { ...openai, url: '//host/v1' },
      { ...openai, selfCheck: 'yes' },
    ];
    for (const wrong of refused) {
      const answer = await put('engine', wrong);
      expect([wrong, answer.status]).toEqual([wrong, 422]);
    }
    const odd = `'; drop table ai_agents; -- \u202e😀 <script>`;
    const { status, body } = await put('engine', { ...openai, model: odd });
    expect([status, body.engine.model]).toEqual([200, odd]);
  });

  it('is taken back by going to the operator’s default', async () => {
    await put('engine', openai);
    const { body } = await scene.browser.call('DELETE', `${path}/engine`);
    expect(body.engine).toMatchObject({ kind: 'embedded', hasKey: false, from: 'environment' });
  });
});

describe('a test of the connection', () => {
  it('calls the model as it would be saved, and saves nothing', async () => {
    const { status, body } = await scene.browser.post(`${path}/engine/test`, openai);
    expect([status, body]).toEqual([200, refusedKey]);
    expect(tried).toEqual([
      {
        scope: { workspaceId: scene.workspaceId, aiAgentId: scene.aiAgent.id },
        access: {
          kind: 'openai',
          model: 'gpt-4o-mini',
          url: null,
          key: 'sk-hush-hush',
          trusted: false,
        },
      },
    ]);
    const now = await scene.browser.get(`${path}/engine`);
    expect(now.body.engine.kind).toBe('embedded');
  });

  it('of the engine as it is takes an empty object, or no body at all', async () => {
    await put('engine', openai);
    for (const body of [{}, undefined]) {
      const answer = await scene.browser.post(`${path}/engine/test`, body);
      expect(answer.status).toBe(200);
    }
    expect(tried.map(({ access }) => access.model)).toEqual(['gpt-4o-mini', 'gpt-4o-mini']);
  });

  it('of a choice with a fault names the field, not the shape of the request', async () => {
    const { body } = await scene.browser.post(`${path}/engine/test`, { kind: 'openai', model: 7 });
    expect(body.errors).toEqual([{ path: 'model', message: 'must be text' }]);
  });

  it('never sends the stored key to an address that was only typed', async () => {
    await put('engine', openai);
    const elsewhere = { kind: 'compatible', model: 'm', url: 'https://evil.example/v1' };
    await scene.browser.post(`${path}/engine/test`, elsewhere);
    expect(tried[0]?.access.key).toBeNull();
    const proxy = { kind: 'openai', model: 'm', url: 'https://evil.example/v1' };
    expect((await scene.browser.post(`${path}/engine/test`, proxy)).status).toBe(422);
  });

  it('that is asked for over and over is slowed down', async () => {
    const limited = await createTestApp();
    try {
      const { browser, aiAgent } = await createScene(limited);
      const ask = () => browser.post(`/api/ai-agents/${aiAgent.id}/engine/test`, openai);
      const statuses = [];
      for (let n = 0; n < 22; n += 1) statuses.push((await ask()).status);
      expect(statuses.at(0)).toBe(200);
      expect(statuses.at(-1)).toBe(429);
    } finally {
      await limited.drop();
    }
  });

  it('of the embedded engine has nothing to call', async () => {
    const { status, body } = await scene.browser.post(`${path}/engine/test`, {});
    expect([status, body.detail]).toEqual([422, 'The embedded engine needs no connection.']);
  });
});

describe('a teammate who is no manager', () => {
  it('may read, and change and try nothing', async () => {
    const { browser } = await scene.colleague();
    expect((await browser.get(`${path}/engine`)).status).toBe(200);
    expect((await browser.get(`${path}/usage`)).status).toBe(200);
    const answers = [
      await put('engine', openai, browser),
      await put('voice', voice, browser),
      await put('budget', budget, browser),
      await browser.call('DELETE', `${path}/engine`),
      await browser.post(`${path}/engine/test`, openai),
    ];
    for (const { status, body } of answers) expect([status, body.code]).toEqual([403, 'forbidden']);
    expect(tried).toEqual([]);
  });
});

describe('voice and budget', () => {
  it.each([
    { ...voice, tone: 'sarcastic' },
    { ...voice, language: 'German' },
    { ...voice, language: '' },
    { ...voice, instructions: 'x'.repeat(4_001) },
    { ...voice, instructions: null },
    { ...voice, more: 1 },
    { tone: 'formal' },
  ])('%o is no voice', async (wrong) => {
    expect((await put('voice', wrong)).status).toBe(422);
  });

  it.each([
    { ...budget, monthly: -1 },
    { ...budget, monthly: 1e9 },
    { ...budget, monthly: '20' },
    { ...budget, inputPrice: -0.01 },
    { ...budget, outputPrice: 10_001 },
    { ...budget, inputPrice: null },
    { ...budget, currency: 'eur' },
    { ...budget, currency: '€' },
    { ...budget, currency: 'EURO' },
  ])('%o is no budget', async (wrong) => {
    expect((await put('budget', wrong)).status).toBe(422);
  });

  it('a number that JSON can write and money cannot be is refused', async () => {
    const raw = '{"monthly":1e999,"currency":"EUR","inputPrice":0,"outputPrice":0}';
    const { status } = await scene.browser.call('PUT', `${path}/budget`, undefined, {
      raw,
      headers: { 'content-type': 'application/json' },
    });
    expect(status).toBe(422);
  });

  it('instructions in any script are kept, NUL characters are not', async () => {
    const instructions = 'Sei höflich. 礼儀正しく。 \u202eمرحبا 😀 {{system}} </instructions>';
    const { body } = await put('voice', { ...voice, instructions: `${instructions}\u0000` });
    expect(body.voice.instructions).toBe(instructions);
  });

  it('a limit with prices of nothing is saved with a warning', async () => {
    await put('engine', openai);
    const { body } = await put('budget', { ...budget, inputPrice: 0, outputPrice: 0 });
    expect(body.warnings).toEqual([expect.stringContaining('never reached')]);
  });
});

describe('usage', () => {
  it.each(['2026-13', '2026-00', '2026-1', '1999-12', 'now', '', '2026-11-22', "2026-11'--"])(
    'of the month %j is refused',
    async (month) => {
      const { status } = await scene.browser.get(
        `${path}/usage?month=${encodeURIComponent(month)}`,
      );
      expect(status).toBe(422);
    },
  );

  it('of a month long ago or to come is empty, not an error', async () => {
    for (const month of ['2000-01', '2099-12']) {
      const { status, body } = await scene.browser.get(`${path}/usage?month=${month}`);
      expect([status, body.month, body.total.calls]).toEqual([200, month, 0]);
    }
  });
});
