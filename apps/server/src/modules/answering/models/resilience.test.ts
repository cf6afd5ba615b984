/** What a call survives, what it gives up at once, and what its failures mean for the next one. */
import { describe, expect, it } from 'vitest';
import { errorOf, scenes } from './testing/scenes.ts';
import { requestFor, textOf, written } from './testing/set-up.ts';

const { started, CHAT, ANTHROPIC, OLLAMA } = scenes();

describe('trying again', () => {
  it('asks again after 429 and 500, and the customer notices nothing', async () => {
    const { provider, model } = await started();
    provider.fails(429).fails(500).says('Here you are.');
    expect(textOf(await written(model))).toBe('Here you are.');
    expect(provider.requests).toHaveLength(3);
  });

  it('asks again when the connection is reset, and when it breaks before the first word', async () => {
    const { provider, model } = await started();
    provider.plays({ resets: true });
    provider.says('never', { wire: { cut: 'in_event' } });
    provider.says('Here you are.');
    const parts = await written(model);
    expect(textOf(parts)).toBe('Here you are.');
    // The broken attempt may have been counted by the provider, so it is in the books.
    expect(parts.at(-1)).toMatchObject({ usage: { estimated: true } });
  });

  it('waits as long as it was asked to, when that is not too long for a customer', async () => {
    const { provider, model } = await started(CHAT, {
      models: { retry: { pauseMs: 1, mostPauseMs: 5_000 } },
    });
    provider.fails(429, { headers: { 'retry-after-ms': '150' } }).says('Here you are.');
    const began = performance.now();
    await written(model);
    expect(performance.now() - began).toBeGreaterThanOrEqual(149);
  });

  it('gives up at once when it was asked to wait for long, and says until when', async () => {
    const { provider, model } = await started();
    provider.fails(429, { headers: { 'retry-after': '120' } }).says('late');
    expect(await errorOf(model)).toMatchObject({ code: 'rate_limited', retryAfterMs: 120_000 });
    expect(provider.requests).toHaveLength(1);
  });

  it('does not ask again where paying is what helps', async () => {
    for (const [protocol, status, more] of [
      [CHAT, 429, { code: 'insufficient_quota', message: 'You exceeded your current quota.' }],
      [OLLAMA, 402, { message: 'Insufficient credits' }],
      [ANTHROPIC, 400, { message: 'Your credit balance is too low to access the API.' }],
    ] as const) {
      const { provider, model } = await started(protocol);
      provider.fails(status, more);
      const error = await errorOf(model);
      expect(error).toMatchObject({ code: 'rate_limited', status });
      expect(error.message).toContain('credit');
      expect(provider.requests).toHaveLength(1);
    }
  });

  it('stops at once while it waits to ask again', async () => {
    const { provider, model } = await started(CHAT, { models: { retry: { pauseMs: 60_000 } } });
    provider.fails(500);
    const stop = new AbortController();
    const error = errorOf(model, requestFor({ signal: stop.signal }));
    await expect.poll(() => provider.requests.length, { timeout: 10_000 }).toBe(1);
    await provider.requests[0]?.ended;
    setTimeout(() => stop.abort(), 20);
    expect(await error).toMatchObject({ code: 'stopped' });
    expect(provider.requests).toHaveLength(1);
  });
});

describe('time limits', () => {
  const limits = { firstMs: 800, betweenMs: 800 };

  it.each([
    ['a server that takes the request and says nothing', { silent: true } as const],
    ['headers, and then nothing', { says: 'late', wire: { silentAfter: 0 } }],
    ['words, and then nothing', { says: 'one two', wire: { silentAfter: 1 } }],
    [
      'comments only, which are no words',
      { says: 'late', wire: { silentAfter: 0, comments: true } },
    ],
  ])('%s: a time-out, the connection is closed, and nobody asks again', async (_name, step) => {
    const { provider, model } = await started(CHAT, { models: { limits } });
    provider.plays(step);
    expect(await errorOf(model)).toMatchObject({ code: 'timeout', usage: { estimated: true } });
    expect(provider.requests).toHaveLength(1);
    expect(await provider.requests[0]?.ended).toBe('hung_up');
  });

  it('the whole call has a limit, however steadily it drips', async () => {
    const { provider, model } = await started(CHAT, { models: { limits: { totalMs: 150 } } });
    provider.says('a b c d e f g h i j k l m n o p q r s t', { delayMs: 30 });
    expect(await errorOf(model)).toMatchObject({ code: 'timeout' });
  });

  it('a slow listener is not a slow provider', async () => {
    const { provider, model, request } = await started(CHAT, {
      models: { limits: { betweenMs: 250 } },
    });
    provider.says('one two three');
    let text = '';
    for await (const part of model.write(request())) {
      if (part.type === 'text') text += part.text;
      await new Promise((resolve) => setTimeout(resolve, 350));
    }
    expect(text).toBe('one two three');
  });

  it('thoughts are a sign of life', async () => {
    const patient = { firstCompatibleMs: 600, betweenMs: 600 };
    const { provider, model } = await started(OLLAMA, { models: { limits: patient } });
    provider.says('done', { thinks: 'a b c d e f g h', delayMs: 100 });
    expect(textOf(await written(model))).toBe('done');
  });
});

