/**
 * The port behind which every language model stands. Whoever writes an answer, a rewrite or a
 * summary knows this and nothing of providers, HTTP or tokens' wire formats.
 */
import type { ModelFault, UsagePurpose } from '@baton/protocol';

export interface ModelMessage {
  role: 'user' | 'assistant';
  text: string;
}

export interface WriteRequest {
  purpose: UsagePurpose;
  /** Instructions of ours. Never holds words of customers, documents or action results. */
  system: string;
  messages: readonly ModelMessage[];
  maxOutputTokens: number;
  /** 0..1; answers are written at 0. */
  temperature: number;
  /** Ask for log-probabilities where the provider has them. */
  logprobs: boolean;
  /** Ends the call, whatever it is doing, and releases its connection. */
  signal: AbortSignal;
}

export type Finish = 'stop' | 'length' | 'content_filter' | 'other';

export type WritePart =
  | { type: 'text'; text: string }
  /** Always the last one. */
  | {
      type: 'end';
      finish: Finish;
      usage: TokenUsage;
      /** Mean log-probability per token of what was written; null where unknown. */
      logprob: number | null;
    };

export interface TokenUsage {
  inputTokens: number;
  outputTokens: number;
  /** Counted by us from characters, because the provider did not say. */
  estimated: boolean;
}

export interface LanguageModel {
  /** As "openai:gpt-4o-mini": for records. */
  readonly id: string;
  /** Output beside `maxOutputTokens` that it may use up by thinking first. Default: 0. */
  readonly thinkingTokens?: number;
  /** @throws ModelError, also in the middle of the stream. Never anything else. */
  write(request: WriteRequest): AsyncIterable<WritePart>;
}

export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: ModelFault;
  /** The provider's own words, without keys, at most 500 characters. */
  readonly detail: string | null;
  readonly status: number | null;
  /** When the provider asked to be left alone until; null where it did not. */
  readonly retryAfterMs: number | null;
  /** What had been used up by then, for the books; null where nothing was. */
  readonly usage: TokenUsage | null;

  /** `words`: what to do about it, for a person. */
  constructor(
    code: ModelFault,
    words: string,
    more: Partial<Pick<ModelError, 'detail' | 'status' | 'retryAfterMs' | 'usage'>> = {},
  ) {
    super(words);
    this.code = code;
    this.detail = more.detail ?? null;
    this.status = more.status ?? null;
    this.retryAfterMs = more.retryAfterMs ?? null;
    this.usage = more.usage ?? null;
  }
}

/** Which model, where, with which key: an AI agent's engine, resolved. The key is in the clear. */
export interface ModelAccess {
  kind: 'openai' | 'anthropic' | 'compatible';
  model: string;
  /** Null: the provider's own address. */
  url: string | null;
  key: string | null;
  /** Set by the operator's environment: its address may be private whatever the setting says. */
  trusted: boolean;
}

/** What an AI agent writes with, as accounts keep it. */
export interface Engine {
  access: ModelAccess;
  selfCheck: boolean;
}
