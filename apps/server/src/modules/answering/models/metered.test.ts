import { describe, expect, it } from 'vitest';
import {
  type LanguageModel,
  ModelError,
  type TokenUsage,
  type WritePart,
} from './language-model.ts';
import type { MeteredCall } from './meter.ts';
import { metered } from './metered.ts';
import { requestFor, textOf, written } from './testing/set-up.ts';

const USED: TokenUsage = { inputTokens: 11, outputTokens: 5, estimated: false };
const END: WritePart = { type: 'end', finish: 'stop', usage: USED, logprob: null };
const scope = { workspaceId: 'w', aiAgentId: 'a', conversationId: 'c' };

function books(answer: 'room' | 'budget_exhausted' | Error = 'room', settling?: Error) {
  const calls: MeteredCall[] = [];
  const settled: { usage: TokenUsage | null; failed: boolean }[] = [];
  return {
    calls,
    settled,
    reserve: async (call: MeteredCall) => {
      calls.push(call);
      if (answer instanceof Error) throw answer;
      if (answer === 'budget_exhausted') return answer;
      return {
        settle: async (usage: TokenUsage | null, failed: boolean) => {
          settled.push({ usage, failed });
          if (settling) throw settling;
        },
      };
    },
  };
}

function modelThat(write: LanguageModel['write']): LanguageModel & { asked: number } {
  const model = {
    id: 'openai:test',
    asked: 0,
    write: (request: Parameters<LanguageModel['write']>[0]) => {
      model.asked++;
      return write(request);
    },
  };
  return model;
}
const says = (...parts: WritePart[]) =>
  modelThat(async function* () {
    yield* parts;
  });
const text = (words: string): WritePart => ({ type: 'text', text: words });

describe('a metered model', () => {
  it('sets aside the most that a call can come to, then settles what it came to', async () => {
    const meter = books();
    const model = metered(says(text('Twelve months.'), END), meter, scope);
    expect(textOf(await written(model))).toBe('Twelve months.');
    expect(meter.settled).toEqual([{ usage: USED, failed: false }]);
    expect(meter.calls).toMatchObject([
      { ...scope, purpose: 'answer', model: 'openai:test', most: { outputTokens: 300 } },
    ]);
    expect(meter.calls[0]?.most.inputTokens).toBeGreaterThan(USED.inputTokens);
  });

  it('books its own count where the provider counts what cannot be', async () => {
    const meter = books();
    const usage = { inputTokens: 1e12, outputTokens: 5, estimated: false };
    await written(metered(says(text('Twelve months.'), { ...END, usage }), meter, scope));
    expect(meter.settled).toMatchObject([{ usage: { estimated: true }, failed: false }]);
    expect(meter.settled[0]?.usage?.inputTokens).toBeLessThan(10_000);
  });

  it('does not ask at all when there is no room', async () => {
    const inner = says(END);
    const model = metered(inner, books('budget_exhausted'), scope);
    await expect(written(model)).rejects.toMatchObject({ code: 'budget_exhausted' });
    expect(inner.asked).toBe(0);
  });

  it('does not ask when the books cannot be opened, and says so as a model’s failure', async () => {
    const inner = says(END);
    const model = metered(inner, books(new Error('database down')), scope);
    await expect(written(model)).rejects.toBeInstanceOf(ModelError);
    expect(inner.asked).toBe(0);
  });

  it('an error settles once, with what had been used up by then', async () => {
    for (const usage of [USED, null]) {
      const meter = books();
      const inner = modelThat(async function* () {
        yield text('Twelve');
        throw new ModelError('broken_stream', 'It broke off.', { usage });
      });
      await expect(written(metered(inner, meter, scope))).rejects.toMatchObject({
        code: 'broken_stream',
      });
      expect(meter.settled).toEqual([{ usage, failed: true }]);
    }
  });

  it('a listener who stops listening settles once, by an estimate', async () => {
    const meter = books();
    for await (const part of metered(says(text('Twelve months.'), END), meter, scope).write(
      requestFor(),
    )) {
      if (part.type === 'text') break;
    }
    expect(meter.settled).toMatchObject([{ usage: { estimated: true }, failed: false }]);
  });

  it('a listener who stops at the end has been settled by then', async () => {
    const meter = books();
    for await (const part of metered(says(END), meter, scope).write(requestFor())) {
      if (part.type === 'end') break;
    }
    expect(meter.settled).toEqual([{ usage: USED, failed: false }]);
  });

  it('an abort that nobody waits for settles by itself', async () => {
    const meter = books();
    const stop = new AbortController();
    const model = metered(says(text('Twelve'), text(' months'), END), meter, scope);
    const parts = model.write(requestFor({ signal: stop.signal }))[Symbol.asyncIterator]();
    await parts.next();
    stop.abort();
    await expect.poll(() => meter.settled.length, { timeout: 10_000 }).toBe(1);
    await parts.return?.();
    expect(meter.settled).toMatchObject([{ usage: { estimated: true }, failed: false }]);
  });

  it('an abort before it begins costs nothing and asks nobody', async () => {
    const meter = books();
    const stop = new AbortController();
    stop.abort();
    const model = metered(says(END), meter, scope);
    await expect(written(model, requestFor({ signal: stop.signal }))).rejects.toMatchObject({
      code: 'stopped',
    });
    expect(meter.calls).toEqual([]);
  });

  it('books that cannot be written do not take the answer back', async () => {
    const model = metered(
      says(text('Yes.'), END),
      books('room', new Error('database down')),
      scope,
    );
    expect(textOf(await written(model))).toBe('Yes.');
  });

  it('room for thoughts is set aside too', async () => {
    const meter = books();
    await written(metered({ ...says(END), thinkingTokens: 2_000 }, meter, scope));
    expect(meter.calls[0]?.most.outputTokens).toBe(2_300);
  });
});
