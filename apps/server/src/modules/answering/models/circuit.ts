/**
 * Leaves a provider alone that is down, so that customers are not kept waiting for what will not
 * come. Pure: states in, states out; one circuit per access.
 *
 *            5 calls in a row failed             the pause is over: one call tries
 *   closed ─────────────────────────▶ open ─────────────────────────────────────▶ trying
 *      ▲                                ▲                                            │
 *      └──── it worked ─────────────────┼────────────────────────────────────────────┤
 *                                       └──── it failed: twice the pause ────────────┘
 */
export type Circuit =
  | { is: 'closed'; failures: number }
  | { is: 'open'; until: number; pauseMs: number }
  /** `expires`: a call that tries and is never heard of again must not block the way for ever. */
  | { is: 'trying'; expires: number; pauseMs: number };

export interface CircuitLimits {
  /** Failed calls in a row until it opens. */
  failures: number;
  /** First pause; doubled by every failed try, and at least what the provider asked for. */
  pauseMs: number;
  mostPauseMs: number;
  /** A try is given up for lost after this. */
  tryMs: number;
}

export const CIRCUIT_LIMITS: CircuitLimits = {
  failures: 5,
  pauseMs: 15_000,
  mostPauseMs: 300_000,
  tryMs: 120_000,
};

export const closedCircuit: Circuit = { is: 'closed', failures: 0 };

export type Entry = { may: true; circuit: Circuit } | { may: false; waitMs: number };

/** `now` and all moments are milliseconds. */
export function enter(circuit: Circuit, now: number, limits: CircuitLimits): Entry {
  if (circuit.is === 'closed') return { may: true, circuit };
  const opensAt = circuit.is === 'open' ? circuit.until : circuit.expires;
  if (now < opensAt) return { may: false, waitMs: opensAt - now };
  const { pauseMs } = circuit;
  return { may: true, circuit: { is: 'trying', expires: now + limits.tryMs, pauseMs } };
}

export function afterFailure(
  circuit: Circuit,
  now: number,
  limits: CircuitLimits,
  askedPauseMs: number | null = null,
): Circuit {
  const open = (pauseMs: number): Circuit => {
    const pause = Math.min(Math.max(pauseMs, askedPauseMs ?? 0), limits.mostPauseMs);
    return { is: 'open', until: now + pause, pauseMs: Math.min(pauseMs, limits.mostPauseMs) };
  };
  if (circuit.is === 'trying') return open(circuit.pauseMs * 2);
  // A call from before it opened: that it failed is no news.
  if (circuit.is === 'open') return circuit;
  const failures = circuit.failures + 1;
  return failures >= limits.failures ? open(limits.pauseMs) : { is: 'closed', failures };
}

/** A call that ended without saying anything about the provider: stopped, or never begun. */
export function afterNothing(circuit: Circuit, now: number): Circuit {
  if (circuit.is !== 'trying') return circuit;
  return { is: 'open', until: now, pauseMs: circuit.pauseMs };
}
