/** A test of a connection goes through the books like every call. */
import type { EngineTest } from '@baton/protocol';
import { expect, it } from 'vitest';
import { createEngineTest } from './engine-test.ts';

const scope = { workspaceId: 'wsp_1', aiAgentId: 'agt_1' };
const access = { kind: 'openai', model: 'm', url: null, key: 'sk', trusted: false } as const;
const answered: EngineTest = {
  ok: true,
  firstTextMs: 1,
  totalMs: 2,
  said: 'Hello, here I am.',
  logprobs: false,
  fault: null,
};
const refused: EngineTest = {
  ...answered,
  ok: false,
  said: null,
  fault: { code: 'unauthorized', words: 'The key was refused.', detail: null, status: 401 },
};

/** A model that ends as told, and books that have room or not. */
function trying(end: EngineTest, room = true) {
  const seen: unknown[] = [];
  const test = createEngineTest({
    models: {
      test: async (asked) => {
        seen.push(asked);
        return end;
      },
    },
    meter: {
      reserve: async ({ purpose, conversationId, model }) => {
        seen.push({ purpose, conversationId, model });
        if (!room) return 'budget_exhausted';
        return { settle: async (used, failed) => void seen.push({ used, failed }) };
      },
    },
  });
  return { seen, test: () => test(scope, access, new AbortController().signal) };
}

it('is reserved before, settled after, under its own purpose', async () => {
  const { seen, test } = trying(answered);
  expect(await test()).toBe(answered);
  expect(seen).toEqual([
    { purpose: 'test', conversationId: null, model: 'openai:m' },
    access,
    { used: { inputTokens: 30, outputTokens: 5, estimated: true }, failed: false },
  ]);
});

it('that failed costs nothing, and has its line', async () => {
  const { seen, test } = trying(refused);
  expect(await test()).toBe(refused);
  expect(seen.at(-1)).toEqual({ used: null, failed: true });
});

it('is not made without room in the budget, and says so', async () => {
  const { seen, test } = trying(answered, false);
  expect(await test()).toMatchObject({ ok: false, fault: { code: 'budget_exhausted' } });
  expect(seen).toHaveLength(1);
});
