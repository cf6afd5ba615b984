// Tags that conversations get by themselves: how close does a message come to what a tag is said to
// be about? A description is matched by a matcher of its own, example phrases as those of topics
// are; the surer of the two counts.

import { z } from 'zod';
import tagMatcherFile from '../../../../../../models/decision/tag-matcher.json';
import type { Policy, PolicyTag } from '../core/policy/policy.ts';
import type { TopicScore } from '../core/signals.ts';
import { dot, logit, sigmoid } from '../core/text/text-head.ts';
import type { Embed } from '../ports.ts';
import type { Reading } from './reading.ts';
import { exampleVectors } from './topic-vectors.ts';
import { match, type TopicModels } from './topics.ts';

/** Fitted by bench/decision/fit-tags.ts: σ(weights · closenesses to the description + bias). */
const TagMatcherFile = z.object({
  kind: z.literal('tag-matcher'),
  version: z.string(),
  whole: z.number(),
  nearest: z.number(),
  mean: z.number(),
  bias: z.number(),
  threshold: z.number(),
});
export type TagMatcherFile = z.infer<typeof TagMatcherFile>;

const shipped = TagMatcherFile.parse(tagMatcherFile);

/** For the decision record: what measured the tags. */
export const tagMatcherId = `tag-matcher@${shipped.version}`;

export async function tagScores(
  models: Pick<TopicModels, 'topics'>,
  tags: Policy['tags'],
  reading: Reading,
  embed: Embed,
): Promise<TopicScore[]> {
  const { threshold } = shipped;
  const known = await tagVectors(tags, embed);
  const views = [reading.whole, ...reading.parts];
  return tags.flatMap((tag, at) => {
    const vectors = known[at] ?? [];
    // Neither a description nor examples, or switched off: it is given by people only.
    if (vectors.length === 0) return [];
    const described = partsOf(tag).length;
    const scores = views.flatMap(({ vector }) => [
      described === 0
        ? 0
        : describedScore(shipped, describedFeatures(vector, vectors.slice(0, described))),
      vectors.length === described ? 0 : byExamples(models, vector, vectors.slice(described)),
    ]);
    return [{ id: tag.tag, score: Math.max(...scores), threshold }];
  });
}

/** The vectors of a policy's tags, kept for as long as its list of tags is. */
export const tagVectors = (tags: Policy['tags'], embed: Embed) =>
  exampleVectors(tags, (tag) => (tag.enabled ? [...partsOf(tag), ...tag.examples] : []), embed);

const partsOf = ({ tag, description }: PolicyTag): string[] =>
  description === '' ? [] : describedAs(tag, description);

/** A description first whole, then in its parts, then the tag's own name. */
export function describedAs(tag: string, description: string): string[] {
  const parts = description
    .split(/[,;:.]|\b(?:and|or|und|oder|et|ou|y|o)\b/u)
    .map((part) => part.trim())
    .filter((part) => part.length > 3);
  return [...new Set([description, ...parts, tag])];
}

export interface DescribedFeatures {
  whole: number;
  nearest: number;
  mean: number;
}

/** `parts` as `describedAs` gives them. */
export function describedFeatures(
  vector: Float32Array,
  parts: readonly Float32Array[],
): DescribedFeatures {
  const cosines = parts.map((part) => dot(vector, part));
  return {
    whole: cosines[0] ?? 0,
    nearest: Math.max(0, ...cosines),
    mean: cosines.reduce((sum, each) => sum + each, 0) / Math.max(1, cosines.length),
  };
}

export const describedScore = (
  file: TagMatcherFile,
  { whole, nearest, mean }: DescribedFeatures,
): number => sigmoid(file.whole * whole + file.nearest * nearest + file.mean * mean + file.bias);

/** As a topic is matched, moved so that the topic's threshold falls on the tags'. */
function byExamples(
  { topics }: Pick<TopicModels, 'topics'>,
  vector: Float32Array,
  examples: readonly Float32Array[],
): number {
  const score = match(topics, vector, examples);
  return sigmoid(logit(score) - logit(topics.threshold) + logit(shipped.threshold));
}
