// One call to a model whose text goes to a teammate as it comes.

import type { AssistFrame, UsagePurpose } from '@baton/protocol';
import { type LanguageModel, ModelError } from '../models/index.ts';

export interface ToStream {
  purpose: UsagePurpose;
  system: string;
  user: string;
  maxOutputTokens: number;
  signal: AbortSignal;
  emit: (frame: AssistFrame) => void;
}

/** The whole text. @throws ModelError, also where a model has nothing to say. */
export async function streamText(
  model: LanguageModel,
  { purpose, system, user, maxOutputTokens, signal, emit }: ToStream,
): Promise<string> {
  let whole = '';
  const parts = model.write({
    purpose,
    system,
    messages: [{ role: 'user', text: user }],
    maxOutputTokens,
    temperature: 0.3,
    logprobs: false,
    signal,
  });
  for await (const part of parts) {
    if (part.type !== 'text') continue;
    whole += part.text;
    emit({ type: 'text', text: part.text });
  }
  if (whole.trim() === '') throw new ModelError('malformed', 'The model answered with nothing.');
  return whole.trim();
}
