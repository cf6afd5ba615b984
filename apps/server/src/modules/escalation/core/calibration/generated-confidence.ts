// Confidence in an answer that a language model wrote: the calibrated confidence in the evidence,
// lowered by what the writing itself shows. There are no labelled generated answers to fit on, so the
// weights are cautious guesses, each bounded and in one direction:
//
//   less of the draft carried, more of it removed, a less sure model  →  never a higher confidence
//   the model declined                                                →  close to nothing
//   the model sure and its own check agrees                           →  at most BONUS (log odds) more
//
// An agent's own reviews are fitted on top, as its calibration has a name of its own.

import type { Generation } from '@baton/protocol';
import type { Confidence } from '../signals.ts';
import { logit, sigmoid } from '../text/text-head.ts';

/** Raised when anything below changes: reviews that were fitted over another version wait. */
const VERSION = 'generated-1';

/** Most that the writing may add to the evidence, in log odds: .80 becomes .84. */
export const BONUS = 0.25;
const DECLINED = 0.02;

/** Log odds that are taken off, each at its worst. */
const COST = {
  /** All of it hardly carried. */
  mean: 2,
  /** One sentence hardly carried. */
  least: 0.6,
  /** All of it removed; what is left was written by the same hand. */
  removed: 2.5,
  /** The model was guessing its own words. */
  unsure: 0.8,
  /** Its own check calls none of it supported. */
  disagrees: 1.5,
} as const;

/** From here down a sentence counts as hardly carried, from here up as carried. */
const CARRIED = { from: 0.5, to: 0.8 };
/** Mean log-probability of a token: at and below, above. Usual answers lie around -0.2. */
const SURE = { from: -1.2, to: -0.15 };

export function generatedConfidence(
  evidence: NonNullable<Confidence>,
  generation: Generation,
): NonNullable<Confidence> {
  const calibration = `${evidence.calibration}+${VERSION}`;
  if (generation.declined) return { value: Math.min(evidence.value, DECLINED), calibration };
  const odds = logit(evidence.value) + shift(generation);
  // Where nothing is taken off and nothing added, not even rounding changes it.
  return { value: shift(generation) === 0 ? evidence.value : sigmoid(odds), calibration };
}

/** What the writing adds to the log odds of the evidence: at most BONUS. */
export function shift(generation: Generation): number {
  const { sentences, logprob, selfAgreement } = generation;
  const kept = sentences.filter(({ removed }) => !removed).map(({ support }) => support);
  // Nothing checked is left: pleasantries, or nothing at all. That answers no question.
  if (kept.length === 0) return -COST.mean - COST.least - COST.removed;
  const mean = kept.reduce((sum, each) => sum + each, 0) / kept.length;
  const removed = 1 - kept.length / sentences.length;
  const carried = way(CARRIED, mean);
  const sure = logprob === null ? null : way(SURE, logprob);
  const cost =
    COST.mean * (1 - carried) +
    COST.least * (1 - way(CARRIED, Math.min(...kept))) +
    COST.removed * removed +
    COST.unsure * (sure === null ? 0 : 1 - sure) +
    COST.disagrees * (selfAgreement === null ? 0 : 1 - selfAgreement);
  // Praise counts only for what is there to be praised: all of it carried, nothing removed.
  const praise = ((sure ?? 0) + (selfAgreement ?? 0)) / 2;
  return BONUS * praise * carried * (1 - removed) - cost;
}

/** Share of its sentences that the customer would see. */
export const keptShare = ({ sentences }: Generation): number =>
  sentences.length === 0
    ? 0
    : sentences.filter(({ removed }) => !removed).length / sentences.length;

/** For people: "2 of 3 sentences are carried by the passages". */
export function supportInWords({ declined, sentences, fault }: Generation): string {
  if (fault !== null) return 'The model did not write; the documents are quoted';
  if (declined) return 'The model said that the passages do not answer';
  if (sentences.length === 0) return 'The draft claims nothing';
  const kept = sentences.filter(({ removed }) => !removed).length;
  if (sentences.length === 1)
    return kept === 1
      ? 'Its one sentence is carried by the passages'
      : 'Its one sentence is not carried by the passages';
  return `${kept} of ${sentences.length} sentences are carried by the passages`;
}

const way = ({ from, to }: { from: number; to: number }, value: number): number =>
  Math.max(0, Math.min(1, (value - from) / (to - from)));
