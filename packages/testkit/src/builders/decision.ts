/** Decisions, briefs and answer sources with every field filled, and any of them overridden. */
import type { AnswerSource, Brief, DecisionSummary } from '@baton/protocol';
import { ids } from '../ids.ts';

export function aDecision(changes: Partial<DecisionSummary> = {}): DecisionSummary {
  return {
    id: ids.decision(),
    outcome: 'answer',
    reasons: [],
    confidence: 0.91,
    threshold: 0.8,
    rule: 'confident',
    explanation: 'The delivery article answers this.',
    policyVersion: 1,
    ...changes,
  };
}

export function aBrief(changes: Partial<Brief> = {}): Brief {
  return {
    reasons: ['direct_request'],
    explanation: 'The customer asked for a person.',
    intent: 'Change a delivery address',
    summary: 'Ordered a lamp yesterday, wants it sent somewhere else.',
    tried: [],
    details: [],
    sentiment: null,
    passages: [],
    suggestedReply: null,
    ...changes,
  };
}

export function aSource(changes: Partial<AnswerSource> = {}): AnswerSource {
  return {
    documentId: ids.document(),
    passageId: ids.passage(),
    title: 'Delivery',
    url: 'https://help.example/delivery',
    quote: 'Parcels leave within two working days.',
    ...changes,
  };
}
