// A model that did not write: what the decision keeps of it.

import type { Generation } from '@baton/protocol';
import { ModelError } from './models/index.ts';

/** Throws what is no model's fault: that is for the next attempt at the turn. */
export function faultOf(
  error: unknown,
  model: string,
  standaloneQuestion: string | null,
): Generation {
  if (!(error instanceof ModelError)) throw error;
  return {
    model,
    standaloneQuestion,
    declined: false,
    sentences: [],
    logprob: null,
    selfAgreement: null,
    firstTextMs: null,
    totalMs: 0,
    inputTokens: error.usage?.inputTokens ?? 0,
    outputTokens: error.usage?.outputTokens ?? 0,
    fault: error.code,
  };
}
