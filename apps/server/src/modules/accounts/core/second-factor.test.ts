import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideCode,
  linkStanding,
  MOST_FAILURES,
  REST_MS,
  type Standing,
} from './second-factor.ts';

const now = new Date('2026-03-02T12:00:00Z');
const fresh: Standing = { lastStep: 100, failures: 0, blockedUntil: null };
const nothing = { kind: 'nothing' } as const;
const step = (n: number) => ({ kind: 'step', step: n }) as const;

describe('a code', () => {
  it('of a later step than the last one counts, and forgets what was wrong before', () => {
    expect(decideCode(now, { ...fresh, failures: 3 }, step(101))).toEqual({
      outcome: 'right',
      standing: { lastStep: 101, failures: 0, blockedUntil: null },
    });
  });

  it('counts once: not again, and none before it either', () => {
    for (const used of [100, 99]) {
      expect(decideCode(now, fresh, step(used))).toMatchObject({
        outcome: 'used',
        standing: { lastStep: 100, failures: 1 },
      });
    }
  });

  it('for recovery leaves the steps of the app alone', () => {
    expect(decideCode(now, fresh, { kind: 'recovery' })).toEqual({
      outcome: 'right',
      standing: fresh,
    });
  });

  it('is not looked at for a quarter of an hour after five wrong ones, and then one at a time', () => {
    let standing = fresh;
    for (let wrong = 1; wrong <= MOST_FAILURES; wrong += 1) {
      const decision = decideCode(now, standing, nothing);
      if (decision.outcome !== 'wrong') throw new Error(decision.outcome);
      standing = decision.standing;
      expect(standing.blockedUntil !== null).toBe(wrong === MOST_FAILURES);
    }
    const soon = new Date(now.getTime() + REST_MS - 1);
    expect(decideCode(soon, standing, step(500)).outcome).toBe('resting');
    expect(decideCode(soon, standing, { kind: 'recovery' }).outcome).toBe('resting');
    const later = new Date(now.getTime() + REST_MS);
    expect(decideCode(later, standing, step(500)).outcome).toBe('right');
    const again = decideCode(later, standing, nothing);
    expect(again).toMatchObject({ outcome: 'wrong', standing: { failures: MOST_FAILURES + 1 } });
    if (again.outcome === 'wrong') expect(again.standing.blockedUntil).not.toBeNull();
  });

  it('never counts twice, whatever is shown in whichever order; and guesses are few', () => {
    const shown = fc.oneof(
      fc.constant(nothing),
      fc.integer({ min: 98, max: 130 }).map((each) => step(each)),
    );
    const tries = fc.array(fc.tuple(shown, fc.integer({ min: 0, max: 120 })), { maxLength: 80 });
    fc.assert(
      fc.property(tries, (all) => {
        let standing = fresh;
        let at = now.getTime();
        let looked = 0;
        const right = new Set<number>();
        for (const [each, seconds] of all) {
          at += seconds * 1000;
          const decision = decideCode(new Date(at), standing, each);
          if (decision.outcome === 'resting') continue;
          standing = decision.standing;
          if (decision.outcome === 'right' && each.kind === 'step') {
            expect(right.has(each.step)).toBe(false);
            right.add(each.step);
            looked = 0;
          } else looked += 1;
          const quarters = Math.floor((at - now.getTime()) / REST_MS);
          expect(looked).toBeLessThanOrEqual(MOST_FAILURES + quarters);
        }
      }),
    );
  });
});

describe('a link that sets a new password', () => {
  const link = { usedAt: null, withdrawnAt: null, expiresAt: new Date(now.getTime() + 1) };

  it('is open until it was used, withdrawn, or its time has run out', () => {
    expect(linkStanding(link, now)).toBe('open');
    expect(linkStanding(link, new Date(now.getTime() + 1))).toBe('expired');
    expect(linkStanding({ ...link, withdrawnAt: now }, now)).toBe('withdrawn');
    expect(linkStanding({ ...link, withdrawnAt: now, usedAt: now }, now)).toBe('used');
  });
});
