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
}

/** Buckets kept; beyond that the longest unused are forgotten, that is: full again. */
const mostBuckets = 50_000;

export function createRateLimiter(clock: Clock, { burst, perMinute }: RateLimit): RateLimiter {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const perMs = perMinute / 60_000;

  return {
    take(key) {
      const now = clock.now().getTime();
      const bucket = buckets.get(key) ?? { tokens: burst, at: now };
      const tokens = Math.min(burst, bucket.tokens + Math.max(0, now - bucket.at) * perMs);
      // Deleted first, so that the map stays in the order of last use.
      buckets.delete(key);
      buckets.set(key, { tokens: Math.max(0, tokens >= 1 ? tokens - 1 : tokens), at: now });
      forgetOldest(buckets);
      if (tokens < 1) {
        const seconds = Math.max(1, Math.ceil((1 - tokens) / perMs / 1000));
        throw new Problem('rate_limited', `Please wait ${inWords(seconds)} and try again.`, {
          retryAfter: seconds,
        });
      }
    },
  };
}

function forgetOldest(buckets: Map<string, unknown>): void {
  if (buckets.size <= mostBuckets) return;
  const oldest = buckets.keys().next();
  if (oldest.done !== true) buckets.delete(oldest.value);
}

function inWords(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