describe('the circuit', () => {
  const circuit = { failures: 3, pauseMs: 10_000, mostPauseMs: 60_000 };
  const noRetry = { most: 0 };

  it('leaves a provider alone that failed several times in a row, then tries with one call', async () => {
    const { provider, model, clock } = await started(CHAT, { models: { circuit, retry: noRetry } });
    provider.fails(503).fails(503).fails(503);
    for (let i = 0; i < 3; i++) await errorOf(model);
    expect(await errorOf(model)).toMatchObject({ code: 'circuit_open', retryAfterMs: 10_000 });
    expect(provider.requests).toHaveLength(3);

    clock.advance(10_000);
    provider.says('back', { delayMs: 20 });
    const [one, two] = await Promise.allSettled([written(model), written(model)]);
    expect(one.status).toBe('fulfilled');
    expect(two).toMatchObject({ status: 'rejected', reason: { code: 'circuit_open' } });

    provider.says('and well');
    expect(textOf(await written(model))).toBe('and well');
  });

  it('waits twice as long after a try that failed', async () => {
    const { provider, model, clock } = await started(CHAT, { models: { circuit, retry: noRetry } });
    for (let i = 0; i < 4; i++) provider.fails(500);
    for (let i = 0; i < 3; i++) await errorOf(model);
    clock.advance(10_000);
    await errorOf(model);
    expect(await errorOf(model)).toMatchObject({ code: 'circuit_open', retryAfterMs: 20_000 });
  });

  it.each([400, 401, 404])('%i does not open it: the provider is up', async (status) => {
    const { provider, model } = await started(CHAT, { models: { circuit, retry: noRetry } });
    for (let i = 0; i < 5; i++) provider.fails(status);
    provider.says('fine');
    for (let i = 0; i < 5; i++) await errorOf(model);
    expect(textOf(await written(model))).toBe('fine');
  });

  it('is shared by all who use the same access, and by nobody else', async () => {
    const scene = await started(CHAT, { models: { circuit, retry: noRetry } });
    const { provider, models, model, access } = scene;
    provider.fails(503).fails(503).fails(503);
    for (let i = 0; i < 3; i++) await errorOf(model);
    expect(await errorOf(models.of({ ...access }))).toMatchObject({ code: 'circuit_open' });
    provider.says('another key');
    const other = models.of({ ...access, key: 'sk-another-0123' });
    expect(textOf(await written(other))).toBe('another key');
  });

  it('a call that was stopped says nothing about the provider', async () => {
    const { provider, model, clock } = await started(CHAT, { models: { circuit, retry: noRetry } });
    provider.fails(503).fails(503).fails(503).plays({ silent: true }).says('back');
    for (let i = 0; i < 3; i++) await errorOf(model);
    clock.advance(10_000);
    const stop = new AbortController();
    const stopped = errorOf(model, requestFor({ signal: stop.signal }));
    await expect.poll(() => provider.requests.length, { timeout: 10_000 }).toBe(4);
    stop.abort();
    expect(await stopped).toMatchObject({ code: 'stopped' });
    expect(textOf(await written(model))).toBe('back');
  });

  it('testing a connection goes round it, shows the exact error, and closes it when it works', async () => {
    const { provider, models, model, access } = await started(CHAT, {
      models: { circuit, retry: noRetry },
    });
    for (let i = 0; i < 3; i++) provider.fails(503);
    for (let i = 0; i < 3; i++) await errorOf(model);
    provider.fails(500, { message: 'Still down.' }).says('Hello!', { logprob: -0.5 }).says('fine');
    const { signal } = new AbortController();
    expect(await models.test(access, signal)).toMatchObject({
      ok: false,
      said: null,
      fault: { code: 'overloaded', status: 500, detail: 'Still down.' },
    });
    const worked = await models.test(access, signal);
    expect(worked).toMatchObject({ ok: true, said: 'Hello!', logprobs: true, fault: null });
    expect(worked.firstTextMs).not.toBeNull();
    expect(textOf(await written(model))).toBe('fine');
  });
});

it('models are made once per access, and testing never throws', async () => {
  const { models, access, model } = await started();
  expect(models.of({ ...access })).toBe(model);
  expect(models.of({ ...access, model: 'other' })).not.toBe(model);
  expect(model.id).toBe('openai:test-model');
  const stop = new AbortController();
  stop.abort();
  const test = await models.test(access, stop.signal);
  expect(test).toMatchObject({ ok: false, fault: { code: 'stopped' } });
});
