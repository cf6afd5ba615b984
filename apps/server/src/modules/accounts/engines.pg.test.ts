/** What an AI agent writes with, on a real database: keys go in and never come out. */
import { randomBytes } from 'node:crypto';
import { EngineChoice, type ModelBudget, type Voice } from '@baton/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../platform/log.ts';
import { createSecrets, resealAll, type Secrets } from '../../platform/secrets/index.ts';
import { createEngines, modelKeys } from './engines.ts';
import type { SignedIn } from './parts.ts';
import { createTestAccounts, granted } from './testing/test-accounts.ts';

let test: Awaited<ReturnType<typeof createTestAccounts>>;
let owner: SignedIn;
let agent: string;
let shops = 0;
const keyOne = randomBytes(32);
const keyTwo = randomBytes(32);
const environment = {
  kind: 'compatible',
  model: 'local',
  url: 'http://llm:1',
  key: 'env-key',
} as const;

beforeAll(async () => {
  test = await createTestAccounts();
});
afterAll(() => test.drop());
beforeEach(async () => {
  shops += 1;
  owner = await test.workspace(`owner${shops}@shop.example`);
  const [first] = await test.accounts.aiAgents.list(owner.workspaceId);
  agent = first?.id ?? '';
});

const enginesWith = (secrets: Secrets, defaultModel: typeof environment | null = null) =>
  createEngines({ database: test.database, secrets, defaultModel });
const engines = () => enginesWith(createSecrets([keyOne]));
const choice = (more: object = {}) =>
  EngineChoice.parse({ kind: 'openai', model: 'gpt-4o-mini', key: 'sk-hush', ...more });
const choose = (more: object = {}, from = engines()) =>
  from.choose(owner.workspaceId, agent, choice(more));
const storedKey = async () => {
  const [row] = await test.database.query<{ model_key: string | null }>(
    'select model_key from ai_agents where id = $1',
    [agent],
  );
  return row?.model_key ?? null;
};

