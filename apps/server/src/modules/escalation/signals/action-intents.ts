// Does the customer ask for something that an action does? Known by the owner's examples of how
// they say it, and held against what sounds alike and is something else: whoever is nearer to that
// does not ask for it, however near they are.

import type { ActionScore } from '../core/signals.ts';
import { gist } from '../core/text/text-shape.ts';
import type { TurnAction } from '../core/turn.ts';
import type { Embed } from '../ports.ts';
import type { Reading } from './reading.ts';
import { match, matchFeatures, type TopicMatcherFile } from './topics.ts';

/** What belongs to a run that is open already needs no resemblance: the customer is asked for it. */
const CERTAIN = 1;
/**
 * Lower than for topics, which hand over at once: an action asks before it does anything, and where
 * it is not asked for beyond doubt a document that answers goes first. Chosen on bench/decision's
 * measure-actions, see docs/actions.md.
 */
const LINE = 0.35;

export async function actionScores(
  matcher: TopicMatcherFile,
  actions: readonly TurnAction[],
  reading: Reading,
  embed: Embed,
): Promise<ActionScore[]> {
  if (actions.length === 0) return [];
  const lists = actions.flatMap(({ useWhen, neverUseWhen }) => [useWhen, neverUseWhen]);
  const examples = await listVectors(lists, embed);
  const names = await embed(actions.map(({ name }) => name));
  const named = await namedVectors(actions, embed);
  const parts = reading.parts.map(({ vector }) => vector);
  return actions.map(
    ({ id, name, useWhen, neverUseWhen, text, open = null, sensitive = false }, at) => {
      const own = [names[at] as Float32Array, ...(examples.get(useWhen) ?? [])];
      const others = examples.get(neverUseWhen) ?? [];
      const whole = named.get(text ?? '') ?? reading.whole.vector;
      const isOther = (vector: Float32Array) => nearest(vector, others) >= nearest(vector, own);
      const fits = (vector: Float32Array) => (isOther(vector) ? 0 : match(matcher, vector, own));
      const score = isOther(whole) ? 0 : Math.max(fits(whole), ...parts.map(fits));
      return { id, name, score: open === null ? score : CERTAIN, threshold: LINE, open, sensitive };
    },
  );
}

const nearest = (vector: Float32Array, examples: readonly Float32Array[]): number =>
  examples.length === 0 ? -1 : matchFeatures(vector, examples).nearest;

/** Of the message as some actions name its values; most name none, and it costs nothing. */
async function namedVectors(
  actions: readonly TurnAction[],
  embed: Embed,
): Promise<Map<string, Float32Array>> {
  const texts = [...new Set(actions.flatMap(({ text }) => text ?? []))];
  if (texts.length === 0) return new Map();
  const vectors = await embed(texts.map(gist));
  return new Map(texts.map((text, at) => [text, vectors[at] as Float32Array]));
}

type Phrases = readonly string[];
type Vectors = readonly Float32Array[];

/** A list of phrases is a value: as long as whoever defines actions holds it, its vectors are known. */
const known = new WeakMap<Embed, WeakMap<Phrases, Vectors>>();

async function listVectors(
  lists: readonly Phrases[],
  embed: Embed,
): Promise<{ get(list: Phrases): Vectors | undefined }> {
  const held = known.get(embed) ?? new WeakMap<Phrases, Vectors>();
  known.set(embed, held);
  const missing = lists.filter((list) => list.length > 0 && !held.has(list));
  if (missing.length > 0) {
    const vectors = await embed(missing.flat());
    let at = 0;
    for (const list of missing) {
      held.set(list, vectors.slice(at, at + list.length));
      at += list.length;
    }
  }
  return held;
}
