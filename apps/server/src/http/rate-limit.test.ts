import { createTestClock } from '@baton/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from './problem.ts';
import { createRateLimiter } from './rate-limit.ts';

const setUp = (burst: number, perMinute: number) => {
  const clock = createTestClock();
  const limiter = createRateLimiter(clock, { burst, perMinute });
  const take = (key = 'a') => {
    try {
      limiter.take(key);
      return null;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return error;
    }
  };
  return { clock, take };
};

describe('a rate limit', () => {
  it('lets a burst through, then one for each that has grown back', () => {
    const { clock, take } = setUp(2, 6);
    expect([take(), take()]).toEqual([null, null]);
    expect(take()).toMatchObject({
      code: 'rate_limited',
      detail: 'Please wait 10 seconds and try again.',
      extra: { retryAfter: 10 },
    });
    clock.advance(9_999);
    expect(take()?.extra.retryAfter).toBe(1);
    clock.advance(1);
    expect(take()).toBeNull();
    expect(take()).not.toBeNull();
  });

  it('counts each key for itself', () => {
    const { take } = setUp(1, 1);
    expect(take('a')).toBeNull();
    expect(take('b')).toBeNull();
    expect(take('a')).not.toBeNull();
  });

  it('law: in any time, never more than the burst and what grew back in it', () => {
    const waits = fc.array(fc.nat({ max: 20_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 60 }),
        waits,
        (burst, perMinute, gaps) => {
          const { clock, take } = setUp(burst, perMinute);
          let elapsed = 0;
          let through = 0;
          for (const gap of gaps) {
            clock.advance(gap);
            elapsed += gap;
            if (take() === null) through += 1;
          }
          expect(through).toBeLessThanOrEqual(burst + (elapsed / 60_000) * perMinute + 1e-6);
        },
      ),
    );
  });

  it('law: whoever waits as long as told is let through', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 60 }),
        (burst, perMinute) => {
          const { clock, take } = setUp(burst, perMinute);
          let refusal = take();
          while (refusal === null) refusal = take();
          clock.advance((refusal.extra.retryAfter ?? 0) * 1000);
          expect(take()).toBeNull();
        },
      ),
    );
  });
});
