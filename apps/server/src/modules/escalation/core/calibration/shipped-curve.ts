// How the shipped calibration did before it shipped, on questions of help centres that were each
// left out of its fit in turn. bench/decision/fit-confidence.ts writes it beside the model.

import type { MeasuredCalibration } from '@baton/protocol';
import { z } from 'zod';
import { THRESHOLD_GRID } from './error-budget.ts';
import { wilson } from './intervals.ts';
import { CURVE_THRESHOLDS } from './measured-calibration.ts';

const count = z.number().int().min(0);
const share = z.number().min(0).max(1);

export const ShippedCurve = z.object({
  kind: z.literal('shipped-curve'),
  /** Of which calibrator: "confidence@1". */
  calibrator: z.string(),
  helpCentres: count,
  questions: count,
  right: count,
  unanswerable: count,
  ece: z.number().min(0),
  brier: share,
  /** Bins of equal size. */
  bins: z.array(
    z.object({ from: share, to: share, confidence: share, questions: count, right: count }),
  ),
  /** For each threshold of the grid, strictest first: what would be answered. */
  answered: z
    .array(
      z.object({
        threshold: share,
        right: count,
        /** Wrong though the help centre has the answer. */
        missed: count,
        /** Wrong because it has none. */
        unanswerable: count,
      }),
    )
    .length(THRESHOLD_GRID.length),
});
export type ShippedCurve = z.infer<typeof ShippedCurve>;

/** The file's counts as every other calibration is shown. */
export function shippedMeasurement(curve: ShippedCurve): MeasuredCalibration {
  const p = curve.right / curve.questions;
  return {
    questions: curve.questions,
    right: curve.right,
    bins: curve.bins.map(({ from, to, confidence, questions, right }) => ({
      from,
      to,
      confidence,
      right: wilson(right, questions),
      questions,
    })),
    ece: { value: curve.ece, noise: 0.8 * Math.sqrt((p * (1 - p) * 15) / curve.questions) },
    brier: curve.brier,
    curve: CURVE_THRESHOLDS.flatMap((threshold) => {
      const at = curve.answered.find((each) => Math.abs(each.threshold - threshold) < 1e-9);
      if (at === undefined) return [];
      const wrong = at.missed + at.unanswerable;
      const answered = at.right + wrong;
      return [
        {
          threshold,
          coverage: answered / curve.questions,
          wrong: answered === 0 ? null : wilson(wrong, answered),
          reviewed: answered,
        },
      ];
    }),
  };
}
