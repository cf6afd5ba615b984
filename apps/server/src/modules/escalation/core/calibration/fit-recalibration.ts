// From reviewed decisions to a recalibration, pulled towards the shipped one.
//
// The pull is literal: PSEUDO_REVIEWS imagined reviews, spread over all confidences, that agree with
// the shipped calibrator to the letter. With no real reviews the best fit is the shipped confidence
// itself; with n of them the shipped one keeps about n₀ / (n₀ + n) of the say.

import { recalibrated, type Recalibration } from './recalibration.ts';
import { logit, sigmoid } from '../text/text-head.ts';

/** One decision whose answer is known to be right or wrong. */
export interface Label {
  /** By the shipped calibrator. */
  shipped: number;
  right: boolean;
  /** How many decisions it stands for, in reviews: a full mark 1, a customer's thumb less. */
  weight: number;
  /** Labels of one group (a conversation) are never split between fitting and checking. */
  group: string;
}

/** n₀: how many reviews it takes to have as much say as the shipped calibration. */
export const PSEUDO_REVIEWS = 50;
/** Fewer marks than this, or fewer of either kind, and no own calibration is tried. */
export const OWN_FROM = 50;
export const OWN_FROM_EACH = 8;
/** A free curve needs many labels to be worth its freedom. */
const ISOTONIC_FROM = 1_000;
/** Below this the curve would all but forget which answer is surer. */
const FLATTEST = 0.1;
const FOLDS = 5;

const PSEUDO: readonly Label[] = Array.from({ length: 19 }, (_, at) => (at + 1) / 20).flatMap(
  (shipped) => {
    const weight = PSEUDO_REVIEWS / 19;
    return [
      { shipped, right: true, weight: weight * shipped, group: '' },
      { shipped, right: false, weight: weight * (1 - shipped), group: '' },
    ];
  },
);

/** Maximum a posteriori, by Newton's method: two numbers, one convex valley. */
export function fitLogistic(labels: readonly Label[]): Recalibration & { kind: 'logistic' } {
  const all = [...PSEUDO, ...labels].map(({ shipped, right, weight }) => ({
    z: logit(shipped),
    right: right ? 1 : 0,
    weight,
  }));
  let [slope, intercept] = [1, 0];
  for (let step = 0; step < 30; step += 1) {
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-9, 0, 1e-9];
    for (const { z, right, weight } of all) {
      const p = sigmoid(intercept + slope * z);
      const off = weight * (right - p);
      const curve = weight * p * (1 - p);
      g0 += off;
      g1 += off * z;
      h00 += curve;
      h01 += curve * z;
      h11 += curve * z * z;
    }
    const flat = slope <= FLATTEST && g1 * h00 < g0 * h01;
    const det = h00 * h11 - h01 * h01;
    const d0 = flat ? g0 / h00 : (g0 * h11 - g1 * h01) / det;
    const d1 = flat ? 0 : (g1 * h00 - g0 * h01) / det;
    intercept += Math.max(-1, Math.min(1, d0));
    slope = Math.max(FLATTEST, slope + Math.max(-1, Math.min(1, d1)));
    if (Math.abs(d0) + Math.abs(d1) < 1e-9) break;
  }
  return { kind: 'logistic', slope, intercept };
}

/** Pool adjacent violators, over real and imagined reviews alike; knots in the blocks' middles. */
export function fitIsotonic(labels: readonly Label[]): Recalibration & { kind: 'isotonic' } {
  const sorted = [...PSEUDO, ...labels].sort((a, b) => a.shipped - b.shipped);
  const blocks: { weight: number; right: number; z: number }[] = [];
  for (const { shipped, right, weight } of sorted) {
    blocks.push({ weight, right: right ? weight : 0, z: weight * logit(shipped) });
    for (;;) {
      const [before, last] = [blocks.at(-2), blocks.at(-1)];
      if (before === undefined || last === undefined) break;
      // Blocks at one place are one block, whatever they say.
      const samePlace = Math.abs(before.z / before.weight - last.z / last.weight) < 1e-9;
      if (!samePlace && before.right / before.weight < last.right / last.weight) break;
      blocks.splice(-2, 2, {
        weight: before.weight + last.weight,
        right: before.right + last.right,
        z: before.z + last.z,
      });
    }
  }
  const knots = blocks
    .filter(({ weight }) => weight > 0)
    .map(({ weight, right, z }) => ({
      logit: z / weight,
      // Nothing is certain: one block of all-right labels would say so.
      probability: Math.min(1 - 1 / (weight + 2), Math.max(1 / (weight + 2), right / weight)),
    }));
  for (const [at, knot] of knots.entries())
    knot.probability = Math.max(knot.probability, knots[at - 1]?.probability ?? 0);
  const [first] = knots;
  if (first === undefined || knots.length > 1) return { kind: 'isotonic', knots };
  return { kind: 'isotonic', knots: [first, { ...first, logit: first.logit + 1 }] };
}

