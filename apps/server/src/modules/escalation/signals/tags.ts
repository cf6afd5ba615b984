// Tags that conversations get by themselves: how close does the message come to what a tag is said
// to be about? Matched as topics are, by the tag's description and the owner's example phrases.

import { type Policy, tagExamples, type Topic } from '../core/policy.ts';
import type { TopicScore } from '../core/signals.ts';
import type { Embed } from '../ports.ts';
import type { Reading } from './reading.ts';
import { type TopicModels, topicScores } from './topics.ts';

/** Tags and topics have names of their own: a tag called "safety" is not the topic "safety". */
const PREFIX = 'tag:';

export async function tagScores(
  models: TopicModels,
  tags: Policy['tags'],
  reading: Reading,
  embed: Embed,
): Promise<TopicScore[]> {
  const scores = await topicScores(models, tags.filter(isKnown).map(asTopic), reading, embed);
  return scores.map((score) => ({ ...score, id: score.id.slice(PREFIX.length) }));
}

/** A tag with neither a description nor examples is given by people only. */
const isKnown = (tag: Policy['tags'][number]): boolean => tagExamples(tag).length > 0;

export const asTopic = (tag: Policy['tags'][number]): Topic => ({
  id: `${PREFIX}${tag.tag}`,
  name: tag.tag,
  enabled: tag.enabled,
  examples: tagExamples(tag),
  outcome: 'offer',
  threshold: tag.threshold,
  team: null,
  tags: [],
  priority: 'normal',
});