describe('the engine', () => {
  it('is embedded at first, with a friendly voice and no limit', async () => {
    expect(granted(await engines().view(owner.workspaceId, agent))).toEqual({
      engine: {
        kind: 'embedded',
        model: null,
        url: null,
        hasKey: false,
        selfCheck: false,
        from: 'environment',
      },
      voice: { tone: 'friendly', length: 'medium', language: 'customer', instructions: '' },
      budget: { monthly: null, currency: 'USD', inputPrice: 0, outputPrice: 0 },
      environment: null,
      warnings: [],
    });
    expect(await engines().engineOf(owner.workspaceId, agent)).toMatchObject({
      engine: null,
      trouble: null,
    });
  });

  it('that was chosen is used at once, with its key, which no view shows', async () => {
    const shown = granted(await choose({ selfCheck: true }));
    expect(shown.engine).toEqual({
      kind: 'openai',
      model: 'gpt-4o-mini',
      url: null,
      hasKey: true,
      selfCheck: true,
      from: 'screen',
    });
    expect(JSON.stringify(shown)).not.toContain('sk-hush');
    expect(await storedKey()).not.toContain('sk-hush');
    expect((await engines().engineOf(owner.workspaceId, agent)).engine).toEqual({
      access: { kind: 'openai', model: 'gpt-4o-mini', url: null, key: 'sk-hush', trusted: false },
      selfCheck: true,
    });
  });

  it('is nowhere among what is read of AI agents for screens and widgets', async () => {
    granted(await choose());
    const { workspaceId } = owner;
    const [listed] = await test.accounts.aiAgents.list(workspaceId);
    const byKey = await test.accounts.aiAgents.byWidgetKey(listed?.widgetKey ?? '');
    const session = await test.accounts.sessionView(owner);
    const sealed = (await storedKey()) ?? 'none';
    for (const seen of [listed, byKey, session]) {
      expect(JSON.stringify(seen)).toContain(agent);
      expect(JSON.stringify(seen)).not.toContain(sealed);
    }
  });

  it('changed to another address without its key is refused, and stays as it was', async () => {
    granted(await choose());
    const moved = await choose({ url: 'https://elsewhere.example/v1', key: undefined });
    expect(moved).toMatchObject({
      code: 'invalid_input',
      detail: expect.stringContaining('sent nowhere else'),
      errors: [{ path: 'key' }],
    });
    const { engine } = await engines().engineOf(owner.workspaceId, agent);
    expect(engine?.access).toMatchObject({ url: null, key: 'sk-hush' });
  });

  it('is the operator’s until one is chosen, whose key stays with the operator', async () => {
    const ours = enginesWith(createSecrets([keyOne]), environment);
    const before = granted(await ours.view(owner.workspaceId, agent));
    expect(before).toMatchObject({
      engine: { kind: 'compatible', model: 'local', hasKey: true, from: 'environment' },
      environment: { kind: 'compatible', model: 'local', url: 'http://llm:1' },
    });
    expect(JSON.stringify(before)).not.toContain('env-key');
    expect((await ours.engineOf(owner.workspaceId, agent)).engine?.access).toEqual({
      ...environment,
      trusted: true,
    });
    const same = { kind: 'compatible', model: 'other', url: environment.url, key: undefined };
    granted(await choose(same, ours));
    expect((await ours.engineOf(owner.workspaceId, agent)).engine?.access).toMatchObject({
      key: null,
      trusted: false,
    });
    granted(await ours.reset(owner.workspaceId, agent));
    expect((await ours.engineOf(owner.workspaceId, agent)).engine?.access.trusted).toBe(true);
  });

  it('chosen as embedded stands before the operator’s model, and forgets the key', async () => {
    const ours = enginesWith(createSecrets([keyOne]), environment);
    granted(await choose({}, ours));
    granted(await choose({ kind: 'embedded', model: null, key: undefined }, ours));
    expect(await storedKey()).toBeNull();
    expect((await ours.engineOf(owner.workspaceId, agent)).engine).toBeNull();
  });

  it('of another workspace is not found, whatever is asked', async () => {
    const { workspaceId } = await test.workspace(`stranger${shops}@shop.example`);
    const voice = { tone: 'formal' } as unknown as Voice;
    const all = [
      engines().view(workspaceId, agent),
      engines().choose(workspaceId, agent, choice()),
      engines().reset(workspaceId, agent),
      engines().setVoice(workspaceId, agent, voice),
      engines().setBudget(workspaceId, agent, {} as ModelBudget),
      engines().accessOf(workspaceId, agent, null),
    ];
    for (const answer of await Promise.all(all))
      expect(answer).toMatchObject({ code: 'not_found' });
    await expect(engines().engineOf(workspaceId, agent)).rejects.toThrow('no AI agent');
    expect(await engines().budgetOf(workspaceId, agent)).toBeNull();
  });

  it('of two who choose at once is one of the two, whole', async () => {
    const two = Array.from({ length: 12 }, (_, n) =>
      choose({ model: `model-${n}`, key: `key-${n}` }),
    );
    for (const chosen of await Promise.all(two)) granted(chosen);
    const { engine } = await engines().engineOf(owner.workspaceId, agent);
    expect(engine?.access.key).toBe(engine?.access.model.replace('model', 'key'));
  });
});

describe('a connection to be tried', () => {
  it('is what would be saved, with the stored key only where that would be kept', async () => {
    granted(await choose());
    const ask = (more: object | null) =>
      engines().accessOf(owner.workspaceId, agent, more === null ? null : choice(more));
    expect(await ask(null)).toMatchObject({ access: { model: 'gpt-4o-mini', key: 'sk-hush' } });
    expect(await ask({ model: 'x', key: undefined })).toMatchObject({
      access: { model: 'x', key: 'sk-hush' },
    });
    expect(await ask({ key: 'sk-new' })).toMatchObject({ access: { key: 'sk-new' } });
    expect(await ask({ url: 'https://evil.example', key: undefined })).toMatchObject({
      code: 'invalid_input',
    });
    const server = { kind: 'compatible', url: 'https://evil.example', key: undefined };
    expect(await ask(server)).toMatchObject({ access: { key: null } });
    expect(await ask({ kind: 'embedded' })).toEqual({ access: null });
    const { engine } = await engines().engineOf(owner.workspaceId, agent);
    expect(engine?.access.model).toBe('gpt-4o-mini');
  });
});

