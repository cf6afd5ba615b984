// What a replay comes to: counts, each with the interval in which the true share lies.

import { OUTCOMES, type Outcome, type Proportion, type Replay } from '@baton/protocol';

/** Decided turns that came from one outcome to another by one verdict. */
export interface Tally {
  verdict: 'same' | 'adjusted' | 'changed' | 'failed';
  was: Outcome | null;
  would: Outcome | null;
  count: number;
  remeasured: number;
}

export function summarise(tallies: readonly Tally[]): Replay['result'] {
  const sum = (some: readonly Tally[]) => some.reduce((total, { count }) => total + count, 0);
  const of = (verdict: Tally['verdict']) =>
    sum(tallies.filter((tally) => tally.verdict === verdict));
  const total = sum(tallies);
  const decided = tallies.filter(({ verdict }) => verdict !== 'failed');
  const n = sum(decided);
  const changed = of('changed');
  return {
    total,
    same: of('same'),
    changed,
    changedShare: n === 0 ? null : wilson(changed, n),
    adjusted: of('adjusted'),
    failed: of('failed'),
    remeasured: tallies.reduce((all, { remeasured }) => all + remeasured, 0),
    pairs: decided
      .filter(({ verdict }) => verdict !== 'same')
      .flatMap(({ was, would, count }) =>
        would === null ? [] : [{ was, wouldBe: would, count, of: wilson(count, n) }],
      )
      .sort((a, b) => b.count - a.count),
    outcomes: OUTCOMES.map((outcome) => {
      const was = sum(decided.filter((tally) => tally.was === outcome));
      const would = sum(decided.filter((tally) => tally.would === outcome));
      return {
        outcome,
        was: { count: was, of: wilson(was, n) },
        wouldBe: { count: would, of: wilson(would, n) },
      };
    }),
  };
}

/** Wilson's score interval (1927), 95 %: honest also for few turns, and for none or all of them. */
export function wilson(count: number, of: number): Proportion {
  if (of === 0) return { share: 0, low: 0, high: 1 };
  const z = 1.959964;
  const share = count / of;
  const scale = 1 + (z * z) / of;
  const middle = (share + (z * z) / (2 * of)) / scale;
  const half = (z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))) / scale;
  const low = count === 0 ? 0 : Math.max(0, middle - half);
  const high = count === of ? 1 : Math.min(1, middle + half);
  return { share, low, high };
}
