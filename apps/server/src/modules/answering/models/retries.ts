/**
 * When a call that failed before its first word is tried again, and after how long. Only failures
 * that pass by themselves; never one that the provider would refuse again.
 */
import type { ModelFault } from '@baton/protocol';
import { isOutOfCredit } from './fault-words.ts';
import type { ModelError } from './language-model.ts';

export interface RetryLimits {
  /** Further attempts after the first. */
  most: number;
  /** The first pause; doubled by every further one, and shortened by chance up to a half. */
  pauseMs: number;
  /** A provider that asks for a longer pause is not waited for: a customer is waiting. */
  mostPauseMs: number;
}

export const RETRY_LIMITS: RetryLimits = { most: 2, pauseMs: 500, mostPauseMs: 8_000 };

const PASSING: ReadonlySet<ModelFault> = new Set([
  'rate_limited',
  'overloaded',
  'unreachable',
  'broken_stream',
]);

/** @param chance 0..1 @returns milliseconds, or null: give up */
export function pauseBefore(
  retry: number,
  error: ModelError,
  limits: RetryLimits,
  chance: number,
): number | null {
  if (retry >= limits.most || !PASSING.has(error.code)) return null;
  if (isOutOfCredit(error.status, error.detail)) return null;
  const pause = limits.pauseMs * 2 ** retry * (1 - chance / 2);
  const asked = error.retryAfterMs ?? 0;
  if (asked > limits.mostPauseMs) return null;
  return Math.max(pause, asked);
}
