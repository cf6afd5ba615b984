// Sensitive topics and guidelines, known from a few example phrases each: how close does the message
// come to one of the examples, beyond how close it comes to ordinary questions?

import { z } from 'zod';
import type { Topic } from '../core/policy.ts';
import type { TopicScore } from '../core/signals.ts';
import { dot, sigmoid } from '../core/text-head.ts';
import type { Embed } from '../ports.ts';
import type { Reading } from './reading.ts';

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

export async function topicScores(
  matcher: TopicMatcherFile,
  topics: readonly Topic[],
  reading: Reading,
  embed: Embed,
): Promise<TopicScore[]> {
  const enabled = topics.filter((topic) => topic.enabled);
  const examples = await embed(enabled.flatMap((topic) => topic.examples));
  let at = 0;
  return enabled.map((topic) => {
    const own = topic.examples.map(() => examples[at++] as Float32Array);
    const views = [reading.whole, ...reading.parts];
    const score = Math.max(...views.map((view) => match(matcher, view.vector, own)));
    return { id: topic.id, score, threshold: matcher.threshold };
  });
}

export function match(
  matcher: TopicMatcherFile,
  vector: Float32Array,
  examples: readonly Float32Array[],
): number {
  const cosines = examples.map((example) => dot(vector, example)).sort((a, b) => b - a);
  const three = cosines.slice(0, 3);
  const mean = (values: readonly number[]) =>
    values.reduce((sum, each) => sum + each, 0) / Math.max(1, values.length);
  return sigmoid(
    matcher.nearest * (cosines[0] ?? 0) +
      matcher.nearestThree * mean(three) +
      matcher.centroid * mean(cosines) +
      matcher.bias,
  );
}
