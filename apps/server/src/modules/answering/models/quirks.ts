/**
 * What one server does not take, learnt from its refusals and remembered per access. Every lesson
 * is learnt at most once, so a call is repeated at most as often as there are lessons.
 */
import type { ModelError, WriteRequest } from './language-model.ts';

export interface Quirks {
  /** Refuses log-probabilities. */
  noLogprobs: boolean;
  /** Takes its own temperature only. */
  noTemperature: boolean;
  /** Which name the limit of output goes by; null: as the SDK says it. */
  limitName: 'max_tokens' | 'max_completion_tokens' | null;
  /** Does not know `stream_options`. */
  noStreamOptions: boolean;
  noReasoningEffort: boolean;
  /** OpenAI's newest models speak the responses protocol only. */
  responses: boolean;
  /** Thinks before it speaks, and its thoughts count as output: they get room of their own. */
  thinks: boolean;
  /** Its answers begin inside a thought whose beginning is not sent. */
  startsThinking: boolean;
}

export const NO_QUIRKS: Quirks = {
  noLogprobs: false,
  noTemperature: false,
  limitName: null,
  noStreamOptions: false,
  noReasoningEffort: false,
  responses: false,
  thinks: false,
  startsThinking: false,
};

/** Room for thoughts beside the answer, in tokens. */
export const THINKING_TOKENS = 2_048;

/** What a refused call teaches; null when it teaches nothing that is not known already. */
export function lessonOf(
  error: ModelError,
  known: Quirks,
  { logprobs }: Pick<WriteRequest, 'logprobs'>,
): Partial<Quirks> | null {
  const said = error.detail ?? '';
  const refused = error.status === 400 || error.status === 422 || error.status === 501;
  if (
    !known.responses &&
    /v1\/responses|responses api/i.test(said) &&
    (refused || error.status === 404)
  ) {
    return { responses: true };
  }
  if (!refused || error.code !== 'bad_request') return null;
  if (/log_?prob/i.test(said)) return known.noLogprobs ? null : { noLogprobs: true };
  if (/temperature/i.test(said)) return known.noTemperature ? null : { noTemperature: true };
  if (/reasoning/i.test(said) && !known.noReasoningEffort) return { noReasoningEffort: true };
  if (/stream_options|include_usage/i.test(said)) {
    return known.noStreamOptions ? null : { noStreamOptions: true };
  }
  const limit = /max_(?:completion_)?tokens/i.exec(said)?.[0].toLowerCase();
  if (limit !== undefined && known.limitName === null && !/context|too large|exceed/i.test(said)) {
    return { limitName: limit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens' };
  }
  // "Extra inputs are not permitted", without a name: log-probabilities are what is least known.
  if (
    logprobs &&
    !known.noLogprobs &&
    /extra|unknown|unsupported|not supported|unrecogni/i.test(said)
  ) {
    return { noLogprobs: true };
  }
  return null;
}
