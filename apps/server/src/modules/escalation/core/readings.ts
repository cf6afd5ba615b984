// The signals as a list for a reader: every one, fired or not, with the line it had to cross.

import type { Generation } from '@baton/protocol';
import { z } from 'zod';
import { supportInWords } from './calibration/generated-confidence.ts';
import type { Policy, SignalRule } from './policy/policy.ts';
import type { Scored, Signals, TopicScore } from './signals.ts';

export const SignalReading = z.object({
  name: z.string(),
  /** For people. */
  label: z.string(),
  value: z.number().nullable(),
  threshold: z.number().nullable(),
  fired: z.boolean(),
});
export type SignalReading = z.infer<typeof SignalReading>;

export function readings(
  policy: Policy,
  signals: Signals,
  generation: Generation | null = null,
): SignalReading[] {
  const { rules } = policy;
  const { evidence, repeatedQuestion } = signals;
  return [
    crossing('direct_request', 'Asks for a person', signals.directRequest, rules.directRequest),
    ...topics('sensitive_topic', 'Sensitive', policy.sensitiveTopics, signals.sensitiveTopics),
    ...topics('guideline', 'Guideline', policy.guidelines, signals.guidelines),
    ...tagReadings(policy, signals.tags),
    ...signals.actions.map(({ id, name, ...score }) =>
      crossing(`action:${id}`, `Action: ${name}`, score, { outcome: 'offer', threshold: null }),
    ),
    crossing('small_talk', 'Small talk', signals.smallTalk, { outcome: 'offer', threshold: null }),
    crossing('frustration', 'Frustration', signals.frustration, rules.frustration),
    plain('frustration_trend', 'Frustration, trend', signals.frustration.trend),
    crossing('repeated_question', 'Asks the same again', repeatedQuestion, rules.repeatedQuestion),
    plain('same_answer_again', 'Would repeat an answer', repeatedQuestion.sameAnswerAgain ? 1 : 0),
    plain('passages', 'Passages found', evidence?.passages ?? null),
    plain('answers_question', 'A passage answers it', evidence?.answers ?? null),
    plain('out_of_scope', 'Outside the knowledge', evidence?.outOfScope ?? null),
    plain(
      'support',
      generation === null ? 'Draft carried by passages' : supportInWords(generation),
      signals.support,
    ),
    {
      ...plain('ai_turns', 'AI turns so far', signals.aiTurns),
      threshold: policy.maxAiTurns,
      fired: policy.maxAiTurns !== null && signals.aiTurns >= policy.maxAiTurns,
    },
  ];
}

const plain = (name: string, label: string, value: number | null): SignalReading => ({
  name,
  label,
  value,
  threshold: null,
  fired: false,
});

function crossing(name: string, label: string, signal: Scored, rule: SignalRule): SignalReading {
  const threshold = rule.threshold ?? signal.threshold;
  const fired = rule.outcome !== 'off' && signal.score >= threshold;
  return { name, label, value: signal.score, threshold, fired };
}

function topics(
  name: string,
  label: string,
  listed: Policy['sensitiveTopics'],
  scores: readonly TopicScore[],
): SignalReading[] {
  return listed.flatMap((topic) => {
    const score = scores.find((each) => each.id === topic.id);
    if (!topic.enabled || score === undefined) return [];
    const rule: SignalRule = { outcome: topic.outcome, threshold: topic.threshold };
    return [crossing(`${name}:${topic.id}`, `${label}: ${topic.name}`, score, rule)];
  });
}

function tagReadings(policy: Policy, scores: readonly TopicScore[]): SignalReading[] {
  return policy.tags.flatMap(({ tag, enabled, threshold }) => {
    const score = scores.find(({ id }) => id === tag);
    if (!enabled || score === undefined) return [];
    return [crossing(`tag:${tag}`, `Tag: ${tag}`, score, { outcome: 'offer', threshold })];
  });
}
