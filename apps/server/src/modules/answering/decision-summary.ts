// The decision as a conversation's event carries it: the record's short form.

import type { DecisionId, DecisionSummary } from '@baton/protocol';
import type { DecisionRecord } from '../escalation/index.ts';

export function decisionSummary(id: string, record: DecisionRecord): DecisionSummary {
  return {
    id: id as DecisionId,
    outcome: record.decision.outcome,
    reasons: record.decision.reasons,
    confidence: record.confidence?.value ?? null,
    threshold: record.threshold,
    rule: record.decision.rule,
    explanation: record.decision.explanation,
    policyVersion: record.policyVersion,
  };
}

/** A question that had its handoff before the hand-back is not passed on a second time. */
export function handedBackSummary(id: string, record: DecisionRecord): DecisionSummary {
  return {
    ...decisionSummary(id, record),
    outcome: 'offer',
    reasons: [],
    rule: 'handed_back',
    explanation:
      'A teammate handed the conversation back. The question from before had its handoff and is not passed on again; the AI offers its help instead.',
  };
}
