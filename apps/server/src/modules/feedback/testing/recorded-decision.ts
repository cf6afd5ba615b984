/** Decisions for tests: made on confidence, with just enough of a record to be reviewed. */
import type { Outcome } from '@baton/protocol';
import { aDecision, ids } from '@baton/testkit';
import { newId } from '../../../platform/ids.ts';
import { shippedCalibrations, type ShippedCalibration } from '../../escalation/index.ts';

/** The shipped calibration, with a calibrator that reads its confidence from the record. */
export const plainlyShipped = (id = 'confidence@1'): ShippedCalibration => ({
  ...shippedCalibrations()[0],
  id,
  isFor: () => true,
  confidenceOf: ({ told = 0 }) => told,
});

export function aRecord(
  outcome: Outcome,
  confidence: number,
  question = 'How long does it shine?',
) {
  return {
    format: 1,
    question,
    passages: [
      { passageId: ids.passage(), documentId: ids.document(), documentVersion: null, score: 0.8 },
    ],
    signals: {
      evidence: {
        passages: 3,
        answers: confidence,
        outOfScope: 1 - confidence,
        documentMargin: 0.4,
        features: { told: confidence },
      },
    },
    readings: [],
    confidence: { value: confidence, calibration: 'confidence@1' },
    decision: {
      outcome,
      rule: outcome === 'answer' ? 'confident' : 'not_confident',
      reasons: outcome === 'handoff' ? ['low_confidence'] : [],
      explanation: '',
    },
    threshold: 0.6,
    policyVersion: 1,
    models: {},
  };
}

export function aRecordedDecision(outcome: Outcome, confidence: number) {
  return {
    summary: { ...aDecision({ outcome, confidence }), id: newId('dec') as never },
    record: aRecord(outcome, confidence),
  };
}
