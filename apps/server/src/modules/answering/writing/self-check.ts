// The model's own opinion of what it wrote: which statements do the passages carry? One call, and
// its failure is no failure of the answer.

import type { DraftPassage } from '../core/draft.ts';
import type { LanguageModel, TokenUsage } from '../models/index.ts';
import { selfCheckPrompt, supportedNumbers } from './core/self-check-reply.ts';

export interface SelfCheck {
  /** Share of the statements that it called supported; null when it did not say. */
  agreement: number | null;
  usage: TokenUsage | null;
}

const LONGEST_REPLY = 2_000;

export async function selfCheck(
  model: LanguageModel,
  statements: readonly string[],
  passages: readonly DraftPassage[],
  nonce: string,
  signal: AbortSignal,
): Promise<SelfCheck> {
  let usage: TokenUsage | null = null;
  let reply = '';
  try {
    const request = {
      ...selfCheckPrompt(statements, passages, nonce),
      purpose: 'self_check' as const,
      maxOutputTokens: 300,
      temperature: 0,
      logprobs: false,
      signal,
    };
    for await (const part of model.write(request)) {
      if (part.type === 'end') usage = part.usage;
      else if (reply.length < LONGEST_REPLY) reply += part.text;
    }
  } catch {
    return { agreement: null, usage };
  }
  const supported = supportedNumbers(reply, statements.length);
  return {
    agreement: supported === null ? null : supported.length / statements.length,
    usage,
  };
}
