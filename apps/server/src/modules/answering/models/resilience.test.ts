/** What a call survives, what it gives up at once, and what it remembers for the next one. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { ModelError } from './language-model.ts';
import { THINKING_TOKENS } from './quirks.ts';
import { PROTOCOLS, type Protocol, requestFor, setUp, textOf, written } from './testing/set-up.ts';

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.close()));
});

const [CHAT, , ANTHROPIC, OLLAMA] = PROTOCOLS as [Protocol, Protocol, Protocol, Protocol];

async function started(protocol = CHAT, more: Parameters<typeof setUp>[1] = {}) {
  const scene = await setUp(protocol, more);
  running.push(scene);
  return scene;
}
type Scene = Awaited<ReturnType<typeof started>>;

async function errorOf(model: Scene['model'], request = requestFor()): Promise<ModelError> {
  return written(model, request).then(
    (parts) => {
      throw new Error(`It ended well: ${textOf(parts)}`);
    },
    (error: ModelError) => error,
  );
}

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
  const limits = { firstMs: 40, firstCompatibleMs: 80, betweenMs: 60, totalMs: 5_000 };

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
    setTimeout(() => stop.abort(), 30);
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

describe('what a server does not take', () => {
  const asking = (): ReturnType<typeof requestFor> => requestFor({ logprobs: true });

  it.each([
    ['logprobs', "'logprobs' is not supported with this model."],
    ['temperature', "Unsupported value: 'temperature' does not support 0 with this model."],
    ['stream_options', 'stream_options: Extra inputs are not permitted'],
  ])('%s is left out after one refusal, and remembered', async (name, words) => {
    for (const protocol of [CHAT, OLLAMA]) {
      const { provider, model } = await started(protocol, {
        provider: { refuses: { [name]: words } },
      });
      provider.says('one').says('two');
      expect(textOf(await written(model, asking()))).toBe('one');
      expect(textOf(await written(model, asking()))).toBe('two');
      expect(provider.requests.map(({ body }) => name in body)).toEqual([true, false, false]);
    }
  });

  it('Anthropic: a model that takes its own temperature only', async () => {
    const refuses = { temperature: '`temperature` is deprecated for this model.' };
    const { provider, model } = await started(ANTHROPIC, { provider: { refuses } });
    provider.says('one');
    expect(textOf(await written(model))).toBe('one');
  });

  it('the limit goes by the name that the server knows', async () => {
    const refuses = {
      max_tokens:
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    };
    const { provider, model } = await started(OLLAMA, { provider: { refuses } });
    provider.says('one');
    await written(model, requestFor({ maxOutputTokens: 55 }));
    expect(provider.requests.at(-1)?.body).toMatchObject({ max_completion_tokens: 55 });
  });

  it('several refusals are learnt one after another', async () => {
    const refuses = {
      logprobs: 'logprobs: no',
      temperature: 'temperature: no',
      stream_options: 'stream_options: no',
    };
    const { provider, model } = await started(OLLAMA, { provider: { refuses } });
    provider.says('at last');
    expect(textOf(await written(model, asking()))).toBe('at last');
    expect(provider.requests).toHaveLength(4);
  });

  it('a refusal without a name teaches to do without log-probabilities, and ends there', async () => {
    const { provider, model } = await started(OLLAMA);
    provider.fails(422, { message: 'Extra inputs are not permitted' });
    provider.fails(422, { message: 'Extra inputs are not permitted' });
    expect(await errorOf(model, asking())).toMatchObject({ code: 'bad_request', status: 422 });
    expect(provider.requests).toHaveLength(2);
  });

  it('a model of the responses protocol is found out by its refusal', async () => {
    const { provider, model } = await started(CHAT, { provider: { onlyResponses: true } });
    provider.says('one').says('two');
    await written(model);
    await written(model);
    expect(provider.requests.map(({ protocol }) => protocol)).toEqual([
      'chat',
      'responses',
      'responses',
    ]);
    // A customer's words are not kept at the provider.
    expect(provider.requests.at(-1)?.body).toMatchObject({ store: false });
  });

  it('a model that thinks until its room is used up gets more room, now and from then on', async () => {
    const { provider, model } = await started(OLLAMA);
    provider.says('', {
      thinks: 'hmm hmm hmm',
      finish: 'length',
      usage: { input: 10, output: 300 },
    });
    provider.says('It is twelve months.', { usage: { input: 10, output: 90 } });
    const parts = await written(model);
    expect(textOf(parts)).toBe('It is twelve months.');
    expect(parts.at(-1)).toMatchObject({ usage: { inputTokens: 20, outputTokens: 390 } });
    expect(provider.requests.map(({ body }) => body['max_tokens'])).toEqual([
      300,
      300 + THINKING_TOKENS,
    ]);
    expect(model.thinkingTokens).toBe(THINKING_TOKENS);
  });

  it('thoughts whose beginning was never sent end the call, and are held back from then on', async () => {
    const { provider, model } = await started(OLLAMA);
    const says = 'The customer wants a refund.</think>It takes two days.';
    provider.says(says).says(says).says('No thought this time.');
    expect(await errorOf(model)).toMatchObject({ code: 'malformed' });
    expect(textOf(await written(model))).toBe('It takes two days.');
    expect(textOf(await written(model))).toBe('No thought this time.');
  });

  it('models of OpenAI that think are asked to think little', async () => {
    const { provider, models, access } = await started();
    provider.says('one').says('two');
    await written(models.of({ ...access, model: 'gpt-5-mini' }));
    await written(models.of(access));
    expect(provider.requests.map(({ body }) => body['reasoning_effort'])).toEqual([
      'low',
      undefined,
    ]);
  });
});

describe('answers that are no streams', () => {
  const page = '<html><body>Internal dashboard of db-7: password hunter2</body></html>';

  it('the start page of something else: is it the right address?', async () => {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    running.push({ close: async () => void server.close() });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { models, access } = await started(OLLAMA);
    const error = await errorOf(models.of({ ...access, url }));
    expect(error).toMatchObject({ code: 'malformed', detail: null });
    expect(error.message).toContain('/chat/completions');
  });

  it('the words of a page that is no provider’s error are not repeated, only its status', async () => {
    const { provider, model } = await started();
    for (const body of [
      page,
      '{"password":"hunter2"}',
      'hunter2',
      '[]',
      '{"error":{"data":"hunter2"}}',
    ]) {
      for (let i = 0; i < 3; i++) provider.fails(502, { body, contentType: 'text/html' });
      const error = await errorOf(model);
      expect(error).toMatchObject({ code: 'overloaded', status: 502, detail: null });
      expect(error.message).not.toContain('hunter2');
    }
  });

  it('an error told with a 200 is an error', async () => {
    const { provider, model } = await started(OLLAMA);
    provider.fails(200, { body: '{"error":{"message":"No such model","code":404}}' });
    expect(await errorOf(model)).toMatchObject({ code: 'not_found', detail: 'No such model' });
  });

  it('error bodies of any length are cut, and errors of Ollama’s older shape are read', async () => {
    const { provider, model } = await started(OLLAMA);
    provider.fails(400, { body: JSON.stringify({ error: 'x '.repeat(500_000) }) });
    // Beyond what is read it is no JSON any more.
    expect(await errorOf(model)).toMatchObject({ code: 'bad_request', detail: null });
    provider.fails(404, { body: '{"error":"model \'x\' not found, try pulling it first"}' });
    const { detail } = await errorOf(model);
    expect(detail).toBe("model 'x' not found, try pulling it first");
  });

  it('a prompt that is too long, and a content filter, are named', async () => {
    const { provider, model } = await started();
    provider.fails(400, {
      code: 'context_length_exceeded',
      message: "This model's maximum context length is 8192 tokens.",
    });
    expect((await errorOf(model)).message).toContain('longer than');
    provider.fails(400, { code: 'content_filter', message: 'The response was filtered.' });
    expect(await errorOf(model)).toMatchObject({ code: 'content_filter' });
  });
});

describe('the network', () => {
  it('addresses in a private network are closed where the operator closed them', async () => {
    const { provider, models, access } = await started(CHAT, { models: { allowPrivate: false } });
    provider.says('one').says('two');
    expect(await errorOf(models.of(access))).toMatchObject({ code: 'private_address' });
    expect(provider.requests).toHaveLength(0);
    expect(textOf(await written(models.of({ ...access, trusted: true })))).toBe('one');
  });

  it.each(['http://169.254.169.254/v1', 'http://[fd00:ec2::254]/v1', 'http://0.0.0.0:4510/v1'])(
    'the addresses of cloud metadata are closed always: %s',
    async (url) => {
      const { models, access } = await started();
      const error = await errorOf(models.of({ ...access, url, trusted: true }));
      expect(error).toMatchObject({ code: 'private_address' });
    },
  );

  it('a redirect is refused: a key goes nowhere but where it was meant to go', async () => {
    const { provider, model } = await started();
    provider.fails(307, { headers: { location: 'http://169.254.169.254/' } });
    expect(await errorOf(model)).toMatchObject({ code: 'bad_request' });
    expect(provider.requests).toHaveLength(1);
  });

  it('an endless answer is cut off', async () => {
    const { provider, model } = await started();
    const tokens = Array.from({ length: 500 }, () => 'x'.repeat(100_000));
    provider.says('', { tokens });
    expect(await errorOf(model)).toMatchObject({ code: 'malformed' });
    expect(await provider.requests[0]?.ended).toBe('hung_up');
  });

  it('nobody listens there: unreachable, after three attempts', async () => {
    const { provider, model } = await started();
    await provider.close();
    const error = await errorOf(model);
    expect(error).toMatchObject({ code: 'unreachable', detail: 'ECONNREFUSED', usage: null });
  });

  it('a server that wants no key gets none, whatever the environment holds', async () => {
    process.env['OPENAI_API_KEY'] = 'sk-of-the-operator-0000';
    process.env['ANTHROPIC_API_KEY'] = 'sk-of-the-operator-0000';
    try {
      for (const protocol of [CHAT, ANTHROPIC, OLLAMA]) {
        const { provider, model } = await started(protocol, { key: null });
        provider.says('fine');
        await written(model);
        const { authorization, 'x-api-key': key } = provider.requests[0]?.headers ?? {};
        expect([authorization, key]).toEqual([undefined, undefined]);
      }
    } finally {
      delete process.env['OPENAI_API_KEY'];
      delete process.env['ANTHROPIC_API_KEY'];
    }
  });

  it('no key, no prompt and no answer is ever logged', async () => {
    const { provider, model, lines } = await started(CHAT, { key: 'sk-very-secret-12345' });
    provider.fails(500, { message: 'about How long is the warranty? sk-very-secret-12345' });
    provider.fails(401, { message: 'sk-very-secret-12345' });
    await errorOf(model);
    provider.says('The warranty is secret.');
    await written(model);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('')).not.toMatch(/secret|warranty/);
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
