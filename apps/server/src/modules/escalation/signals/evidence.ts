// Does the find answer the question, or only resemble it? Numbers of our own beside those that
// retrieval gives: how close the question comes to single sentences and to headings of the best
// passage, how the runner-up does, and whether the passage has the form of an answer (steps for
// "how", figures for "how much"). The calibrators weigh them.

import { dot } from '../core/text/text-head.ts';
import { tidy } from '../core/text/text-shape.ts';
import type { TurnPassage, TurnRetrieval } from '../core/turn.ts';
import type { Embed } from '../ports.ts';

/** Sentences of the best passage that are compared with the question. */
const SENTENCES = 10;
const RUNNERS_UP = 3;

export async function evidenceFeatures(
  question: string,
  questionVector: Float32Array,
  retrieval: TurnRetrieval,
  embed: Embed,
): Promise<Record<string, number>> {
  const [first, ...rest] = retrieval.passages;
  const given = Object.fromEntries(
    Object.entries(retrieval.evidence).filter(([, value]) => Number.isFinite(value)),
  );
  if (first === undefined) return given;
  const runnersUp = rest
    .filter((each) => each.documentId !== first.documentId)
    .slice(0, RUNNERS_UP);
  const sentences = telling(first.text);
  const texts = [place(first), first.title || place(first), ...runnersUp.map(place), ...sentences];
  const cosines = (await embed(texts)).map((vector) => dot(vector, questionVector));
  const [placeCosine = 0, titleCosine = 0] = cosines;
  const others = cosines.slice(2, 2 + runnersUp.length);
  const inside = cosines.slice(2 + runnersUp.length).sort((a, b) => b - a);
  const [best = 0, second = 0] = inside;
  const known = retrieval.passages.map((each) => each.cosine).filter((each) => each !== null);
  return {
    ...given,
    placeCosine,
    titleCosine,
    placeLead: placeCosine - Math.max(0, ...others),
    bestSentence: best,
    bestSentences: (best + second) / 2,
    sentenceSpread: best - mean(inside),
    bestOfAll: Math.max(best, placeCosine, first.cosine ?? 0),
    cosineLead: (first.cosine ?? 0) - mean(known.slice(1)),
    length: Math.log1p(first.text.length) / 10,
    ...form(question, first.text),
  };
}

const place = (passage: TurnPassage): string =>
  tidy(
    [passage.title, passage.heading].filter((part) => part !== '').join(': ') ||
      passage.text.slice(0, 80),
  ).slice(0, 200);

/** The sentences and list items of a passage, without its Markdown, longest first if too many. */
function telling(markdown: string): string[] {
  const pieces = markdown
    .slice(0, 4_000)
    .replace(/```[\s\S]*?(?:```|$)/gu, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .split(/(?<=[.!?])\s+|\n+/u)
    .map((piece) => tidy(piece.replace(/[*_`#>|]+/gu, ' ')).slice(0, 300))
    .filter((piece) => piece.split(' ').length >= 4);
  return [...new Set(pieces)].slice(0, SENTENCES);
}

/** What kind of answer is asked for, and whether the passage looks like one. */
function form(question: string, text: string): Record<string, number> {
  const asked = question.toLowerCase();
  const how = /\bhow (?:do|can|to|does|should|would)\b|\bsteps?\b/u.test(asked);
  const amount =
    /\bhow (?:much|many|long|often|soon|fast|big|large)\b|\bwhen\b|\bprice|cost|fee|limit/u.test(
      asked,
    );
  const why = /\bwhy\b|\breason\b/u.test(asked);
  const what = /\bwhat(?:'s| is| are| does)\b|\bmean(?:s|ing)?\b|\bdefin/u.test(asked);
  const flag = (value: boolean) => (value ? 1 : 0);
  const steps = /^\s*(?:\d+[.)]|[-*])\s/mu.test(text);
  const figure = /\d/u.test(text);
  const because = /\b(?:because|since|due to|reason|so that|in order to)\b/iu.test(text);
  const defines = /\b(?:is|are) (?:a|an|the)\b|\brefers? to\b|\bmeans?\b|\ballows? you\b/iu.test(
    text.slice(0, 400),
  );
  return {
    asksHow: flag(how),
    asksAmount: flag(amount),
    asksWhy: flag(why),
    asksWhat: flag(what),
    howWithSteps: flag(how && steps),
    amountWithoutFigure: flag(amount && !figure),
    whyWithBecause: flag(why && because),
    whatWithDefinition: flag(what && defines),
    questionWords: Math.min(1, asked.split(/\s+/u).length / 20),
  };
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, each) => sum + each, 0) / values.length;
