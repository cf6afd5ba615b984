// Does the customer ask for something that an action does? Known by the owner's examples of how
// they say it, and held against what sounds alike and is something else: whoever is nearer to that
// does not ask for it, however near they are.

import type { ActionScore } from '../core/signals.ts';
import type { TurnAction } from '../core/turn.ts';
import type { Embed } from '../ports.ts';
import type { Reading } from './reading.ts';
import { exampleVectors } from './topic-vectors.ts';
import { matchFeatures, match, type TopicMatcherFile } from './topics.ts';

/** What belongs to a run that is open already needs no resemblance: the customer is asked for it. */
const CERTAIN = 1;

export async function actionScores(
  matcher: TopicMatcherFile,
  actions: readonly TurnAction[],
  reading: Reading,
  embed: Embed,
): Promise<ActionScore[]> {
  if (actions.length === 0) return [];
  const wanted = await exampleVectors(actions, ({ name, useWhen }) => [name, ...useWhen], embed);
  // A key of its own: vectors are remembered by list.
  const unwanted = await exampleVectors(unwantedOf(actions), ({ phrases }) => phrases, embed);
  const views = [reading.whole, ...reading.parts];
  return actions.map(({ id, name, open = null }, at) => {
    const [own, others] = [wanted[at] ?? [], unwanted[at] ?? []];
    const scores = views.map(({ vector }) =>
      nearest(vector, others) >= nearest(vector, own) ? 0 : match(matcher, vector, own),
    );
    const asked = nearest(reading.whole.vector, others) >= nearest(reading.whole.vector, own);
    const score = open !== null ? CERTAIN : asked ? 0 : Math.max(...scores);
    return { id, name, score, threshold: matcher.threshold, open };
  });
}

const nearest = (vector: Float32Array, examples: readonly Float32Array[]): number =>
  examples.length === 0 ? -1 : matchFeatures(vector, examples).nearest;

interface Unwanted {
  phrases: readonly string[];
}
const known = new WeakMap<readonly TurnAction[], readonly Unwanted[]>();

function unwantedOf(actions: readonly TurnAction[]): readonly Unwanted[] {
  const held = known.get(actions);
  if (held !== undefined) return held;
  const made = actions.map(({ neverUseWhen }) => ({ phrases: neverUseWhen }));
  known.set(actions, made);
  return made;
}
