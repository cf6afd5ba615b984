/**
 * Places of one server for deliveries that are under way, so that no number of slow receivers fills
 * it for the others. Pure but for what it remembers of who was slow; time is handed in.
 *
 *   quick lane   whoever answers, and whoever nothing is known of
 *   slow lane    whoever took longer than two seconds lately, or does so right now
 *
 * A delivery that takes long moves over with its webhook while it is under way, and its place in the
 * quick lane is free again. So someone slow costs the others a few places for two seconds, once in a
 * while; and a server has more requests under way than both lanes hold only until all who are slow
 * are known.
 */
export const PLACES = { quick: 32, slow: 32 } as const;
export const SLOW_AFTER_MS = 2_000;
/** Nobody is forgiven by a quick answer between slow ones. */
const SLOW_FOR_MS = 5 * 60_000;

export interface UnderWay {
  webhookId: string;
  /** Milliseconds; null where no answer is waited for: before, and while it is noted. */
  askedAt: number | null;
}

export interface Room {
  quick: number;
  slow: number;
  /** Who may use the slow lane only. */
  slowWebhooks: string[];
}

export interface Lanes {
  /** How many more may begin. */
  room(underWay: Iterable<UnderWay>, now: number): Room;
  answered(webhookId: string, tookMs: number, now: number): void;
}

export function createLanes(slowAfterMs: number = SLOW_AFTER_MS): Lanes {
  const slowUntil = new Map<string, number>();

  function answered(webhookId: string, tookMs: number, now: number): void {
    if (tookMs > slowAfterMs) slowUntil.set(webhookId, now + SLOW_FOR_MS);
  }

  return {
    answered,
    room(underWay, now) {
      const all = [...underWay];
      for (const { webhookId, askedAt } of all) {
        if (askedAt !== null) answered(webhookId, now - askedAt, now);
      }
      for (const [webhookId, until] of slowUntil) {
        if (until <= now) slowUntil.delete(webhookId);
      }
      const slow = all.filter(({ webhookId }) => slowUntil.has(webhookId)).length;
      return {
        quick: Math.max(0, PLACES.quick - (all.length - slow)),
        slow: Math.max(0, PLACES.slow - slow),
        slowWebhooks: [...slowUntil.keys()],
      };
    },
  };
}
