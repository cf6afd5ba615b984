// What a replay comes to: counts, each with the interval in which the true share lies.

import { OUTCOMES, type Outcome, type Replay } from '@baton/protocol';
import { wilson } from '../../escalation/index.ts';

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
