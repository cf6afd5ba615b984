/**
 * One attempt at one call: the SDK's stream of parts becomes text and one `end`, or a `ModelError`.
 *
 * Only text passes. Thoughts are dropped, and so are calls of tools: Baton offers a model none, so
 * one that comes was put there by somebody else. A stream that stops without saying so is broken,
 * however whole its text looks.
 */
import type { LanguageModelV3StreamPart, LanguageModelV3Usage } from '@ai-sdk/provider';
import { estimatePrompt, estimateTokens } from './estimate-tokens.ts';
import { wordsFor } from './fault-words.ts';
import {
  type Finish,
  type ModelAccess,
  ModelError,
  type ModelMessage,
  type TokenUsage,
  type WritePart,
  type WriteRequest,
} from './language-model.ts';
import { createLogprobMean } from './log-probability.ts';
import { interrupted, thrown } from './model-faults.ts';
import { providerFetch } from './provider-fetch.ts';
import { providerModel } from './provider-models.ts';
import { type Quirks, THINKING_TOKENS } from './quirks.ts';
import { createThoughtFilter } from './thinking.ts';
import { type TimeLimits, watch } from './time-limits.ts';

export interface AttemptTools {
  fetch: typeof fetch;
  limits: TimeLimits;
  now: () => Date;
}

/** Learnt on the way, for the calls that follow. */
export type Learn = (lesson: Partial<Quirks>) => void;

/** @param deadline moment by `performance.now()` @throws ModelError */
export async function* attempt(
  tools: AttemptTools,
  access: ModelAccess,
  request: WriteRequest,
  quirks: Quirks,
  deadline: number,
  learn: Learn,
): AsyncGenerator<WritePart, void, undefined> {
  const { limits, now } = tools;
  const logprobs = request.logprobs && !quirks.noLogprobs && access.kind !== 'anthropic';
  const guard = watch(request.signal, deadline);
  const wire = providerFetch({ access, quirks, logprobs, fetch: tools.fetch, now });
  const thoughts = createThoughtFilter({ startsThinking: quirks.startsThinking });
  const probability = createLogprobMean();
  let said = '';
  let hidden = 0;
  let finish: Extract<LanguageModelV3StreamPart, { type: 'finish' }> | null = null;

  const usageSoFar = (): TokenUsage => ({
    inputTokens: estimatePrompt(request),
    outputTokens: estimateTokens(said) + Math.ceil((hidden + thoughts.thought) / 4),
    estimated: true,
  });
  const fault = (error: ModelError): ModelError => {
    const begun = said !== '' || hidden > 0 || error.code === 'broken_stream';
    const usage = wire.sent && (begun || guard.ended !== null) ? usageSoFar() : null;
    const { code, message, detail, status, retryAfterMs } = error;
    return new ModelError(code, message, { detail, status, retryAfterMs, usage });
  };

  try {
    const model = await providerModel(access, quirks.responses, wire.fetch);
    guard.expect(access.kind === 'compatible' ? limits.firstCompatibleMs : limits.firstMs);
    const { stream } = await model.doStream({
      prompt: [
        { role: 'system', content: request.system },
        ...alternating(request.messages).map(({ role, text }) => ({
          role,
          content: [{ type: 'text' as const, text }],
        })),
      ],
      maxOutputTokens: request.maxOutputTokens + (quirks.thinks ? THINKING_TOKENS : 0),
      temperature: request.temperature,
      includeRawChunks: logprobs,
      abortSignal: guard.signal,
      providerOptions: {
        // A customer's words are not left at the provider longer than the call.
        openai: { ...(logprobs && { logprobs: true }), ...(quirks.responses && { store: false }) },
      },
    });
    const reader = stream.getReader();
    for (;;) {
      const { done, value: part } = await reader.read();
      if (done) break;
      if (part.type === 'stream-start' || part.type === 'response-metadata') continue;
      guard.heard();
      if (part.type === 'raw') probability.chunk(part.rawValue);
      else if (part.type === 'text-delta') {
        const text = thoughts.push(part.delta);
        if (thoughts.strayEnd) {
          learn({ startsThinking: true, thinks: true });
          throw new ModelError('malformed', wordsFor('malformed', access, null, null));
        }
        probability.settle(!thoughts.thinking);
        if (text !== '') {
          said += text;
          yield { type: 'text', text };
        }
      } else if (part.type === 'reasoning-delta' || part.type === 'tool-input-delta') {
        hidden += part.delta.length;
        probability.settle(false);
      } else if (part.type === 'finish') finish = part;
      else if (part.type === 'error' && !isHeartbeat(part.error)) {
        // Complete by its own word, though it never said why it ended.
        if (wire.done && nameOf(part.error) === 'AI_InvalidResponseDataError') continue;
        throw asFault(access, part.error, now());
      }
      guard.expect(limits.betweenMs);
    }
    const rest = thoughts.end();
    if (rest !== '') {
      said += rest;
      yield { type: 'text', text: rest };
    }
    if (finish === null || (isUnsaid(finish) && !wire.done)) {
      throw new ModelError('broken_stream', wordsFor('broken_stream', access, null, null));
    }
    const usage = usageOf(finish.usage) ?? usageSoFar();
    const thought = hidden + thoughts.thought > 0 || (finish.usage.outputTokens.reasoning ?? 0) > 0;
    if (thought && !quirks.thinks) learn({ thinks: true });
    const end = { finish: finishOf(finish), usage, logprob: probability.mean };
    yield { type: 'end', ...end };
  } catch (error) {
    if (guard.ended !== null) {
      throw fault(new ModelError(guard.ended, wordsFor(guard.ended, access, null, null)));
    }
    throw fault(thrown(access, error, now()));
  } finally {
    guard.end();
  }
}

