// Escalation: may the AI answer this turn, or is it time to pass the baton?
//
//   turn → measure → signals + confidence → decide(policy) → decision, all of it on record
//
// It imports no sibling: whoever asks brings the turn, what retrieval found, the draft, and a way to
// embed texts. Usual order for the answering process:
//
//   1. measure(turn without retrieval) and isDecidedWithoutRetrieval → done, or
//   2. retrieve, draft, judge(turn with retrieval and draft) → DecisionRecord
//
// Vectors are remembered between the two, so the second measuring costs no embedding.

import { checkPolicy, type KnownAround } from './core/policy/check-policy.ts';
import { decide, decideFailure, isDecidedWithoutRetrieval } from './core/decide.ts';
import type { Decision } from './core/decision.ts';
import { DecisionRecord, type Measurement, record } from './core/decision-record.ts';
import { defaultPolicy, readyMadeTopics } from './core/policy/default-policy.ts';
import {
  chooseStressedThreshold,
  chooseThreshold,
  DELTA,
  fewestFor,
  STRESS,
  type StressedChoice,
  THRESHOLD_GRID,
} from './core/calibration/error-budget.ts';
import { watchDrift } from './core/calibration/drift.ts';
import { type Label, refit } from './core/calibration/fit-recalibration.ts';
import { measureCalibration, pointAt } from './core/calibration/measured-calibration.ts';
import {
  type OwnCalibration,
  ownCalibrationId,
  Recalibration,
  recalibrated,
} from './core/calibration/recalibration.ts';
import { sampleWeights } from './core/calibration/sample-weights.ts';
import { shippedMeasurement, type ShippedCurve } from './core/calibration/shipped-curve.ts';
import { Policy, readPolicy, settlePolicy, upgradePolicy, withLine } from './core/policy/policy.ts';
import type { Finding } from './core/policy/policy-finding.ts';
import type { SupportCheck } from './core/support/verdict.ts';
import { readyMadeTexts } from './core/policy/ready-made-texts.ts';
import type { Confidence, Signals } from './core/signals.ts';
import { learnFromTranscripts } from './core/text/transcript-model.ts';
import { learnTopics } from './core/text/topic-classifier.ts';
import type { TurnInput } from './core/turn.ts';
import { measure } from './measure.ts';
import { type ShippedCalibration, shippedCalibrations } from './shipped-calibration.ts';
import { type DecisionModels, shippedModels } from './models.ts';
import { type Embed, rememberingEmbed } from './ports.ts';
import { nearExamples } from './near-examples.ts';
import { type Replayed, replayUnder } from './replay-under.ts';
import { checkSentence, type SupportPassage } from './signals/sentence-support.ts';
import { tagVectors } from './signals/tags.ts';
import { exampleVectors } from './signals/topic-vectors.ts';
import { examplesOf } from './signals/topics.ts';

export interface Escalation {
  /** All signals of a turn; those that need retrieval are null without it. */
  measure(turn: TurnInput, policy: Policy): Promise<Measurement>;
  /** `measure`, then `decide`, as the record to be stored with the outcome. */
  judge(turn: TurnInput, policy: Policy): Promise<DecisionRecord>;
  /** A measurement already taken, decided and put on record. */
  record(policy: Policy, measured: Measurement): DecisionRecord;
  /** Embeds the examples of a policy ahead of the first turn. */
  prepare(policy: Policy): Promise<void>;
  /** What is wrong with a policy: `checkPolicy`, and phrases that mean the same. */
  check(policy: Policy, around: KnownAround): Promise<Finding[]>;
  /**
   * A recorded turn under another policy. What that policy asks and the record does not hold is
   * measured from the recorded question; `madeUnder` is the policy of the record, null if unknown.
   */
  replay(policy: Policy, past: DecisionRecord, madeUnder: Policy | null): Promise<Replayed>;
  /** Do these passages carry this sentence of a generated answer? */
  checkSentence(sentence: string, passages: readonly SupportPassage[]): Promise<SupportCheck>;
}

export interface EscalationParts {
  embed: Embed;
  models?: DecisionModels;
}

export function createEscalation({ embed, models = shippedModels() }: EscalationParts): Escalation {
  const remembered = rememberingEmbed(embed);
  return {
    measure: (turn, policy) => measure(models, remembered, turn, policy),
    judge: async (turn, policy) => record(policy, await measure(models, remembered, turn, policy)),
    record,
    async prepare(policy) {
      for (const topics of [policy.sensitiveTopics, policy.guidelines])
        await exampleVectors(topics, examplesOf, remembered);
      await tagVectors(policy.tags, remembered);
    },
    async check(policy, around) {
      const findings = checkPolicy(policy, around);
      // Without an engine phrases are compared by their words alone.
      const near = await nearExamples(policy, remembered).catch(() => []);
      return [...findings, ...near];
    },
    replay: (policy, past, madeUnder) => replayUnder(models, remembered, policy, past, madeUnder),
    checkSentence: (sentence, passages) =>
      checkSentence(models.support, remembered, sentence, passages),
  };
}

export {
  chooseStressedThreshold,
  DELTA,
  fewestFor,
  measureCalibration,
  ownCalibrationId,
  pointAt,
  Recalibration,
  recalibrated,
  refit,
  sampleWeights,
  shippedCalibrations,
  shippedMeasurement,
  STRESS,
  THRESHOLD_GRID,
  watchDrift,
  checkPolicy,
  chooseThreshold,
  decide,
  decideFailure,
  DecisionRecord,
  defaultPolicy,
  isDecidedWithoutRetrieval,
  learnFromTranscripts,
  learnTopics,
  Policy,
  readPolicy,
  readyMadeTexts,
  readyMadeTopics,
  settlePolicy,
  shippedModels,
  upgradePolicy,
  withLine,
};
export type {
  Confidence,
  Decision,
  DecisionModels,
  Embed,
  Measurement,
  Signals,
  SupportCheck,
  SupportPassage,
};
export type {
  DraftAnswer,
  EpisodeMessage,
  TurnAction,
  TurnInput,
  TurnPassage,
  TurnRetrieval,
} from './core/turn.ts';
export type { PastChat, PastTurn, TranscriptModel } from './core/text/transcript-model.ts';
export type { DriftDecision } from './core/calibration/drift.ts';
export type { StressedEvidence } from './core/calibration/error-budget.ts';
export type { Refit } from './core/calibration/fit-recalibration.ts';
export type { Label, OwnCalibration, ShippedCalibration, ShippedCurve, StressedChoice };
export type { SignalReading } from './core/readings.ts';
export type { Topic } from './core/policy/policy.ts';
export type { Replayed } from './replay-under.ts';
export { wilson } from './core/calibration/intervals.ts';
export { guessLanguage } from './signals/language.ts';
