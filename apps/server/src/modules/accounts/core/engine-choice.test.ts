/** What a choice of engine comes to, and above all: where a key may go. */
import { EngineChoice, type ModelBudget } from '@baton/protocol';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type ChosenEngine, engineWarnings, settleChoice } from './engine-choice.ts';

type Input = Parameters<typeof EngineChoice.parse>[0];
const settle = (choice: Input, before: (ChosenEngine & { hasKey: boolean }) | null = null) =>
  settleChoice(EngineChoice.parse(choice), before);
const faultsOf = (choice: Input, before: (ChosenEngine & { hasKey: boolean }) | null = null) => {
  const settled = settle(choice, before);
  return settled.kind === 'faulty'
    ? settled.faults.map(({ path, message }) => `${path} ${message}`)
    : [];
};

const openai = { kind: 'openai', model: 'gpt', url: null, selfCheck: false, hasKey: true } as const;
const ollama = { kind: 'compatible', model: 'qwen3', url: 'http://localhost:11434/v1' } as const;

describe('a choice', () => {
  it('of a server needs its address and a model, and no key', () => {
    expect(settle(ollama)).toEqual({
      kind: 'sound',
      engine: { ...ollama, selfCheck: false },
      key: { kind: 'drop' },
    });
  });

  it('is stored without slashes at the end of its address, which are no other address', () => {
    const before = { ...ollama, selfCheck: false, hasKey: true };
    const settled = settle({ ...ollama, url: `${ollama.url}//` }, before);
    expect(settled).toMatchObject({ engine: { url: ollama.url }, key: { kind: 'keep' } });
  });

  it('of the embedded engine forgets everything else', () => {
    const choice = { ...ollama, kind: 'embedded', key: 'sk', selfCheck: true } as const;
    expect(settle(choice, openai)).toEqual({
      kind: 'sound',
      engine: { kind: 'embedded', model: null, url: null, selfCheck: false },
      key: { kind: 'drop' },
    });
  });

  it('of another model keeps the key; null removes it, where one can be without', () => {
    expect(settle({ kind: 'openai', model: 'other' }, openai)).toMatchObject({
      key: { kind: 'keep' },
    });
    const before = { ...ollama, selfCheck: false, hasKey: true };
    expect(settle({ ...ollama, key: null }, before)).toMatchObject({ key: { kind: 'drop' } });
  });

  it('that is faulty says every fault, in the words of whoever fills in the form', () => {
    expect(faultsOf({ kind: 'openai' })).toEqual([
      'model is needed: the name of the model',
      'key is needed: OpenAI answers nobody without one',
    ]);
    expect(faultsOf({ kind: 'compatible' })).toEqual([
      'model is needed: the name of the model',
      'url is needed: the address before /chat/completions',
    ]);
    expect(faultsOf({ kind: 'anthropic', model: 'm' }, openai)).toEqual([
      'key is needed again: it was entered for another provider or address, and is sent nowhere else',
    ]);
    expect(faultsOf({ kind: 'openai', model: 'm', key: null }, openai)).toEqual([
      'key is needed: OpenAI answers nobody without one',
    ]);
  });

  it.each([
    ['http://me:pw@host/v1', 'must not hold a name or password'],
    ['https://sk-key@host/v1', 'must not hold a name or password'],
    ['https://host/v1?key=sk', 'must end before'],
    ['https://host/v1#x', 'must end before'],
    ['https://host/v1/chat/completions', 'must be the address before /chat/completions'],
    ['https://host/v1/messages/', 'must be the address before /chat/completions'],
  ])('of the address %s is refused', (url, words) => {
    expect(faultsOf({ ...ollama, url }).join()).toContain(words);
  });

  it.each(['sk 1', 'sk\n1', 'sk\u0000', 'ключ', 'sk-“1”', '🔑'])(
    'with a key that fits into no header (%j) is refused here, not at the first customer',
    (key) => {
      expect(faultsOf({ ...ollama, key })).toEqual([
        'key must be letters, digits and signs, without spaces',
      ]);
    },
  );
});

test('whatever is chosen in whatever order, a key is only used where it was entered for', () => {
  const url = fc.constantFrom(
    null,
    'https://a.example/v1',
    'https://a.example/v1/',
    'https://b.example',
  );
  const choices = fc.array(
    fc.record({
      kind: fc.constantFrom('embedded' as const, 'openai' as const, 'compatible' as const),
      url,
      key: fc.constantFrom('given' as const, 'left out' as const, 'removed' as const),
      // As after a change of the installation's key: what is stored does not open any more.
      lost: fc.boolean(),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(choices, (steps) => {
      let engine: ChosenEngine | null = null;
      let key: string | null = null;
      const enteredFor = new Map<string, string>();
      for (const [n, step] of steps.entries()) {
        const choice = EngineChoice.parse({
          kind: step.kind,
          model: 'm',
          url: step.url,
          ...(step.key !== 'left out' && { key: step.key === 'given' ? `key-${n}` : null }),
        });
        const address = step.url?.replace(/\/$/, '') ?? null;
        enteredFor.set(`key-${n}`, `${step.kind} ${address}`);
        if (step.lost) key = null;
        const settled = settleChoice(choice, engine && { ...engine, hasKey: key !== null });
        if (settled.kind === 'faulty') continue;
        engine = settled.engine;
        if (settled.key.kind === 'set') key = settled.key.plain;
        if (settled.key.kind === 'drop') key = null;
        if (engine.kind === 'openai') expect(key).not.toBeNull();
        if (key !== null) expect(enteredFor.get(key)).toBe(`${engine.kind} ${engine.url}`);
      }
    }),
  );
});

describe('a warning', () => {
  const free: ModelBudget = { monthly: null, currency: 'USD', inputPrice: 0, outputPrice: 0 };
  const told = (url: string | null, budget = free, hasKey = true) =>
    engineWarnings({ kind: 'compatible', url }, { hasKey, trouble: null, budget });

  it('says that a limit is never reached while nothing costs anything', () => {
    const limited = { ...free, monthly: 10 };
    expect(told(null, limited)).toEqual([expect.stringContaining('never reached')]);
    expect(told(null, { ...limited, outputPrice: 0.1 })).toEqual([]);
    expect(
      engineWarnings(
        { kind: 'embedded', url: null },
        { hasKey: false, trouble: null, budget: limited },
      ),
    ).toEqual([]);
  });

  it.each(['http://api.example.com/v1', 'http://8.8.8.8:8000', 'http://[2001:db8::1]/v1'])(
    'says that a key travels openly to %s',
    (url) => {
      expect(told(url)).toEqual([expect.stringContaining('unencrypted')]);
      expect(told(url, free, false)).toEqual([]);
    },
  );

  it.each([
    'https://api.example.com/v1',
    'http://localhost:11434/v1',
    'http://ollama:11434/v1',
    'http://127.0.0.1:8080',
    'http://192.168.1.7/v1',
    'http://172.20.0.2/v1',
    'http://[::1]:8080',
    'http://gpu.local/v1',
    'http://host.docker.internal/v1',
  ])('is not given for %s', (url) => {
    expect(told(url)).toEqual([]);
  });
});
