// A recorded turn under another policy. The record's own signals count wherever they can: only
// topics and tags that the record's policy did not have, or knew by other phrases, are measured
// anew, from the recorded question. So a record under its own policy is never measured at all, and
// comes to the decision that it holds.

import { decide, isDecidedWithoutRetrieval } from './core/decide.ts';
import type { Decision } from './core/decision.ts';
import type { DecisionRecord } from './core/decision-record.ts';
import { type Policy, tagExamples, type Topic } from './core/policy/policy.ts';
import type { Signals, TopicScore } from './core/signals.ts';
import { sentenceInterest } from './measure.ts';
import type { DecisionModels } from './models.ts';
import type { Embed } from './ports.ts';
import { readMessages } from './signals/reading.ts';
import { tagScores } from './signals/tags.ts';
import { topicScores } from './signals/topics.ts';

export interface Replayed {
  decision: Decision;
  signals: Signals;
  /** Topics and tags measured anew: "guideline:charges", "tag:delivery". */
  remeasured: string[];
  /**
   * The turn was decided without a search, and this policy would have searched: `decision` is made
   * as if nothing had been found. Judge the turn whole where that can be done.
   */
  needsRetrieval: boolean;
}

export async function replayUnder(
  models: DecisionModels,
  embed: Embed,
  policy: Policy,
  past: DecisionRecord,
  madeUnder: Policy | null,
): Promise<Replayed> {
  const missing = {
    sensitiveTopics: notMeasured(
      policy.sensitiveTopics,
      madeUnder?.sensitiveTopics,
      past.signals.sensitiveTopics,
    ),
    guidelines: notMeasured(policy.guidelines, madeUnder?.guidelines, past.signals.guidelines),
    tags: notMeasured(policy.tags.map(byName), madeUnder?.tags.map(byName), past.signals.tags).map(
      ({ own }) => own,
    ),
  };
  const remeasured = [
    ...missing.sensitiveTopics.map(({ id }) => `sensitive_topic:${id}`),
    ...missing.guidelines.map(({ id }) => `guideline:${id}`),
    ...missing.tags.map(({ tag }) => `tag:${tag}`),
  ];
  const signals =
    remeasured.length === 0 ? past.signals : await measured(models, embed, past, missing);
  return {
    decision: decide(policy, signals, past.confidence, past.passages),
    signals,
    remeasured,
    needsRetrieval: signals.evidence === null && !isDecidedWithoutRetrieval(policy, signals),
  };
}

interface Known {
  id: string;
  enabled: boolean;
  examples: readonly string[];
}

const byName = (own: Policy['tags'][number]) => ({
  id: own.tag,
  enabled: own.enabled,
  examples: tagExamples(own),
  own,
});

/** Those that are asked now and have no score that was measured by the same phrases. */
function notMeasured<T extends Known>(
  asked: readonly T[],
  before: readonly Known[] | undefined,
  scores: readonly TopicScore[],
): T[] {
  const then = new Map((before ?? []).map((topic) => [topic.id, topic]));
  const scored = new Set(scores.map(({ id }) => id));
  return asked.filter((topic) => {
    if (!topic.enabled || topic.examples.length === 0) return false;
    const old = then.get(topic.id);
    return !(
      scored.has(topic.id) &&
      old !== undefined &&
      old.enabled &&
      old.examples.length === topic.examples.length &&
      old.examples.every((example, at) => example === topic.examples[at])
    );
  });
}

async function measured(
  models: DecisionModels,
  embed: Embed,
  { question, signals }: DecisionRecord,
  missing: { sensitiveTopics: Topic[]; guidelines: Topic[]; tags: Policy['tags'] },
): Promise<Signals> {
  const [reading] = await readMessages([question], sentenceInterest(models), embed);
  if (reading === undefined) throw new Error('a question was read as nothing');
  return {
    ...signals,
    sensitiveTopics: merged(
      signals.sensitiveTopics,
      await topicScores(models, missing.sensitiveTopics, reading, embed),
    ),
    guidelines: merged(
      signals.guidelines,
      await topicScores(models, missing.guidelines, reading, embed),
    ),
    tags: merged(signals.tags, await tagScores(models, missing.tags, reading, embed)),
  };
}

function merged(old: readonly TopicScore[], now: readonly TopicScore[]): TopicScore[] {
  const anew = new Set(now.map(({ id }) => id));
  return [...old.filter(({ id }) => !anew.has(id)), ...now];
}
