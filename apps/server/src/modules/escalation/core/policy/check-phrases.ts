// Example phrases that cannot do their work: empty ones, doubled ones, and one phrase in two topics,
// which would make it chance which of them applies.

import type { Policy } from './policy.ts';
import { type Finding, finding, normalised, placedTopics } from './policy-finding.ts';

const error = finding('error');
const warning = finding('warning');

interface Place {
  /** Where the rule stands, what it is called, where the phrase stands. */
  owner: string;
  name: string;
  path: string;
}

export function phraseFindings(policy: Policy): Finding[] {
  const found: Finding[] = [];
  const topics = new Map<string, Place>();
  for (const { topic, path } of placedTopics(policy))
    if (topic.enabled) found.push(...examplesOf(topic.name, path, topic.examples, topics));
  // A tag decides nothing: it may well be about what a topic is about.
  for (const [at, tag] of policy.tags.entries())
    if (tag.enabled) found.push(...examplesOf(tag.tag, `tags.${at}`, tag.examples, new Map()));
  return found;
}

function examplesOf(
  name: string,
  path: string,
  examples: readonly string[],
  known: Map<string, Place>,
): Finding[] {
  return examples.flatMap((example, at) => {
    const here = { owner: path, name, path: `${path}.examples.${at}` };
    const key = normalised(example);
    // "¿?" or "…": nothing is left that a message could be like.
    if (key.length < 2)
      return [
        error('empty_example', here.path, `“${name}” has an example phrase with no words in it.`),
      ];
    const first = known.get(key);
    if (first === undefined) {
      known.set(key, here);
      return [];
    }
    if (first.owner === path)
      return [
        warning(
          'same_example_twice',
          here.path,
          `“${example}” stands twice in “${name}”.`,
          first.path,
        ),
      ];
    return [
      error(
        'example_in_two_topics',
        here.path,
        `“${example}” is an example of “${first.name}” and of “${name}”: nobody could say which of them applies.`,
        first.path,
      ),
    ];
  });
}
