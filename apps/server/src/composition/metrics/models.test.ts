import { expect, it } from 'vitest';
import type { Models } from '../../modules/answering/index.ts';
import { createRegistry } from '../../platform/metrics/index.ts';
import { parseExposition, valueOf } from '../../platform/metrics/testing/parse-exposition.ts';
import { modelMetrics } from './models.ts';

type Model = ReturnType<Models['of']>;
type Part = Model['write'] extends (request: never) => AsyncIterable<infer One> ? One : never;

const access = {
  kind: 'compatible',
  model: 'secret-model-name',
  url: 'http://canary.example/v1',
  key: 'sk-canary',
  trusted: false,
} as const;
const request = {
  purpose: 'answer',
  system: '',
  messages: [],
  maxOutputTokens: 10,
  temperature: 0,
  logprobs: false,
  signal: new AbortController().signal,
} as const;
const said: Part[] = [
  { type: 'text', text: 'canary words' },
  {
    type: 'end',
    finish: 'stop',
    usage: { inputTokens: 30, outputTokens: 4, estimated: false },
    logprob: null,
  },
];

function watching(write: () => AsyncIterable<Part>) {
  const registry = createRegistry({ version: 'test', process: false });
  const metrics = modelMetrics(registry);
  const models = metrics.models({
    of: () => ({ id: 'compatible:x', thinkingTokens: 7, write }),
    test: async () => ({}) as never,
    close: async () => {},
  });
  const samples = async () => parseExposition(await registry.metrics());
  return { model: models.of(access), metrics, registry, samples };
}

async function read(model: Model): Promise<Part[]> {
  const parts: Part[] = [];
  for await (const part of model.write(request)) parts.push(part);
  return parts;
}

it('a call is the same call, and counted with its first word and its tokens', async () => {
  const { model, registry, samples } = watching(async function* () {
    yield* said;
  });
  expect(await read(model)).toEqual(said);
  expect(model.thinkingTokens).toBe(7);
  const now = await samples();
  const ended = { provider: 'compatible', purpose: 'answer', end: 'ok' };
  expect(valueOf(now, 'baton_model_calls_total', ended)).toBe(1);
  expect(valueOf(now, 'baton_model_first_text_seconds_count')).toBe(1);
  expect(valueOf(now, 'baton_model_tokens_total', { direction: 'in' })).toBe(30);
  expect(await registry.metrics()).not.toMatch(/canary|secret-model-name/);
});

it('a fault passes through, and is counted by its name', async () => {
  const fault = Object.assign(new Error('canary'), { code: 'rate_limited' });
  const { model, samples } = watching(() => ({
    [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(fault) }),
  }));
  await expect(read(model)).rejects.toThrow('canary');
  expect(valueOf(await samples(), 'baton_model_calls_total', { end: 'rate_limited' })).toBe(1);
});

it('a call that nobody listens to any longer is released, and counted as that', async () => {
  let released = false;
  const { model, samples } = watching(async function* () {
    try {
      yield* said;
    } finally {
      released = true;
    }
  });
  for await (const part of model.write(request)) {
    expect(part.type).toBe('text');
    break;
  }
  expect(released).toBe(true);
  expect(valueOf(await samples(), 'baton_model_calls_total', { end: 'unheard' })).toBe(1);
});

it('a call for which there is no money is counted', async () => {
  const { metrics, samples } = watching(async function* () {});
  const meter = metrics.meter({ reserve: async () => 'budget_exhausted' });
  expect(await meter.reserve({} as never)).toBe('budget_exhausted');
  expect(valueOf(await samples(), 'baton_model_budget_refusals_total')).toBe(1);
});
