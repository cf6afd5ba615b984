// A model's answer read to its end: cut into units as it comes, which are judged behind it, one after
// the other. Ends early where the model says that it has no answer, or does not stop.

import { LIMITS } from '@baton/protocol';
import { estimateTokens } from '../models/estimate-tokens.ts';
import { type Finish, ModelError, type TokenUsage } from '../models/language-model.ts';
import { createAnswerParser, type Unit } from './core/answer-parser.ts';
import { saysNoAnswer } from './core/answer-rules.ts';
import type { Prompt } from './core/prompt.ts';
import { createRepeats } from './core/repeats.ts';
import type { AnswerRequest, WritingTools } from './writing.ts';

export interface Streamed {
  /** The model said that the passages do not answer. */
  declined: boolean;
  firstTextAt: number | null;
  logprob: number | null;
  usage: TokenUsage;
}

/** What a model that was not asked comes to. */
export const NOTHING: Streamed = {
  declined: true,
  firstTextAt: null,
  logprob: null,
  usage: { inputTokens: 0, outputTokens: 0, estimated: false },
};

/** Reads the model to its end while units are judged behind it, one after the other. */
export async function readStream(
  tools: Pick<WritingTools, 'model' | 'now'>,
  request: Pick<AnswerRequest, 'signal'>,
  prompt: Prompt,
  judge: (unit: Unit, unfinished?: boolean) => Promise<void>,
): Promise<Streamed> {
  const enough = new AbortController();
  const parser = createAnswerParser();
  const repeats = createRepeats();
  let judging = Promise.resolve();
  const take = (units: readonly Unit[], unfinished = false) => {
    for (const unit of units) {
      // What follows is not read, however much of it came along.
      if (repeats.isEnough()) return;
      if (repeats.has(unit)) continue;
      judging = judging.then(() => judge(unit, unfinished && unit === units.at(-1)));
      // Awaited at the end; until then a failure must not count as nobody's.
      judging.catch(() => undefined);
    }
  };
  let text = '';
  let firstTextAt: number | null = null;
  let finish: Finish = 'length';
  let end: { usage: TokenUsage; logprob: number | null } | null = null;
  let declined = false;
  const stream = tools.model.write({
    purpose: 'answer',
    system: prompt.system,
    messages: [{ role: 'user', text: prompt.message }],
    maxOutputTokens: prompt.maxOutputTokens,
    temperature: 0,
    logprobs: true,
    signal: AbortSignal.any([request.signal, enough.signal]),
  });
  for await (const part of stream) {
    if (part.type === 'end') {
      finish = part.finish;
      end = part;
      break;
    }
    if (part.text === '') continue;
    firstTextAt ??= tools.now();
    text += part.text;
    declined = saysNoAnswer(text.slice(-part.text.length - 20));
    if (declined || text.length > LIMITS.messageLength) {
      enough.abort();
      break;
    }
    take(parser.push(part.text));
    if (repeats.isEnough()) {
      finish = 'stop';
      enough.abort();
      break;
    }
  }
  if (finish === 'content_filter' && !declined)
    throw new ModelError('content_filter', 'The provider refused to write this answer.');
  if (text.trim() === '' && !declined)
    throw new ModelError('malformed', 'The model ended without a word. A larger model may help.');
  if (!declined) {
    take(parser.end(), finish === 'length' && !/[.!?…。！？]["'”)\]\s]*$/u.test(text));
    await judging;
  }
  return {
    declined,
    firstTextAt,
    logprob: end?.logprob ?? null,
    usage: end?.usage ?? {
      inputTokens: estimateTokens(prompt.system + prompt.message),
      outputTokens: estimateTokens(text),
      estimated: true,
    },
  };
}
