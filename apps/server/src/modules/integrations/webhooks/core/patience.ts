/**
 * When to try again, and when to leave somebody alone. Pure; chance is handed in as 0 … 1.
 *
 * A delivery that failed waits longer each time, with jitter, until three days after its event. A
 * webhook that failed several times in a row rests as a whole: then one delivery probes, and the
 * others wait for its luck, so a dead address costs a request now and then whatever is waiting.
 */
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** After the first, second … failed attempt; the last one goes on. */
const PAUSES = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
];
/** Either way. */
const JITTER = 0.2;
const LONGEST_ASKED_FOR = 8 * HOUR;

/**
 * Milliseconds until the next attempt.
 * @param attempts that were made, at least 1
 * @param askedFor milliseconds, by the server
 */
export function pauseAfter(attempts: number, askedFor: number | null, chance: number): number {
  const planned = PAUSES[Math.min(attempts, PAUSES.length) - 1] ?? SECOND;
  const jittered = planned * (1 - JITTER + 2 * JITTER * chance);
  const asked = Math.min(askedFor ?? 0, LONGEST_ASKED_FOR);
  return Math.round(Math.max(jittered, asked));
}

/** So many failures in a row, and the webhook rests. */
export const FAILURES_BEFORE_REST = 3;
const FIRST_REST = 10 * SECOND;
const LONGEST_REST = 15 * MINUTE;

/** Milliseconds that a webhook is left alone after so many failures in a row; 0: it is not. */
export function restAfter(failures: number): number {
  if (failures < FAILURES_BEFORE_REST) return 0;
  return Math.min(FIRST_REST * 2 ** (failures - FAILURES_BEFORE_REST), LONGEST_REST);
}

/** Deliveries that may be under way at once. */
export const AT_ONCE = 4;
