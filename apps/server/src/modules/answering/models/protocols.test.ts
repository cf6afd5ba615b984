/** The same promises in every protocol, against a server that speaks it byte by byte. */
import type { FakeProvider, Wire } from '@baton/testkit/provider';
import { describe, expect, it } from 'vitest';
import { ModelError, type WritePart } from './language-model.ts';
import { scenes } from './testing/scenes.ts';
import { PROTOCOLS, textOf, written } from './testing/set-up.ts';

const { started } = scenes();
const TEXT = 'Unsere zwölf Monate Garantie — 保証は十二か月です。 👩‍💻 Ask us [1].';

const WIRES: Record<string, Wire> = {
  'as documented': {},
  'lines that end in CRLF': { crlf: true },
  'comments between events': { comments: true },
  'no space after the colon': { noSpace: true },
  'one byte at a time': { bytesPerWrite: 1 },
  'three bytes at a time, so that characters are torn': { bytesPerWrite: 3 },
  'fields nobody documented': { extraFields: true },
  'parts that hold nothing': { emptyParts: true },
  'the end said twice': { doneTwice: true },
};

describe.each(PROTOCOLS)('$name', (protocol) => {
  it.each(Object.entries(WIRES))('delivers the exact text: %s', async (_name, wire) => {
    const { provider, model } = await started(protocol);
    provider.says(TEXT, { wire, usage: { input: 31, output: 17 } });
    const parts = await written(model);
    expect(textOf(parts)).toBe(TEXT);
    expect(parts.at(-1)).toMatchObject({
      type: 'end',
      finish: 'stop',
      usage: { inputTokens: 31, outputTokens: 17, estimated: false },
    });
    expect(parts.filter(({ type }) => type === 'end')).toHaveLength(1);
  });

  it('streams: the first words are here before the last ones are written', async () => {
    const { provider, model, request } = await started(protocol);
    provider.plays({ says: 'one two three', wire: { silentAfter: 2 } });
    const stop = new AbortController();
    const parts: WritePart[] = [];
    await expect(async () => {
      for await (const part of model.write(request({ signal: stop.signal }))) {
        parts.push(part);
        if (textOf(parts) === 'one two') stop.abort();
      }
    }).rejects.toMatchObject({ code: 'stopped' });
    expect(textOf(parts)).toBe('one two');
  });

  it.each([
    ['length', 'length'],
    ['content_filter', 'content_filter'],
    ['tool_calls', 'other'],
  ] as const)('says why it ended: %s', async (finish, expected) => {
    const { provider, model } = await started(protocol);
    provider.says('Because', { finish });
    // The responses protocol has no word for tool calls but the calls themselves.
    const wanted = protocol.name === 'OpenAI responses' && expected === 'other' ? 'stop' : expected;
    expect((await written(model)).at(-1)).toMatchObject({ finish: wanted });
  });

  it('sends instructions, turns, limit and temperature, and offers no tools', async () => {
    const { provider, model, request } = await started(protocol);
    provider.says('Yes.');
    await written(
      model,
      request({
        system: 'Rules of ours.',
        messages: [
          { role: 'assistant', text: 'Hello.' },
          { role: 'user', text: 'One.' },
          { role: 'user', text: 'Two.' },
        ],
        maxOutputTokens: 77,
      }),
    );
    const [{ body, texts, protocol: spoken } = never()] = provider.requests;
    expect(spoken).toBe(protocol.speaks);
    // Turns alternate, beginning with the user, as the templates of local models want them.
    expect(texts).toEqual(['Rules of ours.', '…', 'Hello.', 'One.\n\nTwo.']);
    expect(body[protocol.limit]).toBe(77);
    expect(body['temperature']).toBe(0);
    expect(body['stream']).toBe(true);
    expect(body).not.toHaveProperty('tools');
  });

  it('passes over a call of a tool that nobody offered', async () => {
    if (protocol.name === 'OpenAI responses') return;
    const { provider, model } = await started(protocol);
    const toolCall = { name: 'refund', arguments: '{"amount":1000}' };
    provider.says('I cannot do that.', { toolCall, finish: 'tool_calls' });
    const parts = await written(model);
    expect(textOf(parts)).toBe('I cannot do that.');
    expect(JSON.stringify(parts)).not.toContain('refund');
  });

  it('never says what the model thinks', async () => {
    const { provider, model } = await started(protocol);
    const thinks = 'The customer is angry. I should be careful.';
    if (protocol.name !== 'OpenAI responses') provider.says('Hello.', { thinks });
    else provider.says('Hello.');
    provider.says('<think>Secret thoughts.</think>\n\nHello again.');
    expect(textOf(await written(model))).toBe('Hello.');
    expect(textOf(await written(model))).toBe('Hello again.');
  });

  it.each([
    ['cut in an event', { cut: 'in_event' }],
    ['cut in a character', { cut: 'in_character' }],
    ['cut before it says why it ended', { cut: 'before_finish' }],
    ['cut in an event, and HTTP ends properly', { cut: 'in_event', cutCleanly: true }],
    ['cut in a character, and HTTP ends properly', { cut: 'in_character', cutCleanly: true }],
    ['ended without saying why', { cut: 'before_finish', cutCleanly: true }],
  ] as [string, Wire][])('a stream is broken, not whole: %s', async (_name, wire) => {
    const { provider, model } = await started(protocol);
    provider.says(TEXT, { wire });
    const { parts, error } = await untilItBroke(model);
    expect(error).toMatchObject({ code: 'broken_stream', usage: { estimated: true } });
    expect(TEXT.startsWith(textOf(parts))).toBe(true);
    // Words were said already: nothing is tried again.
    expect(provider.requests).toHaveLength(1);
  });

  it('rubbish in the middle ends it, and is no answer', async () => {
    const { provider, model } = await started(protocol);
    provider.says('one two three four', {
      wire: { dataAfter: { parts: 2, data: '{"choices":[{' } },
    });
    const { parts, error } = await untilItBroke(model);
    expect(textOf(parts)).toBe('one two');
    expect(error).toMatchObject({ code: 'malformed' });
  });

  it('a sign of life without words in it is passed over', async () => {
    const { provider, model } = await started(protocol);
    provider.says('one two', { wire: { dataAfter: { parts: 1, data: '{"type":"heartbeat"}' } } });
    expect(textOf(await written(model))).toBe('one two');
  });

  it('an error in the middle that is a bare sentence is repeated as one', async () => {
    const { provider, model } = await started(protocol);
    const data = '{"type":"error","error":"the runner has crashed"}';
    provider.says('one two', { wire: { dataAfter: { parts: 1, data } } });
    const { error } = await untilItBroke(model);
    expect(error).toMatchObject({ code: 'overloaded', detail: 'the runner has crashed' });
  });

  it('an error in the middle is told by its kind, in the provider’s words', async () => {
    const { provider, model } = await started(protocol);
    const type = protocol.speaks === 'messages' ? 'overloaded_error' : 'server_error';
    const errorAfter = { parts: 2, type, message: 'Overloaded just now' };
    provider.says('one two three four', { wire: { errorAfter } });
    const { parts, error } = await untilItBroke(model);
    expect(textOf(parts)).toBe('one two');
    expect(error).toMatchObject({ code: 'overloaded', detail: 'Overloaded just now' });
  });

  it('an error as the first event is tried again', async () => {
    const { provider, model } = await started(protocol);
    const type = protocol.speaks === 'messages' ? 'overloaded_error' : 'server_error';
    provider.says('one', { wire: { errorAfter: { parts: 0, type, message: 'Overloaded' } } });
    provider.says('fine');
    expect(textOf(await written(model))).toBe('fine');
  });

  it('stopping closes the connection at once, wherever it is', async () => {
    const { provider, model, request } = await started(protocol);
    provider.plays({ silent: true }, { says: 'one two', wire: { silentAfter: 1 } });
    for (const whenHeard of [false, true]) {
      const stop = new AbortController();
      const run = async (): Promise<void> => {
        for await (const part of model.write(request({ signal: stop.signal }))) {
          if (whenHeard && part.type === 'text') stop.abort();
        }
      };
      const running = run();
      if (!whenHeard) await asked(provider, 1).then(() => stop.abort());
      await expect(running).rejects.toMatchObject({ code: 'stopped' });
    }
    const ends = await Promise.all(provider.requests.map(({ ended }) => ended));
    expect(ends).toEqual(['hung_up', 'hung_up']);
  });

  it('a listener who goes away closes the connection too', async () => {
    const { provider, model, request } = await started(protocol);
    provider.says('one two three', { wire: { silentAfter: 2 } });
    for await (const part of model.write(request())) {
      if (part.type === 'text') break;
    }
    expect(await provider.requests[0]?.ended).toBe('hung_up');
  });

  it('usage is estimated where the provider does not say', async () => {
    if (protocol.speaks !== 'chat') return;
    const { provider, model } = await started(protocol);
    provider.says('Twelve months of warranty.', { usage: null });
    const end = (await written(model)).at(-1);
    expect(end).toMatchObject({ usage: { estimated: true } });
    expect(end?.type === 'end' && end.usage.inputTokens).toBeGreaterThan(5);
    expect(end?.type === 'end' && end.usage.outputTokens).toBeGreaterThan(3);
  });

  it('the mean log-probability comes with the end, where there is one', async () => {
    const { provider, model, request } = await started(protocol);
    provider.says('one two', { logprob: -0.25 });
    provider.says('one two', { logprob: null });
    const ends = [];
    for (let i = 0; i < 2; i++)
      ends.push((await written(model, request({ logprobs: true }))).at(-1));
    const expected = protocol.speaks === 'messages' ? null : -0.25;
    expect(ends).toMatchObject([{ logprob: expected }, { logprob: null }]);
  });

  it.each([
    [401, 'unauthorized', 1],
    [403, 'unauthorized', 1],
    [404, 'not_found', 1],
    [400, 'bad_request', 1],
    [413, 'bad_request', 1],
    [429, 'rate_limited', 3],
    [500, 'overloaded', 3],
    [503, 'overloaded', 3],
    [529, 'overloaded', 3],
  ] as const)('%i is %s, after %i attempts', async (status, code, attempts) => {
    const { provider, model } = await started(protocol);
    for (let i = 0; i < 3; i++) provider.fails(status, { message: 'In its own words.' });
    const { error } = await untilItBroke(model);
    expect(error).toMatchObject({ code, status, detail: 'In its own words.', usage: null });
    expect(error.message).toMatch(/[.?]$/);
    expect(provider.requests).toHaveLength(attempts);
  });

  it('a key is never in an error, whole or in part', async () => {
    const key = 'sk-proj-Abc123_very-secret.value/=';
    const { provider, model, access } = await started(protocol, { key });
    expect(access.key).toBe(key);
    const message = `Incorrect key ${key}, that is sk-proj-*****alue; Bearer ${key}`;
    provider.fails(401, { message });
    provider.says('one two', { wire: { errorAfter: { parts: 1, type: 'server_error', message } } });
    for (let i = 0; i < 2; i++) {
      const { error } = await untilItBroke(model);
      const everything = JSON.stringify([error, error.message, error.stack, String(error.cause)]);
      expect(everything).not.toMatch(/Abc123|secret|alue/);
      expect(error.detail).toContain('[key]');
    }
  });
});

async function untilItBroke(
  model: Parameters<typeof written>[0],
): Promise<{ parts: WritePart[]; error: ModelError }> {
  const parts: WritePart[] = [];
  try {
    await written(model, undefined, parts);
  } catch (error) {
    expect(error).toBeInstanceOf(ModelError);
    return { parts, error: error as ModelError };
  }
  throw new Error(`It ended well: ${textOf(parts)}`);
}

async function asked(provider: FakeProvider, times: number): Promise<void> {
  while (provider.requests.length < times) await new Promise((resolve) => setTimeout(resolve, 5));
}

function never(): never {
  throw new Error('nothing was asked');
}