/** Mean −ln of the probability given to what was the case. Lower is better. */
export function logLoss(
  labels: readonly Label[],
  confidenceOf: (label: Label, at: number) => number,
): number {
  let [sum, weights] = [0, 0];
  labels.forEach((label, at) => {
    const p = Math.min(1 - 1e-6, Math.max(1e-6, confidenceOf(label, at)));
    sum -= label.weight * Math.log(label.right ? p : 1 - p);
    weights += label.weight;
  });
  return weights === 0 ? Number.NaN : sum / weights;
}

/** What each label is called by a fit that has not seen its group. */
export function crossFitted(
  labels: readonly Label[],
  fit: (labels: readonly Label[]) => Recalibration,
): number[] {
  const folds = labels.map(({ group }) => foldOf(group));
  const fits = Array.from({ length: FOLDS }, (_, fold) =>
    fit(labels.filter((_label, at) => folds[at] !== fold)),
  );
  return labels.map(({ shipped }, at) =>
    recalibrated(fits[folds[at] as number] as Recalibration, shipped),
  );
}

export interface Refit {
  /** Null: keep the shipped calibration. */
  recalibration: Recalibration | null;
  /** Why the shipped one is kept, in words. */
  shippedBecause: string | null;
  /** Marks still to go before an own one is tried. */
  needed: number;
  /** Each label's confidence by the calibration that was chosen, fitted without its group. */
  confidences: number[];
  logLoss: { shipped: number; own: number } | null;
}

/**
 * The recalibration to use. It must predict reviews it has not seen better than the shipped one
 * does; where it does not, the shipped one stays, and the result says so. `counted` is how many
 * teammates' marks the labels rest on; customers' thumbs alone never start a calibration.
 */
export function refit(labels: readonly Label[], counted: readonly Label[] = labels): Refit {
  const shipped = labels.map((label) => label.shipped);
  const right = counted.filter((label) => label.right).length;
  const fewer = Math.min(right, counted.length - right);
  const needed = Math.max(0, OWN_FROM - counted.length);
  const keep = (shippedBecause: string, loss: Refit['logLoss'] = null): Refit => ({
    recalibration: null,
    shippedBecause,
    needed,
    confidences: shipped,
    logLoss: loss,
  });
  if (needed > 0) return keep(`Not enough reviews yet: ${needed} more are needed.`);
  if (fewer < OWN_FROM_EACH)
    return keep(
      right > fewer
        ? `Only ${fewer} reviewed answers were wrong; from ${OWN_FROM_EACH} on there is something to learn from.`
        : `Only ${fewer} reviewed answers were right; from ${OWN_FROM_EACH} on there is something to learn from.`,
    );
  const fits = [fitLogistic, ...(counted.length >= ISOTONIC_FROM ? [fitIsotonic] : [])];
  const tried = fits.map((fit) => {
    const confidences = crossFitted(labels, fit);
    return { fit, confidences, loss: logLoss(labels, (_, at) => confidences[at] as number) };
  });
  const best = tried.reduce((a, b) => (b.loss < a.loss ? b : a));
  const loss = { shipped: logLoss(labels, (label) => label.shipped), own: best.loss };
  if (best.loss >= loss.shipped)
    return keep('The shipped calibration predicts your reviews at least as well.', loss);
  return {
    recalibration: best.fit(labels),
    shippedBecause: null,
    needed: 0,
    confidences: best.confidences,
    logLoss: loss,
  };
}

/** A group's fold, the same on every machine (FNV-1a). */
function foldOf(group: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < group.length; at += 1)
    hash = Math.imul(hash ^ group.charCodeAt(at), 0x01_00_01_93);
  return (hash >>> 0) % FOLDS;
}
