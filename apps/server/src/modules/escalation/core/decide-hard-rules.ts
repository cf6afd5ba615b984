// Rules that no score may stop: a wish for a person, the owner's topics and guidelines, and messages
// that hold nothing to go by.

import { answered, forApproval } from './decide-action.ts';
import type { Decision } from './decision.ts';
import { quoteScore } from './in-words.ts';
import type { Policy, Topic } from './policy/policy.ts';
import { said } from './said-text.ts';
import type { Signals, TopicScore } from './signals.ts';
import { askBack, fired, type Grounds, toPerson } from './ways-out.ts';

export function hardRules(policy: Policy, signals: Signals): Decision | null {
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
