// The vectors of a policy's example phrases, looked up once per list of topics instead of on every
// turn. A list is a value: a new version of a policy is a new list, and the old one's vectors go
// when nobody holds it any more.

import type { Embed } from '../ports.ts';

export type ExampleVectors = readonly (readonly Float32Array[])[];

const known = new WeakMap<Embed, WeakMap<readonly object[], Promise<ExampleVectors>>>();

/** For each topic of the list, in order, the vectors of its phrases. */
export async function exampleVectors<Topic extends object>(
  topics: readonly Topic[],
  phrasesOf: (topic: Topic) => readonly string[],
  embed: Embed,
): Promise<ExampleVectors> {
  if (topics.length === 0) return [];
  const ofEmbed = known.get(embed) ?? new WeakMap<readonly object[], Promise<ExampleVectors>>();
  known.set(embed, ofEmbed);
  const held = ofEmbed.get(topics);
  if (held !== undefined) return held;
  const looking = lookUp(topics.map(phrasesOf), embed);
  ofEmbed.set(topics, looking);
  // A failure must not be remembered; whoever asked sees it.
  looking.catch(() => ofEmbed.delete(topics));
  return looking;
}

async function lookUp(phrases: readonly (readonly string[])[], embed: Embed) {
  const vectors = await embed(phrases.flat());
  let at = 0;
  return phrases.map((own) => own.map(() => vectors[at++] as Float32Array));
}
