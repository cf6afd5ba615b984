/**
 * May this code let somebody in? Whoever knows the password may still not try on for ever, and a code
 * that was seen over a shoulder counts once.
 *
 *   wrong, wrong … five in a row ──► none is looked at for 15 minutes, and then one at a time
 */
import { PASSWORD_RESET_HOURS } from '@baton/protocol';

/** RFC 6238, as every authenticator app has it. */
export const STEP_SECONDS = 30;
/** The app's clock may be one step before or behind ours. */
export const DRIFT_STEPS = 1;
/** Wrong codes in a row, before it takes a rest. */
export const MOST_FAILURES = 5;
export const REST_MS = 15 * 60_000;
/** The time between password and code. */
export const HALF_SESSION_MS = 10 * 60_000;
export const PASSWORD_RESET_MS = PASSWORD_RESET_HOURS * 60 * 60_000;

export interface Standing {
  /** Of the last code that counted. */
  lastStep: number;
  failures: number;
  blockedUntil: Date | null;
}

/** What was shown: the step whose code it is, an unused recovery code, or neither. */
export type Shown = { kind: 'step'; step: number } | { kind: 'recovery' } | { kind: 'nothing' };

export type CodeDecision =
  | { outcome: 'right'; standing: Standing }
  | { outcome: 'wrong' | 'used'; standing: Standing }
  | { outcome: 'resting'; until: Date };

export function decideCode(now: Date, standing: Standing, shown: Shown): CodeDecision {
  const { lastStep, failures, blockedUntil } = standing;
  if (blockedUntil !== null && blockedUntil > now)
    return { outcome: 'resting', until: blockedUntil };
  const rested = { failures: 0, blockedUntil: null };
  if (shown.kind === 'recovery') return { outcome: 'right', standing: { lastStep, ...rested } };
  if (shown.kind === 'step' && shown.step > lastStep) {
    return { outcome: 'right', standing: { lastStep: shown.step, ...rested } };
  }
  const inARow = failures + 1;
  return {
    outcome: shown.kind === 'step' ? 'used' : 'wrong',
    standing: {
      lastStep,
      failures: inARow,
      blockedUntil: inARow >= MOST_FAILURES ? new Date(now.getTime() + REST_MS) : null,
    },
  };
}

export type LinkStanding = 'open' | 'used' | 'withdrawn' | 'expired';

/** Of a link that sets a new password. */
export function linkStanding(
  link: { usedAt: Date | null; withdrawnAt: Date | null; expiresAt: Date },
  now: Date,
): LinkStanding {
  if (link.usedAt !== null) return 'used';
  if (link.withdrawnAt !== null) return 'withdrawn';
  return link.expiresAt > now ? 'open' : 'expired';
}
