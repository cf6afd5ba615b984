// What an AI agent's decisions and their reviews amount to: labels to fit on, known answers to
// measure by, and the confidences of everything asked. Values in, values out.
//
// Only decisions that were made on confidence count. One that a rule made (a direct request, a
// sensitive topic) says nothing of confidence, whatever was marked.

import type { Outcome } from '@baton/protocol';
import {
  type DriftDecision,
  type Label,
  type OwnCalibration,
  recalibrated,
  sampleWeights,
  type ShippedCalibration,
  type StressedEvidence,
  THRESHOLD_GRID,
} from '../../escalation/index.ts';

/** One decision as it was recorded, with what was said of it since. */
export interface RecordedDecision {
  id: string;
  conversationId: string;
  at: Date;
  outcome: Outcome;
  rule: string;
  /** Null where nothing was found to answer from. */
  features: Record<string, number> | null;
  /** By the shipped model: is the question answered in the knowledge at all? */
  answers: number | null;
  /** What counts of teammates' marks, and the customer's word. */
  answer: 'right' | 'wrong' | null;
  handoff: 'needed' | 'not_needed' | null;
  helpful: boolean | null;
  drawn: boolean;
  markedBefore: boolean;
  /** The rule of the next decision in the same conversation. */
  nextRule: string | null;
}

/** Rules by which confidence decides. */
export const CONFIDENCE_RULES = ['confident', 'competing_passages', 'not_confident'] as const;
/** The same, and finding nothing: a question all the same, that no threshold would have answered. */
const ASKED = new Set<string>([...CONFIDENCE_RULES, 'no_passage']);
/** What customers do who have not got their answer. */
const NOT_CONTENT = new Set(['direct_request', 'repeated_question', 'frustration']);
/** A thumb counts less: few give one, and they judge more than the answer. */
const THUMB_WEIGHT = 0.25;

/** A decision whose answer teammates have called right or wrong. */
export interface KnownAnswer extends Label {
  given: boolean;
  /** Drawn by the queue, whoever marked it: together a fair sample. */
  drawn: boolean;
  /** Drawn before anybody had marked it. */
  random: boolean;
  /** Wrong, and by the shipped model not to be answered from this knowledge. */
  unanswerable: boolean;
}

export interface AgentEvidence {
  /** Shipped confidence of everything asked, newest first; 0 where nothing was found. */
  asked: number[];
  known: KnownAnswer[];
  /** Known answers as drawn, and customers' thumbs where no teammate has spoken. */
  labels: Label[];
  thumbs: number;
  /** Do the marks speak for all decisions? */
  fair: boolean;
  drift: (DriftDecision & { at: Date })[];
}

/** @param asked how many decisions there were in the time that `decisions` are from */
export function agentEvidence(
  shipped: Pick<ShippedCalibration, 'confidenceOf' | 'isFor'>,
  decisions: readonly RecordedDecision[],
  asked: number,
): AgentEvidence {
  // Evidence of the other kind was called by another calibrator: it says little of this one.
  const confident = decisions.filter(
    ({ rule, features }) => ASKED.has(rule) && (features === null || shipped.isFor(features)),
  );
  const of = ({ features }: RecordedDecision) =>
    features === null ? 0 : shipped.confidenceOf(features);
  const marked = confident.flatMap((decision): KnownAnswer[] => {
    const right = wasRight(decision);
    if (right === null || decision.features === null) return [];
    return [
      {
        shipped: of(decision),
        right,
        weight: 1,
        group: decision.conversationId,
        given: decision.outcome === 'answer',
        drawn: decision.drawn,
        random: decision.drawn && !decision.markedBefore,
        unanswerable: !right && (decision.answers ?? 0) < 0.5,
      },
    ];
  });
  const { weights, fair } = sampleWeights(marked, asked);
  const known = marked.map((each, at) => ({ ...each, weight: weights[at] as number }));
  const thumbs = confident.flatMap((decision): Label[] => {
    const { helpful, outcome, features, conversationId } = decision;
    if (helpful === null || outcome !== 'answer' || features === null) return [];
    if (wasRight(decision) !== null) return [];
    return [{ shipped: of(decision), right: helpful, weight: THUMB_WEIGHT, group: conversationId }];
  });
  return {
    asked: confident.map(of),
    known,
    labels: [...known, ...thumbs],
    thumbs: thumbs.length,
    fair,
    drift: confident.map((decision) => ({
      confidence: decision.features === null ? null : of(decision),
      answered: decision.outcome === 'answer',
      dissatisfied:
        decision.outcome === 'answer' &&
        (decision.helpful === false || NOT_CONTENT.has(decision.nextRule ?? '')),
      at: decision.at,
    })),
  };
}

/**
 * What teammates' marks say of the answer. Its own mark goes first; else what they say of holding
 * back: not needed means that the answer would have done.
 */
function wasRight({ answer, handoff, outcome }: RecordedDecision): boolean | null {
  if (answer !== null) return answer === 'right';
  if (handoff !== null && outcome !== 'answer') return handoff === 'not_needed';
  return null;
}

/** The same answers under a calibration, for measuring. */
export const underCalibration = (
  known: readonly KnownAnswer[],
  own: OwnCalibration | null,
): { confidence: number; right: boolean; weight: number; given: boolean }[] =>
  known.map(({ shipped, right, weight, given }) => ({
    confidence: recalibrated(own?.recalibration ?? null, shipped),
    right,
    weight,
    given,
  }));

/** The fair part of the reviews, on the shipped confidence: its grid owes nothing to them. */
export function ownBudgetEvidence(
  { asked, known }: Pick<AgentEvidence, 'asked' | 'known'>,
  { curve }: Pick<ShippedCalibration, 'curve'>,
): StressedEvidence {
  const drawn = known.filter((each) => each.drawn);
  return {
    reviewed: drawn.length,
    unanswerable: drawn.filter(({ unanswerable }) => unanswerable).length,
    draws: asked.length,
    stressDraws: curve.unanswerable,
    at: THRESHOLD_GRID.map((threshold, at) => {
      const answered = drawn.filter((each) => each.shipped >= threshold);
      return {
        threshold,
        answered: answered.length,
        wrong: answered.filter(({ right }) => !right).length,
        answeredShare: asked.filter((each) => each >= threshold).length / Math.max(1, asked.length),
        stressAnswered: curve.answered[at]?.unanswerable ?? 0,
      };
    }),
  };
}

/** What was measured before shipping: the answerable questions as P, the others as the stress. */
export function shippedBudgetEvidence({
  curve,
}: Pick<ShippedCalibration, 'curve'>): StressedEvidence {
  const answerable = curve.questions - curve.unanswerable;
  return {
    reviewed: answerable,
    unanswerable: 0,
    draws: answerable,
    stressDraws: curve.unanswerable,
    at: curve.answered.map(({ threshold, right, missed, unanswerable }) => ({
      threshold,
      answered: right + missed,
      wrong: missed,
      answeredShare: (right + missed) / answerable,
      stressAnswered: unanswerable,
    })),
  };
}
