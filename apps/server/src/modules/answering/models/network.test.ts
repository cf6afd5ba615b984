/** Where a model's key and a customer's words may go, and where they may not. */
import { describe, expect, it } from 'vitest';
import { errorOf, scenes } from './testing/scenes.ts';
import { textOf, written } from './testing/set-up.ts';

const { started, CHAT, ANTHROPIC, OLLAMA } = scenes();

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
