// One short call to a language model, for whoever sets it up, entered in the books like every other.

import type { EngineTest } from '@baton/protocol';
import type { EngineAccess } from '../modules/accounts/index.ts';
import type { Meter, Models } from '../modules/answering/index.ts';

/** A test asks in some 30 tokens, and lets the model answer in at most 200. */
const MOST = { inputTokens: 60, outputTokens: 200, estimated: true };
const ASKED_TOKENS = 30;
const CHARACTERS_PER_TOKEN = 4;

export function createEngineTest({
  models,
  meter,
}: {
  models: Pick<Models, 'test'>;
  meter: Meter;
}) {
  return async (
    scope: { workspaceId: string; aiAgentId: string },
    access: EngineAccess,
    signal: AbortSignal,
  ): Promise<EngineTest> => {
    const reservation = await meter.reserve({
      ...scope,
      conversationId: null,
      purpose: 'test',
      model: `${access.kind}:${access.model}`,
      most: MOST,
    });
    if (reservation === 'budget_exhausted') return noBudget;
    const test = await models.test(access, signal);
    const used = {
      inputTokens: ASKED_TOKENS,
      outputTokens: Math.ceil((test.said ?? '').length / CHARACTERS_PER_TOKEN),
      estimated: true,
    };
    await reservation.settle(test.ok ? used : null, !test.ok);
    return test;
  };
}

const noBudget: EngineTest = {
  ok: false,
  firstTextMs: null,
  totalMs: 0,
  said: null,
  logprobs: false,
  fault: {
    code: 'budget_exhausted',
    words: 'This month’s budget is spent, so nothing was asked. Raise the limit to try.',
    detail: null,
    status: null,
  },
};
