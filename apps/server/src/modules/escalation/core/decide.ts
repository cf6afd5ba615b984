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

import type { HandoffReason } from '@baton/protocol';
import { answered, byAction, formSent, forApproval } from './decide-action.ts';
import type { Decision, Rule } from './decision.ts';
import { percent, quoteScore } from './in-words.ts';
import type { Policy, RuleOutcome, SignalRule, Topic } from './policy.ts';
import { said } from './said-text.ts';
import type { Confidence, Scored, Signals, TopicScore } from './signals.ts';

/** Two documents this close (margin of their best passages) compete for the question. */
const COMPETING_MARGIN = 0.12;

/** A passage as far as a decision needs it: to name the choices of a clarifying question. */
export interface Candidate {
  passageId: string;
  documentId: string;
}

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

interface Grounds {
  rule: Rule;
  reasons: HandoffReason[];
  explanation: string;
}

function hardRules(policy: Policy, signals: Signals): Decision | null {
  const { directRequest } = policy.rules;
  if (fired(signals.directRequest, directRequest)) {
    // Whoever asks again after an offer has chosen.
    const outcome = signals.offeredInARow > 0 ? 'handoff' : directRequest.outcome;
    return toPerson(outcome, policy, signals, {
      rule: 'direct_request',
      reasons: ['direct_request'],
      explanation: `The customer asks for a person (${quoteScore(signals.directRequest, directRequest)}).`,
    });
  }
  const sensitive = byTopic(
    policy,
    signals,
    policy.sensitiveTopics,
    signals.sensitiveTopics,
    'sensitive_topic',
  );
  if (sensitive !== null)
    return forApproval(signals) ?? asGuidelinesSay(policy, signals, sensitive);
  return (
    byTopic(policy, signals, policy.guidelines, signals.guidelines, 'guideline') ??
    unreadable(policy, signals)
  );
}

const URGENCY = ['normal', 'high', 'urgent'] as const;

/** The owner's guidelines that apply as well say who gets it, how it is tagged and how soon. */
function asGuidelinesSay(policy: Policy, signals: Signals, decision: Decision): Decision {
  if (decision.outcome !== 'handoff' && decision.outcome !== 'offer') return decision;
  const measured = new Map(signals.guidelines.map((score) => [score.id, score]));
  const apply = policy.guidelines.filter((guideline) => {
    const score = measured.get(guideline.id);
    return (
      guideline.enabled &&
      score !== undefined &&
      score.score >= (guideline.threshold ?? score.threshold)
    );
  });
  const urgency = [decision, ...apply].map(({ priority }) => URGENCY.indexOf(priority));
  return {
    ...decision,
    team: decision.team ?? apply.find(({ team }) => team !== null)?.team ?? null,
    tags: [...new Set([...decision.tags, ...apply.flatMap(({ tags }) => tags)])],
    priority: URGENCY[Math.max(...urgency)] ?? decision.priority,
  };
}

/** The topic that overshoots its threshold the most decides; ties go to the one listed first. */
function byTopic(
  policy: Policy,
  signals: Signals,
  topics: readonly Topic[],
  scores: readonly TopicScore[],
  reason: 'sensitive_topic' | 'guideline',
): Decision | null {
  let best: { topic: Topic; score: TopicScore; over: number } | null = null;
  const measured = new Map(scores.map((score) => [score.id, score]));
  for (const topic of topics) {
    const score = measured.get(topic.id);
    if (!topic.enabled || score === undefined) continue;
    const over = score.score - (topic.threshold ?? score.threshold);
    if (over >= 0 && (best === null || over > best.over)) best = { topic, score, over };
  }
  if (best === null) return null;
  const { topic, score } = best;
  const what = reason === 'guideline' ? 'The guideline' : 'The sensitive topic';
  return toPerson(
    topic.outcome,
    policy,
    signals,
    {
      rule: reason,
      reasons: [reason],
      explanation: `${what} “${topic.name}” applies (${quoteScore(score, topic)}).`,
    },
    topic,
  );
}

/** Nothing in the message can be understood: ask once or twice, then bring in a person. */
function unreadable(policy: Policy, signals: Signals): Decision | null {
  const { kind } = signals.text;
  if (kind === 'words' || kind === 'code' || signals.smallTalk.kind !== null) return null;
  // "#7" is enough, where a number was asked for.
  if (answered(signals) !== undefined) return null;
  // Symbols alone may still be the last straw: let the frustration rule have its turn.
  if (fired(signals.frustration, policy.rules.frustration)) return null;
  const grounds: Grounds = {
    rule: 'unreadable',
    reasons: [],
    explanation:
      kind === 'url'
        ? 'The message is only a link, so there is no question to answer yet.'
        : 'The message has no words to go by.',
  };
  if (signals.clarifiedInARow >= 2)
    return toPerson('handoff', policy, signals, {
      ...grounds,
      reasons: ['low_confidence'],
      explanation: `${grounds.explanation} Asking back did not help.`,
    });
  const text = kind === 'url' ? policy.messages.clarifyLink : policy.messages.clarifyEmpty;
  return askBack(grounds, said(text, signals.text.language));
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

function byConfidence(
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

const askBack = (grounds: Grounds, text: string, between: string[] = []): Decision => ({
  outcome: 'clarify',
  ...grounds,
  tags: [],
  text,
  between,
});

/** The best passage of each of the two best documents. */
function competing(candidates: readonly Candidate[]): string[] {
  const first = candidates[0];
  const second = candidates.find((each) => each.documentId !== first?.documentId);
  return first === undefined || second === undefined ? [] : [first.passageId, second.passageId];
}

const fired = (signal: Scored, rule: SignalRule): boolean =>
  rule.outcome !== 'off' && signal.score >= (rule.threshold ?? signal.threshold);

/** Offers do not loop: after one that led nowhere, the next is a handoff. */
function toPerson(
  outcome: RuleOutcome,
  policy: Policy,
  signals: Signals | null,
  grounds: Grounds,
  topic: Pick<Topic, 'team' | 'tags' | 'priority'> = { team: null, tags: [], priority: 'normal' },
): Decision {
  const { team, tags, priority } = topic;
  const way = { ...grounds, team, tags, priority };
  const language = signals?.text.language ?? null;
  if (outcome === 'offer' && (signals === null || signals.offeredInARow === 0))
    return { outcome: 'offer', ...way, text: said(policy.messages.offer, language) };
  const closed = signals?.withinHours === false;
  const text = closed ? policy.messages.handoffOutOfHours : policy.messages.handoff;
  return { outcome: 'handoff', ...way, text: said(text, language) };
}
