/** What a server does not take is learnt from its refusals; what is no stream of words is no answer. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { THINKING_TOKENS } from './quirks.ts';
import { errorOf, scenes } from './testing/scenes.ts';
import { requestFor, textOf, written } from './testing/set-up.ts';

const { started, closing, CHAT, ANTHROPIC, OLLAMA } = scenes();

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

  it('testing a connection learns that at once', async () => {
    const { provider, models, access } = await started(OLLAMA);
    const says = 'Somebody greets me.</think>Hello!';
    provider.says(says).says(says);
    const test = await models.test(access, new AbortController().signal);
    expect(test).toMatchObject({ ok: true, said: 'Hello!' });
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
    closing(async () => void server.close());
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
