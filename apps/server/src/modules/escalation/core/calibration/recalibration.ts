// What one AI agent's reviews have taught about the shipped confidence: a rising curve laid over it.
// Rising, always: a recalibration changes what a confidence is called, never which answer is surer.

import { z } from 'zod';
import { logit, sigmoid } from '../text/text-head.ts';

const Knot = z.object({ logit: z.number(), probability: z.number().min(0).max(1) });

export const Recalibration = z.discriminatedUnion('kind', [
  /** p = σ(intercept + slope · logit of the shipped confidence). */
  z.object({
    kind: z.literal('logistic'),
    slope: z.number().positive(),
    intercept: z.number(),
  }),
  /** Straight lines between knots over the shipped logit; flat beyond the ends but for the tilt. */
  z.object({ kind: z.literal('isotonic'), knots: z.array(Knot).min(2) }),
]);
export type Recalibration = z.infer<typeof Recalibration>;

/** A recalibration in use: its name, and the shipped calibrator that it is laid over. */
export interface OwnCalibration {
  /** As decision records name it: "confidence@1+own.3". */
  id: string;
  /** "confidence@1": over another one it means nothing. */
  base: string;
  recalibration: Recalibration;
}

export const ownCalibrationId = (base: string, version: number): string => `${base}+own.${version}`;

/** Keeps a curve with level stretches rising, by too little to matter. */
const TILT = 1e-4;

export function recalibrated(recalibration: Recalibration | null, shipped: number): number {
  if (recalibration === null) return shipped;
  if (recalibration.kind === 'logistic')
    return sigmoid(recalibration.intercept + recalibration.slope * logit(shipped));
  return (1 - TILT) * between(recalibration.knots, logit(shipped)) + TILT * shipped;
}

function between(knots: readonly z.infer<typeof Knot>[], at: number): number {
  const upper = knots.findIndex((knot) => knot.logit > at);
  const before = knots[upper === -1 ? knots.length - 1 : upper - 1];
  const after = knots[upper];
  if (before === undefined) return after?.probability ?? 0;
  if (after === undefined) return before.probability;
  const way = (at - before.logit) / (after.logit - before.logit);
  return before.probability + way * (after.probability - before.probability);
}
