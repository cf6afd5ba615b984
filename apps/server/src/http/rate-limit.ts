/**
 * Token buckets in memory: `burst` at once, then `perMinute`. One process counts for itself; with
 * several, the limit is that many times as generous, which still stops guessing and flooding.
 */
import type { Clock } from '../platform/clock.ts';
import { Problem } from './problem.ts';

export interface RateLimit {
  burst: number;
  perMinute: number;
}

export interface RateLimiter {
  /** Takes one token of the key's bucket, or throws `rate_limited` saying how long to wait. */
  take(key: string): void;
  /** Takes one, or comes back with false: for what may be left undone without a word. */
  allows(key: string): boolean;
}

/** Keys kept; beyond that the longest unused are forgotten, that is: start afresh. */
const mostKeys = 50_000;

export function createRateLimiter(clock: Clock, { burst, perMinute }: RateLimit): RateLimiter {
  /** When each key's bucket will be full again, in milliseconds: all that there is to know. */
  const fullAt = new Map<string, number>();
  const oneToken = 60_000 / perMinute;

  /** Takes one. Else for how long there is none, in milliseconds. */
  function waitFor(key: string): number {
    const now = clock.now().getTime();
    const full = Math.max(now, fullAt.get(key) ?? now);
    const wait = full - now - (burst - 1) * oneToken;
    // Deleted first, so that the map stays in the order of last use.
    fullAt.delete(key);
    fullAt.set(key, wait > 0 ? full : full + oneToken);
    forgetOldest(fullAt);
    return Math.max(0, wait);
  }

  return {
    allows: (key) => waitFor(key) === 0,
    take(key) {
      const wait = waitFor(key);
      if (wait > 0) {
        const seconds = Math.ceil(wait / 1000);
        throw new Problem('rate_limited', `Please wait ${inWords(seconds)} and try again.`, {
          retryAfter: seconds,
        });
      }
    },
  };
}

function forgetOldest(keys: Map<string, unknown>): void {
  if (keys.size <= mostKeys) return;
  const oldest = keys.keys().next();
  if (oldest.done !== true) keys.delete(oldest.value);
}

function inWords(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
