// A confidence held against the truth: does 80 % mean right 80 times in 100, and what does answering
// from a threshold on come to?

import type { MeasuredCalibration, ReliabilityBin, RiskCoveragePoint } from '@baton/protocol';
import { wilson } from './intervals.ts';

/** A question whose answer is known to be right or wrong, and how many like it it stands for. */
export interface Known {
  confidence: number;
  right: boolean;
  weight: number;
}

const ECE_BINS = 15;
const MOST_BINS = 10;
/** Fewer in a bin, and its interval spans the diagram. */
const FEWEST_IN_BIN = 8;

/** From the strictest down; every screen's curve has the same points. */
export const CURVE_THRESHOLDS: readonly number[] = Array.from(
  { length: 20 },
  (_, at) => (99 - 5 * at) / 100,
);

/** @param all confidences of all questions, reviewed or not: what coverage is counted on */
export function measureCalibration(
  known: readonly Known[],
  all: readonly number[],
): MeasuredCalibration {
  const weight = total(known);
  const p = weight === 0 ? 0 : total(known.filter(({ right }) => right)) / weight;
  const brier = known.reduce((sum, { confidence, right, weight: w }) => {
    return sum + w * (confidence - (right ? 1 : 0)) ** 2;
  }, 0);
  return {
    questions: known.length,
    right: known.filter(({ right }) => right).length,
    bins: reliabilityBins(known),
    ece: {
      value: expectedCalibrationError(known),
      noise: weight === 0 ? 0 : 0.8 * Math.sqrt((p * (1 - p) * ECE_BINS) / weight),
    },
    brier: weight === 0 ? 0 : brier / weight,
    curve: CURVE_THRESHOLDS.map((threshold) => pointAt(known, all, threshold)),
  };
}

export function pointAt(
  known: readonly Known[],
  all: readonly number[],
  threshold: number,
): RiskCoveragePoint {
  const answered = known.filter(({ confidence }) => confidence >= threshold);
  const wrong = answered.filter(({ right }) => !right);
  return {
    threshold,
    coverage: all.length === 0 ? 0 : all.filter((each) => each >= threshold).length / all.length,
    wrong: answered.length === 0 ? null : wilson(total(wrong), total(answered)),
    reviewed: answered.length,
  };
}

/** Bins of equal size, as many as leave enough in each. */
export function reliabilityBins(known: readonly Known[]): ReliabilityBin[] {
  const bins = Math.min(MOST_BINS, Math.floor(known.length / FEWEST_IN_BIN));
  return parts(known, bins).map((part) => {
    const weight = total(part);
    return {
      from: part[0]?.confidence ?? 0,
      to: part.at(-1)?.confidence ?? 0,
      confidence: mean(part),
      right: wilson(total(part.filter(({ right }) => right)), weight),
      questions: part.length,
    };
  });
}

function expectedCalibrationError(known: readonly Known[]): number {
  const all = total(known);
  return parts(known, ECE_BINS).reduce((sum, part) => {
    const weight = total(part);
    const right = total(part.filter((each) => each.right)) / weight;
    return sum + (weight / all) * Math.abs(mean(part) - right);
  }, 0);
}

/** In order of confidence, cut into equal numbers; empty parts are left out. */
function parts(known: readonly Known[], count: number): Known[][] {
  const sorted = [...known].sort((a, b) => a.confidence - b.confidence);
  return Array.from({ length: count }, (_, at) =>
    sorted.slice(
      Math.floor((at * sorted.length) / count),
      Math.floor(((at + 1) * sorted.length) / count),
    ),
  ).filter((part) => part.length > 0);
}

const total = (known: readonly Known[]): number =>
  known.reduce((sum, { weight }) => sum + weight, 0);

const mean = (known: readonly Known[]): number =>
  known.reduce((sum, { confidence, weight }) => sum + weight * confidence, 0) / total(known);
