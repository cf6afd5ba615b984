// The record of one decision: everything it was made from, as plain JSON. The law it keeps:
// replaying a record under the policy it was made with gives the decision it holds. Always.

import { Generation } from '@baton/protocol';
import { z } from 'zod';
import { decide } from './decide.ts';
import { Decision } from './decision.ts';
import { readings, SignalReading } from './readings.ts';
import type { Policy } from './policy/policy.ts';
import { Confidence, Signals } from './signals.ts';

/** Raised when the meaning of a field changes; old records are then read by old rules. */
export const RECORD_FORMAT = 1;

/** The customer's words are kept up to here; the message itself lies in the conversation. */
const QUESTION_KEPT = 2_000;

export const DecisionRecord = z.object({
  format: z.literal(RECORD_FORMAT),
  question: z.string().max(QUESTION_KEPT),
  /** What was looked at, best first: enough to find it again, not its text. */
  passages: z.array(
    z.object({
      passageId: z.string(),
      documentId: z.string(),
      documentVersion: z.number().int().nullable(),
      score: z.number(),
    }),
  ),
  signals: Signals,
  /** The same signals as a list to read: name, label, value, threshold, fired. */
  readings: z.array(SignalReading),
  confidence: Confidence,
  decision: Decision,
  /** The line that confidence had to reach. */
  threshold: z.number().min(0).max(1),
  policyVersion: z.number().int().min(0),
  /** Which model measured what, by id and version. */
  models: z.record(z.string(), z.string()),
  /** How a language model wrote the draft; null where none did, as in records of before. */
  generation: Generation.nullable().default(null),
});
export type DecisionRecord = z.infer<typeof DecisionRecord>;

/** What a measurement hands over to be decided on and recorded. */
export interface Measurement {
  question: string;
  passages: DecisionRecord['passages'];
  signals: Signals;
  confidence: Confidence;
  models: Record<string, string>;
  generation?: Generation | null;
}

export function record(policy: Policy, measured: Measurement): DecisionRecord {
  return {
    format: RECORD_FORMAT,
    ...measured,
    question: measured.question.slice(0, QUESTION_KEPT),
    readings: readings(policy, measured.signals, measured.generation ?? null),
    decision: decide(policy, measured.signals, measured.confidence, measured.passages),
    threshold: policy.answerAt,
    policyVersion: policy.version,
    generation: measured.generation ?? null,
  };
}

/**
 * The decision that `policy` would have made of a recorded turn. Topics that the policy has and the
 * record never measured cannot fire; measure the turn again where that matters.
 */
export function replay(policy: Policy, past: DecisionRecord): Decision {
  return decide(policy, past.signals, past.confidence, past.passages);
}
