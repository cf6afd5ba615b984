// What to quote of a passage: the one to three sentences, or the list, table or code, that answer
// the question. The embedded engine answers in the document's own words, so what is left out
// matters as much as what is said: never half a list of steps, never a sentence without the "Yes"
// before it.

import { plainText } from './core/words/plain-text.ts';
import { splitSentences } from './core/words/sentences.ts';
import { wordsOf } from './core/words/words.ts';
import { detectLanguage, isStopWord } from './core/words/languages.ts';
import type { Embedder } from './embedder/embedder.ts';
import { parseBlocks } from './extraction/markdown-blocks.ts';
import { countWords } from './extraction/passages.ts';
import { stem } from './stemming.ts';

export interface QuotablePassage {
  heading: string;
  /** Markdown. */
  text: string;
}

/** Up to this many words a passage is quoted whole. */
const SHORT_WORDS = 110;
const MOST_SENTENCES = 3;
const MOST_UNITS = 40;
const WORDS_WEIGHT = 0.3;
/** A second place this near the best one is quoted too. */
const NEAR = 0.92;

/** Sentences of one paragraph, or one block that is only right as a whole. */
interface Unit {
  text: string;
  block: number;
  whole: boolean;
  score: number;
}

/** Markdown. Without an embedder (or when it fails) the words alone choose. */
export async function quoteFrom(
  passage: QuotablePassage,
  question: string,
  embedder: Embedder | null,
): Promise<string> {
  if (countWords(passage.text) <= SHORT_WORDS) return passage.text.trim();
  const units = unitsOf(passage.text).slice(0, MOST_UNITS);
  if (units.length <= 1) return passage.text.trim();
  await score(units, passage.heading, question, embedder);
  return quoted(units);
}

function unitsOf(markdown: string): Unit[] {
  const blocks = parseBlocks(markdown);
  const units: Unit[] = [];
  blocks.forEach(({ node, source }, block) => {
    if (node.type !== 'paragraph') {
      const before = units.at(-1);
      // "To cancel:" means nothing without the steps, nor the steps without it.
      const leadsIn = before && before.block === block - 1 && /[:：]\s*$/.test(before.text);
      if (leadsIn) units.pop();
      const text = leadsIn ? `${before.text}\n\n${source}` : source;
      units.push({ text, block, whole: true, score: 0 });
      return;
    }
    for (const text of splitSentences(source)) units.push({ text, block, whole: false, score: 0 });
  });
  return units;
}

async function score(
  units: Unit[],
  heading: string,
  question: string,
  embedder: Embedder | null,
): Promise<void> {
  const wanted = contentWords(question);
  const texts = units.map((unit) => plainText(unit.text));
  const vectors = await embedder
    ?.embed([question, ...texts.map((text) => (heading ? `${heading}\n${text}` : text))], 'query')
    .catch(() => null);
  units.forEach((unit, i) => {
    const found = contentWords(texts[i] as string);
    const shared = [...wanted].filter((word) => found.has(word)).length / (wanted.size || 1);
    const meaning = vectors ? dot(vectors[0] as Float32Array, vectors[i + 1] as Float32Array) : 0;
    unit.score = Math.max(0, meaning) + WORDS_WEIGHT * shared;
  });
}

function quoted(units: Unit[]): string {
  const best = units.reduce((a, b) => (b.score > a.score ? b : a));
  const chosen = new Set(around(best, units));
  const second = units
    .filter((unit) => !chosen.has(unit))
    .reduce<Unit | null>((a, b) => (a && a.score >= b.score ? a : b), null);
  if (second && best.score > 0 && second.score >= NEAR * best.score && chosen.size < MOST_SENTENCES)
    chosen.add(second);
  let text = '';
  let last: Unit | null = null;
  for (const unit of units) {
    if (!chosen.has(unit)) continue;
    const joint = last === null ? '' : last.block === unit.block ? ' ' : '\n\n';
    text += joint + unit.text;
    last = unit;
  }
  return text.trim();
}

/** A sentence brings those before it in its paragraph, as far as they fit, and then one after. */
function around(best: Unit, units: Unit[]): Unit[] {
  if (best.whole) return [best];
  const paragraph = units.filter((unit) => unit.block === best.block && !unit.whole);
  const at = paragraph.indexOf(best);
  const from = Math.max(0, at - (MOST_SENTENCES - 1));
  return paragraph.slice(from, Math.max(at + 1, from + MOST_SENTENCES));
}

function contentWords(text: string): Set<string> {
  const words = wordsOf(text).map((word) => word.text);
  const language = detectLanguage(words, 'en');
  return new Set(
    words.filter((word) => !isStopWord(word, language)).map((word) => stem(word, language)),
  );
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
