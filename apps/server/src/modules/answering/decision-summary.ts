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
