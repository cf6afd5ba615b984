/**
 * How long a job that failed waits before it is tried again: twice as long each time, and never
 * quite the same, so that many that failed together do not come back together.
 */
const firstMs = 1_000;
const longestMs = 60_000;

/** @param attempt 1 after the first attempt. @param chance in [0, 1). */
export function pauseAfter(attempt: number, chance: number): number {
  const full = Math.min(firstMs * 2 ** (attempt - 1), longestMs);
  return Math.round(full * (0.5 + chance / 2));
}
