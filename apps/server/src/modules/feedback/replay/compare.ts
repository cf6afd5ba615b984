// Two decisions on one turn: is the second the same, the same by another way, or another outcome?
// What is said to the customer is not compared: new words for a handoff are no other decision.

import type { ReplayedDecision } from '@baton/protocol';
import type { Decision } from '../../escalation/index.ts';

export type Verdict = 'same' | 'adjusted' | 'changed';

/** A decision as far as two are compared, and shown. */
export function asReplayed(decision: Decision): ReplayedDecision {
  const { outcome, rule, reasons, explanation, tags } = decision;
  const routed = outcome === 'handoff' || outcome === 'offer';
  return {
    outcome,
    rule,
    reasons,
    explanation,
    team: routed ? decision.team : null,
    tags,
    priority: routed ? decision.priority : 'normal',
  };
}

export function compare(was: ReplayedDecision, wouldBe: ReplayedDecision): Verdict {
  if (was.outcome !== wouldBe.outcome) return 'changed';
  const alike =
    was.rule === wouldBe.rule &&
    was.team === wouldBe.team &&
    was.priority === wouldBe.priority &&
    sameSet(was.reasons, wouldBe.reasons) &&
    sameSet(was.tags, wouldBe.tags);
  return alike ? 'same' : 'adjusted';
}

const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  new Set(one).size === new Set(other).size && one.every((each) => other.includes(each));
