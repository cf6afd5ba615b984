// The calibration as its owner sees it: what is in use, how well it keeps its word, and whether it
// still holds. Values in, values out.

import type { AiAgentId, CalibrationView, Drift } from '@baton/protocol';
import {
  measureCalibration,
  type OwnCalibration,
  pointAt,
  recalibrated,
  refit,
  type ShippedCalibration,
  shippedMeasurement,
  watchDrift,
} from '../../escalation/index.ts';
import { type AgentEvidence, underCalibration } from './agent-evidence.ts';
import type { CalibrationInUse } from './read-evidence.ts';
import {
  calibrationStatement,
  notEnoughStatement,
  samplingCaveat,
  shippedStatement,
} from './words.ts';

/** Fewer known answers, and a diagram of them would mislead. */
const FEWEST_TO_SHOW = 20;
/** How many of the newest decisions are "lately", and how many reviews. */
const LATELY = 200;
const LATELY_REVIEWED = 60;

export function calibrationView(
  aiAgentId: string,
  evidence: AgentEvidence,
  inUse: CalibrationInUse,
  shipped: ShippedCalibration,
  answerAt: number,
): CalibrationView {
  const { known, labels, asked } = evidence;
  const { own } = inUse;
  const all = asked.map((each) => recalibrated(own?.recalibration ?? null, each));
  const fitted = refit(labels, known);
  // By fits that have not seen the review: on its own examples every fit looks good.
  const measured = underCalibration(known, own).map((each, at) =>
    own === null ? each : { ...each, confidence: fitted.confidences[at] ?? each.confidence },
  );
  const enough = known.length >= FEWEST_TO_SHOW;
  const now = all.length === 0 ? null : pointAt(underCalibration(known, own), all, answerAt);
  const random = known.filter((each) => each.random).length;
  const { curve } = shipped;
  const shippedMeasured = shippedMeasurement(curve);
  const unanswerable = curve.unanswerable / curve.questions;
  return {
    aiAgentId: aiAgentId as AiAgentId,
    source: own === null ? 'shipped' : 'own',
    version: own?.id ?? shipped.id,
    fittedAt: own?.fittedAt.toISOString() ?? null,
    shippedBecause: own === null ? (inUse.shippedBecause ?? fitted.shippedBecause) : null,
    reviewed: {
      total: known.length,
      right: known.filter(({ right }) => right).length,
      wrong: known.filter(({ right }) => !right).length,
      given: known.filter(({ given }) => given).length,
      heldBack: known.filter(({ given }) => !given).length,
      random,
      customers: evidence.thumbs,
    },
    needed: fitted.needed,
    caveat: samplingCaveat(evidence.fair, known.length, random),
    answerAt,
    now,
    statement: enough
      ? calibrationStatement(now, known.length)
      : notEnoughStatement(
          all.length < FEWEST_TO_SHOW ? null : (now?.coverage ?? null),
          fitted.needed,
        ),
    own: enough ? measureCalibration(measured, all) : null,
    shipped: {
      ...shippedMeasured,
      helpCentres: curve.helpCentres,
      unanswerable,
      statement: shippedStatement(shippedMeasured, curve.helpCentres, unanswerable),
    },
    drift: driftNow(evidence, own, own?.fittedAt ?? null),
  };
}

/** Lately against before: before the calibration in use was fitted, where that is long enough. */
export function driftNow(
  { drift, known }: Pick<AgentEvidence, 'drift' | 'known'>,
  own: OwnCalibration | null,
  fittedAt: Date | null,
): Drift {
  const call = (shippedConfidence: number) =>
    recalibrated(own?.recalibration ?? null, shippedConfidence);
  const asCalled = drift.map((decision) => ({
    ...decision,
    confidence: decision.confidence === null ? null : call(decision.confidence),
  }));
  const recent = asCalled.slice(0, LATELY);
  const earlier = asCalled.slice(LATELY);
  const fittedOn = earlier.filter(({ at }) => fittedAt !== null && at <= fittedAt);
  return watchDrift({
    reference: fittedOn.length >= LATELY ? fittedOn : earlier,
    recent,
    // Only drawn ones: what is marked unasked is marked because it was wrong.
    reviewed: known
      .filter(({ drawn, given }) => drawn && given)
      .slice(0, LATELY_REVIEWED)
      .map(({ shipped, right }) => ({ confidence: call(shipped), right })),
  });
}
