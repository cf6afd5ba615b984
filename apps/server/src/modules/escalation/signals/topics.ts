// Sensitive topics and guidelines, known from a few example phrases each: how close does the message
// come to them? The ready-made topics also have a head fitted on many phrases; an owner's examples
// can add to what it knows, never take away.

import { z } from 'zod';
import { readyMadeTopics } from '../core/policy/default-policy.ts';
import type { Topic } from '../core/policy/policy.ts';
import type { TopicScore } from '../core/signals.ts';
import { dot, logit, sigmoid, type TextHead } from '../core/text/text-head.ts';
import type { Embed } from '../ports.ts';
import type { Reading } from './reading.ts';
import { exampleVectors } from './topic-vectors.ts';

/** Fitted by bench/decision: σ(weights · [nearest, mean of the three nearest, words] + bias). */
export const TopicMatcherFile = z.object({
  kind: z.literal('topic-matcher'),
  version: z.string(),
  nearest: z.number(),
  nearestThree: z.number(),
  centroid: z.number(),
  bias: z.number(),
  threshold: z.number(),
});
export type TopicMatcherFile = z.infer<typeof TopicMatcherFile>;

export interface TopicModels {
  topics: TopicMatcherFile;
  readyMade: TextHead;
}

export async function topicScores(
  models: TopicModels,
  topics: readonly Topic[],
  reading: Reading,
  embed: Embed,
): Promise<TopicScore[]> {
  const { threshold } = models.topics;
  const examples = await exampleVectors(topics, examplesOf, embed);
  const views = [reading.whole, ...reading.parts];
  const learned = views.map((view) => models.readyMade.score(view));
  return topics.flatMap((topic, at) => {
    if (!topic.enabled) return [];
    const own = examples[at] ?? [];
    const scores = views.map((view, index) => {
      const known = learned[index]?.[topic.id];
      const near = own.length === 0 ? 0 : match(models.topics, view.vector, own);
      return known === undefined ? near : Math.max(near, rescaled(known, models, threshold));
    });
    return [{ id: topic.id, score: Math.max(...scores), threshold }];
  });
}

/** What a topic is matched by now. */
export const examplesOf = (topic: Topic): string[] => (topic.enabled ? addedExamples(topic) : []);

/** The examples a topic is matched by: a ready-made one's own phrases are in its head already. */
function addedExamples(topic: Topic): string[] {
  const shipped = readyMadeTopics.find(({ id }) => id === topic.id)?.examples ?? [];
  return topic.examples.filter((example) => !shipped.includes(example));
}

/** A head's probability, moved so that its own threshold falls on the matcher's. */
const rescaled = (score: number, { readyMade }: TopicModels, threshold: number): number =>
  sigmoid(logit(score) - logit(readyMade.threshold) + logit(threshold));

export function match(
  matcher: TopicMatcherFile,
  vector: Float32Array,
  examples: readonly Float32Array[],
): number {
  const { nearest, nearestThree, centroid } = matchFeatures(vector, examples);
  return sigmoid(
    matcher.nearest * nearest +
      matcher.nearestThree * nearestThree +
      matcher.centroid * centroid +
      matcher.bias,
  );
}

export function matchFeatures(vector: Float32Array, examples: readonly Float32Array[]) {
  const cosines = examples.map((example) => dot(vector, example)).sort((a, b) => b - a);
  return {
    nearest: cosines[0] ?? 0,
    nearestThree: mean(cosines.slice(0, 3)),
    centroid: mean(cosines),
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / Math.max(1, values.length);