describe('a key that this installation cannot open', () => {
  it('is told to the screen and to whoever would call the model, and breaks nothing', async () => {
    granted(await choose());
    const restored = enginesWith(createSecrets([keyTwo]));
    const { engine, warnings } = granted(await restored.view(owner.workspaceId, agent));
    expect(engine).toMatchObject({ kind: 'openai', hasKey: false });
    expect(warnings).toEqual([expect.stringContaining('Enter the key again')]);
    expect(await restored.engineOf(owner.workspaceId, agent)).toMatchObject({
      engine: null,
      trouble: expect.stringContaining('Enter the key again'),
    });
    expect(await restored.accessOf(owner.workspaceId, agent, null)).toMatchObject({
      code: 'invalid_input',
    });
    expect(await choose({ key: undefined }, restored)).toMatchObject({ code: 'invalid_input' });
    expect(granted(await choose({ key: 'sk-again' }, restored)).warnings).toEqual([]);
    expect((await restored.engineOf(owner.workspaceId, agent)).engine?.access.key).toBe('sk-again');
  });

  it('copied to another AI agent’s row does not open there', async () => {
    granted(await choose());
    const stolen = await storedKey();
    const { workspaceId } = await test.workspace(`thief${shops}@shop.example`);
    const [theirs] = await test.accounts.aiAgents.list(workspaceId);
    await test.database.query(
      `update ai_agents set model_key = $2,
         engine = '{"kind": "compatible", "model": "m", "url": "http://me", "selfCheck": false}'
       where id = $1`,
      [theirs?.id, stolen],
    );
    expect(await engines().engineOf(workspaceId, theirs?.id ?? '')).toMatchObject({
      engine: null,
      trouble: expect.any(String),
    });
  });
});

describe('after a change of the installation’s key', () => {
  const reseal = (secrets: Secrets) =>
    resealAll({ database: test.database, secrets, columns: [modelKeys], log: silentLog() });

  it('every stored key is sealed anew, once, and the old one can be thrown away', async () => {
    await test.database.query('update ai_agents set model_key = null, engine = null');
    granted(await choose());
    // More than one batch of them.
    const ids = Array.from({ length: 250 }, (_, n) => `agt_many_${n}`);
    const before = createSecrets([keyOne]);
    await test.database.query(
      `insert into ai_agents (id, workspace_id, name, widget_key, policy, model_key)
       select id, $1, 'Bot', id, '{}', sealed from unnest($2::text[], $3::text[]) as t (id, sealed)`,
      [
        owner.workspaceId,
        ids,
        ids.map((id) => before.seal('sk', modelKeys.place(owner.workspaceId, id))),
      ],
    );
    const rotating = createSecrets([keyTwo, keyOne]);
    const [one, other] = await Promise.all([reseal(rotating), reseal(rotating)]);
    expect(one.resealed + other.resealed).toBeGreaterThanOrEqual(251);
    expect(await reseal(rotating)).toEqual({ resealed: 0, lost: 0 });
    const after = enginesWith(createSecrets([keyTwo]));
    expect((await after.engineOf(owner.workspaceId, agent)).engine?.access.key).toBe('sk-hush');
  });

  it('what neither key opens is counted and left as it is', async () => {
    await test.database.query('update ai_agents set model_key = null');
    granted(await choose({}, enginesWith(createSecrets([randomBytes(32)]))));
    const sealed = await storedKey();
    expect(await reseal(createSecrets([keyTwo, keyOne]))).toEqual({ resealed: 0, lost: 1 });
    expect(await storedKey()).toBe(sealed);
  });
});

describe('voice and budget', () => {
  it('are kept as they were said', async () => {
    const voice: Voice = {
      tone: 'lively',
      length: 'short',
      language: 'de',
      instructions: 'Sag "Moin". \\ 😀 مرحبا',
    };
    const budget = { monthly: 12.5, currency: 'EUR', inputPrice: 0.15, outputPrice: 0.6 };
    granted(await engines().setVoice(owner.workspaceId, agent, voice));
    granted(await engines().setBudget(owner.workspaceId, agent, budget));
    expect(granted(await engines().view(owner.workspaceId, agent))).toMatchObject({
      voice,
      budget,
    });
    expect(await engines().engineOf(owner.workspaceId, agent)).toMatchObject({ voice, budget });
    expect(await engines().budgetOf(owner.workspaceId, agent)).toEqual(budget);
  });
});
