// decide(policy, signals, confidence) → Decision. Pure: no clock, no model, no chance, so the same
// record under the same policy comes to the same end, always.
//
//   a form was sent                                               the customer's own, deliberate act
//   unreadable → direct request → sensitive topic → guideline      hard rules: no score may stop them
//     → small talk                                                  answered kindly, never handed off
//       → turns used up → frustration → the same question again     the AI is not helping
//         → an action is asked for                                  and no document answers better
//         → the model failed, and quoting is not wanted             an AI failure becomes a handoff
//           → nothing found → confident → competing → not confident  the calibrated part

import { answered, byAction, formSent } from './decide-action.ts';
import { byConfidence, type Candidate } from './decide-by-confidence.ts';
import { hardRules } from './decide-hard-rules.ts';
import type { Decision } from './decision.ts';
import { quoteScore } from './in-words.ts';
import type { Policy } from './policy/policy.ts';
import { said } from './said-text.ts';
import type { Confidence, Signals } from './signals.ts';
import { fired, toPerson } from './ways-out.ts';

export function decide(
  policy: Policy,
  signals: Signals,
  confidence: Confidence,
  candidates: readonly Candidate[] = [],
): Decision {
  const failed = modelFailed(policy, signals);
  const decision =
    formSent(signals) ??
    hardRules(policy, signals) ??
    smallTalk(policy, signals) ??
    notHelping(policy, signals) ??
    // An action yields to documents that answer; where nobody can answer from them, it does not.
    byAction(policy, signals, failed === null ? confidence : null) ??
    failed ??
    byConfidence(policy, signals, confidence, candidates);
  const tags = automaticTags(policy, signals);
  return tags.length === 0
    ? decision
    : { ...decision, tags: [...new Set([...decision.tags, ...tags])] };
}

/** What the conversation is about by itself, whatever becomes of the turn. */
function automaticTags(policy: Policy, signals: Signals): string[] {
  if (policy.tags.length === 0 || signals.tags.length === 0) return [];
  const scores = new Map(signals.tags.map((score) => [score.id, score]));
  return policy.tags.flatMap(({ tag, enabled, threshold }) => {
    const score = scores.get(tag);
    if (!enabled || score === undefined) return [];
    return score.score >= (threshold ?? score.threshold) ? [tag] : [];
  });
}

/** An AI failure of any kind becomes a handoff; the reason says which. */
export function decideFailure(
  policy: Policy,
  reason: 'ai_error' | 'budget_exhausted',
  signals: Signals | null = null,
): Decision {
  const explanation =
    reason === 'ai_error'
      ? 'The AI could not finish its work on this message, so a person takes it.'
      : 'The budget for AI answers is used up, so a person takes it.';
  return toPerson('handoff', policy, signals, {
    rule: 'ai_failure',
    reasons: [reason],
    explanation,
  });
}

/** True when nothing that retrieval could find would change the outcome: it can be skipped. */
export function isDecidedWithoutRetrieval(policy: Policy, signals: Signals): boolean {
  return (
    (formSent(signals) ?? hardRules(policy, signals) ?? smallTalk(policy, signals)) !== null ||
    turnsUsedUp(policy, signals) ||
    fired(signals.frustration, policy.rules.frustration) ||
    answered(signals) !== undefined
  );
}

/** A language model should have written and could not. Null: the documents are quoted instead. */
function modelFailed(policy: Policy, signals: Signals): Decision | null {
  const { modelFault } = signals;
  if (modelFault === null) return null;
  const spent = modelFault === 'budget_exhausted';
  const { onFailure, onBudgetSpent } = policy.model;
  if ((spent ? onBudgetSpent : onFailure) === 'embedded') return null;
  return decideFailure(policy, spent ? 'budget_exhausted' : 'ai_error', signals);
}

function smallTalk(policy: Policy, signals: Signals): Decision | null {
  const { kind } = signals.smallTalk;
  if (!policy.rules.smallTalk || kind === null || answered(signals) !== undefined) return null;
  if (signals.smallTalk.score < signals.smallTalk.threshold) return null;
  return {
    outcome: 'answer',
    rule: 'small_talk',
    reasons: [],
    explanation: 'Small talk: answered kindly, nothing to look up.',
    tags: [],
    reply: {
      kind: 'smallTalk',
      smallTalk: kind,
      text: said(policy.messages[kind], signals.text.language),
    },
  };
}

const turnsUsedUp = (policy: Policy, signals: Signals): boolean =>
  policy.maxAiTurns !== null && signals.aiTurns >= policy.maxAiTurns;

function notHelping(policy: Policy, signals: Signals): Decision | null {
  const { frustration, repeatedQuestion } = policy.rules;
  if (turnsUsedUp(policy, signals))
    return toPerson('handoff', policy, signals, {
      rule: 'max_turns',
      reasons: ['max_turns'],
      explanation: `The AI has had its ${policy.maxAiTurns} turns in this conversation.`,
    });
  if (fired(signals.frustration, frustration)) {
    const rising = signals.frustration.trend > 0.15 ? ', and getting worse' : '';
    return toPerson(frustration.outcome, policy, signals, {
      rule: 'frustration',
      reasons: ['frustration'],
      explanation: `The customer is frustrated${rising} (${quoteScore(signals.frustration, frustration)}).`,
    });
  }
  // Whoever says what was asked of them repeats nothing.
  if (answered(signals) !== undefined) return null;
  const { sameAnswerAgain, times } = signals.repeatedQuestion;
  // One rephrasing may bring a better answer; a second one, or the same answer again, will not.
  if (fired(signals.repeatedQuestion, repeatedQuestion) && (sameAnswerAgain || times >= 2))
    return toPerson(repeatedQuestion.outcome, policy, signals, {
      rule: 'repeated_question',
      reasons: ['repeated_question'],
      explanation: sameAnswerAgain
        ? 'The customer asks the same again, and the answer would be the same again.'
        : `The customer has asked the same ${times + 1} times.`,
    });
  return null;
}
