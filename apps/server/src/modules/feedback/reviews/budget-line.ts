// The line that keeps an error budget, and what it rests on. Chosen on the shipped confidence, whose
// grid owes nothing to the reviews, and then said in the confidence that is in use.

import type { BudgetView } from '@baton/protocol';
import {
  chooseStressedThreshold,
  DELTA,
  fewestFor,
  type OwnCalibration,
  recalibrated,
  type ShippedCalibration,
  STRESS,
} from '../../escalation/index.ts';
import { type AgentEvidence, ownBudgetEvidence, shippedBudgetEvidence } from './agent-evidence.ts';
import { budgetStatement } from './words.ts';

export function budgetLine(
  evidence: Pick<AgentEvidence, 'asked' | 'known'>,
  own: OwnCalibration | null,
  shipped: Pick<ShippedCalibration, 'curve'>,
  risk: number,
): BudgetView {
  const ownEvidence = ownBudgetEvidence(evidence, shipped);
  const byOwn = chooseStressedThreshold(ownEvidence, risk);
  // Own reviews that can test the budget decide, also when they say no.
  const source = byOwn.testable ? ('own' as const) : ('shipped' as const);
  const choice = byOwn.testable
    ? byOwn
    : chooseStressedThreshold(shippedBudgetEvidence(shipped), risk);
  const { threshold, answered, wrong, bound } = choice;
  const promised = threshold !== null;
  const view: Omit<BudgetView, 'statement'> = {
    risk,
    certainty: 1 - DELTA,
    stress: STRESS,
    answerAt: promised ? rounded(recalibrated(own?.recalibration ?? null, threshold)) : null,
    source: promised || source === 'own' ? source : null,
    coverage:
      evidence.asked.length === 0
        ? null
        : evidence.asked.filter((each) => promised && each >= threshold).length /
          evidence.asked.length,
    bound,
    answered,
    wrong,
    reviewed: ownEvidence.reviewed,
    needed: byOwn.testable ? 0 : missingReviews(ownEvidence.reviewed, evidence.asked, risk),
  };
  return { ...view, statement: budgetStatement(view) };
}

/** Down, and finely: rounding must not shut out an answer that the line let in. */
const rounded = (value: number): number => Math.floor(value * 1e4) / 1e4;

/** Enough answered ones among those drawn, if about half of the surest questions are answered. */
function missingReviews(reviewed: number, asked: readonly number[], risk: number): number {
  const answered = asked.filter((each) => each >= 0.5).length / Math.max(1, asked.length);
  return Math.max(1, Math.ceil(fewestFor(risk) / Math.max(0.2, answered)) - reviewed);
}
