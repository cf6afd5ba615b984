// The calibrated part: answer where confidence reaches the policy's line, ask back where two documents
// compete, else bring in a person.

import type { Decision } from './decision.ts';
import { percent } from './in-words.ts';
import type { Policy } from './policy/policy.ts';
import { said } from './said-text.ts';
import type { Confidence, Signals } from './signals.ts';
import { askBack, type Grounds, toPerson } from './ways-out.ts';

/** Two documents this close (margin of their best passages) compete for the question. */
const COMPETING_MARGIN = 0.12;

/** A passage as far as a decision needs it: to name the choices of a clarifying question. */
export interface Candidate {
  passageId: string;
  documentId: string;
}

export function byConfidence(
  policy: Policy,
  signals: Signals,
  confidence: Confidence,
  candidates: readonly Candidate[],
): Decision {
  if (confidence === null || signals.evidence === null || signals.evidence.passages === 0)
    return belowLine(policy, signals, {
      rule: 'no_passage',
      reasons: ['knowledge_gap'],
      explanation: 'Nothing in the knowledge base matches this question.',
    });
  const { value } = confidence;
  if (value >= policy.answerAt)
    return {
      outcome: 'answer',
      rule: 'confident',
      reasons: [],
      explanation: `Confidence ${percent(value)} is at or above the ${percent(policy.answerAt)} asked for.`,
      tags: [],
      reply: { kind: 'draft' },
    };
  const between = competing(candidates);
  if (
    value >= policy.clarifyFrom &&
    signals.clarifiedInARow === 0 &&
    signals.evidence.documentMargin < COMPETING_MARGIN &&
    between.length === 2
  )
    return askBack(
      {
        rule: 'competing_passages',
        reasons: ['low_confidence'],
        explanation: `Confidence ${percent(value)}: two documents fit about equally well, so one short question first.`,
      },
      said(policy.messages.clarify, signals.text.language),
      between,
    );
  const gap = value < policy.gapBelow;
  return belowLine(policy, signals, {
    rule: 'not_confident',
    reasons: [gap ? 'knowledge_gap' : 'low_confidence'],
    explanation: gap
      ? `The knowledge base does not seem to answer this (confidence ${percent(value)}).`
      : `Confidence ${percent(value)} is below the ${percent(policy.answerAt)} asked for.`,
  });
}

/** Not sure enough to answer. Asking for more is tried once; a second time would try patience. */
function belowLine(policy: Policy, signals: Signals, grounds: Grounds): Decision {
  const { belowAnswer, messages } = policy;
  if (belowAnswer !== 'clarify') return toPerson(belowAnswer, policy, signals, grounds);
  if (signals.clarifiedInARow > 0) return toPerson('handoff', policy, signals, grounds);
  return askBack(grounds, said(messages.clarifyOpen, signals.text.language));
}

/** The best passage of each of the two best documents. */
function competing(candidates: readonly Candidate[]): string[] {
  const first = candidates[0];
  const second = candidates.find((each) => each.documentId !== first?.documentId);
  return first === undefined || second === undefined ? [] : [first.passageId, second.passageId];
}
