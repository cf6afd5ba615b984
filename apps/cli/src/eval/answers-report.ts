// What is printed of a run of answers: metrics of the confidence, with intervals by article.

import { chooseThreshold } from '@baton/server';
import { bootstrapInterval, mulberry32 } from './bootstrap.ts';
import { auroc } from './detection-metrics.ts';
import { aurc, brier, coverageAtRisk, eAurc, ece, eceFloor } from './risk-metrics.ts';

export interface Answered {
  confidence: number;
  /** How sure the engine is that the knowledge answers it at all. */
  answers: number;
  answerable: boolean;
  /** Answerable and answered from a right article. */
  ok: boolean;
  group: string;
}

export function answersReport(items: readonly Answered[], budget: number | null) {
  const correct = (rows: readonly Answered[]) =>
    auroc(rows.map(({ confidence, ok }) => ({ score: confidence, positive: ok })));
  const answerable = (rows: readonly Answered[]) =>
    auroc(rows.map((row) => ({ score: row.answers, positive: row.answerable })));
  const interval = (statistic: (rows: readonly Answered[]) => number) => {
    const { low, high } = bootstrapInterval(items, ({ group }) => group, statistic, 200);
    return [low, high];
  };
  return {
    n: items.length,
    answerable: items.filter((each) => each.answerable).length,
    accuracy: items.filter((each) => each.ok).length / items.length,
    auroc_correct: correct(items),
    auroc_correct_95: interval(correct),
    auroc_answerable: answerable(items),
    auroc_answerable_95: interval(answerable),
    aurc: aurc(items),
    e_aurc: eAurc(items),
    coverage_at_risk_5: coverageAtRisk(items, 0.05),
    coverage_at_risk_10: coverageAtRisk(items, 0.1),
    coverage_at_risk_10_95: interval((rows) => coverageAtRisk(rows, 0.1)),
    ece: ece(items),
    ece_of_perfect_calibration: eceFloor(items),
    brier: brier(items),
    ...(budget === null ? {} : { budget: underBudget(items, budget) }),
  };
}

/** The threshold is chosen on half of the articles and judged on the other half. */
function underBudget(items: readonly Answered[], budget: number) {
  const random = mulberry32(5);
  const side = new Map<string, boolean>();
  for (const { group } of items) if (!side.has(group)) side.set(group, random() < 0.5);
  const choice = chooseThreshold(
    items.filter(({ group }) => side.get(group)),
    budget,
  );
  const judged = items.filter(({ group }) => !side.get(group));
  const answered =
    choice.threshold === null
      ? []
      : judged.filter(({ confidence }) => confidence >= (choice.threshold ?? 2));
  const wrong = answered.filter(({ ok }) => !ok).length;
  return {
    budget,
    threshold: choice.threshold,
    chosen_on: items.length - judged.length,
    judged_on: judged.length,
    coverage: answered.length / Math.max(1, judged.length),
    realised_risk: answered.length === 0 ? null : wrong / answered.length,
  };
}
