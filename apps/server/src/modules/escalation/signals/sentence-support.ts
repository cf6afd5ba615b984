// Is one sentence of a generated answer carried by the passages it was written from? Vectors and
// passages are remembered, so a sentence costs a vector of its own and of the words that its place
// in the passages does not have.

import { align, type Alignment } from '../core/support/alignment.ts';
import { featuresOf, type Held } from '../core/support/features.ts';
import { type Told, type ToldPassage, tell, tellPassage } from '../core/support/told.ts';
import type { SupportModelFile } from '../core/support/model.ts';
import { NOTHING, type SupportCheck, verdictOf } from '../core/support/verdict.ts';
import { dot } from '../core/text/text-head.ts';
import type { Embed } from '../ports.ts';
import { otherLanguage } from './language.ts';

/** A passage as a sentence is held against it; `text` is its Markdown. */
export interface SupportPassage {
  passageId: string;
  title: string;
  heading: string;
  text: string;
}

export async function checkSentence(
  model: SupportModelFile,
  embed: Embed,
  sentence: string,
  passages: readonly SupportPassage[],
): Promise<SupportCheck> {
  const measured = await measureSentence(sentence, passages, embed);
  if (measured === null) return NOTHING;
  const foreign = isForeign(sentence, passages, measured.held);
  return verdictOf(model, measured.held, { sentence, foreign });
}

/** Only where few words are shared: a product's name may be a word of any language. */
const isForeign = (
  sentence: string,
  passages: readonly SupportPassage[],
  { features }: Held,
): boolean =>
  (features['coverAll'] ?? 1) <= 0.5 &&
  otherLanguage(sentence, passages.map(({ text }) => text).join('\n'));

/** What can be measured of a sentence beside its passages; null where they hold no words. */
export async function measureSentence(
  sentence: string,
  passages: readonly SupportPassage[],
  embed: Embed,
): Promise<{ claim: Told; held: Held } | null> {
  const claim = tell(withoutMarks(sentence));
  const told = passages.map(remembered);
  const units = told.flatMap((each) => each.units);
  const [own, ...vectors] = await embed([claim.text, ...units.map(({ text }) => text)]);
  const near = new Map(units.map((unit, at) => [unit, vectors[at] as Float32Array]));
  const cosine = (unit: Told) => dot(own as Float32Array, near.get(unit) as Float32Array);
  const alignment = align(claim, told, cosine);
  if (alignment === null) return null;
  return { claim, held: featuresOf(alignment, await likeness(alignment, embed)) };
}

/** Vectors of single words tell that "film" may stand for "movie". */
async function likeness({ open, around }: Alignment, embed: Embed) {
  if (open.length === 0) return () => 0;
  const words = [...new Set([...open, ...around].map(({ raw }) => raw))];
  const vectors = await embed(words);
  const known = new Map(words.map((word, at) => [word, vectors[at] as Float32Array]));
  return (one: string, other: string): number => {
    const [a, b] = [known.get(one), known.get(other)];
    // Numbers are alike to an embedder: only reading them tells them apart.
    return a === undefined || b === undefined || /\d/u.test(one + other) ? 0 : dot(a, b);
  };
}

/** "[1]" and "【2】" are no part of what is said. */
const withoutMarks = (sentence: string): string =>
  sentence.replace(/\s*(?:\[\^?\d+(?:\s*[,;]\s*\d+)*\]|【[^】]*】)/gu, '').trim();

const PASSAGES_REMEMBERED = 512;
const passagesRead = new Map<string, ToldPassage>();

function remembered({ title, heading, text }: SupportPassage): ToldPassage {
  const key = `${title}\u0000${heading}\u0000${text}`;
  const known = passagesRead.get(key) ?? tellPassage(title, heading, text);
  passagesRead.delete(key);
  passagesRead.set(key, known);
  if (passagesRead.size > PASSAGES_REMEMBERED)
    passagesRead.delete(passagesRead.keys().next().value ?? '');
  return known;
}
