// A follow-up as the question it stands for, so that it can be searched for. Told by shape first; a
// model is asked only where the shape says that context is needed, and believed only where it
// brings nothing that nobody said.

import { randomBytes } from 'node:crypto';
import type { Said } from '../core/episode.ts';
import type { LanguageModel } from '../models/language-model.ts';
import { inFull } from './core/follow-up/follow-up.ts';
import { isFaithful, rewrittenIn, rewritePrompt } from './core/follow-up/rewrite.ts';

const LONGEST_REPLY = 1_000;

/** The question so that it can be searched for without its context; null: it stands alone already. */
export async function standaloneQuestion(
  model: LanguageModel | null,
  history: readonly Said[],
  question: string,
  signal: AbortSignal,
): Promise<string | null> {
  const local = inFull(question, history);
  if (local === null || model === null) return local;
  const written = rewrittenIn(await asked(model, history, question, signal));
  return written !== null && isFaithful(written, question, history) ? written : local;
}

/** Whatever goes wrong, there is the local rewrite: this call decides nothing. */
async function asked(
  model: LanguageModel,
  history: readonly Said[],
  question: string,
  signal: AbortSignal,
): Promise<string> {
  let reply = '';
  try {
    const request = {
      ...rewritePrompt(history, question, randomBytes(9).toString('hex')),
      purpose: 'standalone_question' as const,
      maxOutputTokens: 150,
      temperature: 0,
      logprobs: false,
      signal,
    };
    for await (const part of model.write(request)) {
      if (part.type === 'text') reply += part.text;
      if (reply.length > LONGEST_REPLY) return '';
    }
  } catch {
    return '';
  }
  return reply;
}