/** Templates of local models take turns strictly, and begin with the user. */
export function alternating(messages: readonly ModelMessage[]): ModelMessage[] {
  const turns: ModelMessage[] = [];
  for (const message of messages) {
    const last = turns.at(-1);
    if (last?.role === message.role) last.text += `\n\n${message.text}`;
    else turns.push({ ...message });
  }
  return turns[0]?.role === 'assistant' ? [{ role: 'user', text: '…' }, ...turns] : turns;
}

function asFault(access: ModelAccess, error: unknown, now: Date): ModelError {
  // An error in a shape that the SDK does not know is an error still.
  if (nameOf(error) === 'AI_TypeValidationError') {
    const { value } = error as { value?: { error?: unknown } | null };
    if (value?.error !== undefined) return interrupted(access, value.error, now);
  }
  return error instanceof Error ? thrown(access, error, now) : interrupted(access, error, now);
}

/**
 * Valid JSON without any words in it: a sign of life that a gateway slips in, or an event of a kind
 * that is newer than the SDK (Anthropic asks its callers to pass over those).
 */
function isHeartbeat(error: unknown): boolean {
  if (nameOf(error) !== 'AI_TypeValidationError') return false;
  const { value } = error as { value?: unknown };
  if (typeof value !== 'object' || value === null) return false;
  return !WORDY.some((name) => name in value);
}
const WORDY = ['choices', 'error', 'delta', 'message', 'content_block', 'response', 'item'];

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

function isUnsaid({ finishReason }: { finishReason: { unified: string; raw: unknown } }): boolean {
  const { unified, raw } = finishReason;
  return raw === undefined && (unified === 'other' || unified === 'error');
}

function finishOf({ finishReason: { unified } }: { finishReason: { unified: string } }): Finish {
  if (unified === 'stop' || unified === 'length') return unified;
  return unified === 'content-filter' ? 'content_filter' : 'other';
}

function usageOf({ inputTokens, outputTokens }: LanguageModelV3Usage): TokenUsage | null {
  const [input, output] = [inputTokens.total, outputTokens.total];
  if (!isCount(input) || !isCount(output) || input + output === 0) return null;
  return { inputTokens: input, outputTokens: output, estimated: false };
}

function isCount(count: number | undefined): count is number {
  return count !== undefined && Number.isInteger(count) && count >= 0;
}
