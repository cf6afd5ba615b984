// From what words say and what meaning says to one order of passages.
//
// Each candidate gets five facts between 0 and 1, and their weighted mean is its score:
//
//   text       the question's cosine with the passage, its title and headings before it
//   view       the better of that and (nearly) its cosine with title and headings alone
//   neighbour  the better cosine of the passages before and after it in its document
//   coverage   IDF-weighted share of the question's words that the passage covers
//   document   its document's best BM25, over the best of any
//
// Words are trusted as far as they are understood: the last two shrink with the square of the best
// coverage that any passage reaches. A question in the customer's own words ("my parcel vanished")
// shares little with any document, and there words mislead; one that uses the product's terms is
// best answered by them. Where the weights come from, and what each fact brings: bench/retrieval.

import type { LexicalHits } from './lexical-index.ts';
import { topSlots, topSlotsOf } from './meaning/top-slots.ts';

export interface Candidate {
  slot: number;
  /** 0..1, BM25 over the question's maximum. */
  lexical: number;
  /** NaN without a vector. */
  cosine: number;
  /** What passages are ordered by, 0..1. */
  score: number;
}

export interface RankingInput {
  hits: LexicalHits;
  /** Share of the question's IDF that a set of covered terms makes up. */
  coverageOf(bits: number): number;
  /** By slot; null when the question has no vector. */
  cosines: Float32Array | null;
  /** Of one passage's title and headings; NaN without vectors. */
  headingCosineOf(slot: number): number;
  /** By slot, its document's number; a document's slots are consecutive. */
  documentAt: Int32Array;
  /** Null wants all. */
  isWanted: ((slot: number) => boolean) | null;
}

export interface RankingFacts {
  text: number;
  view: number;
  neighbour: number;
  coverage: number;
  document: number;
}

/** Fitted by bench/retrieval/fit-ranking.ts on openly licensed help centres. */
export const WEIGHTS: RankingFacts = {
  text: 6.2,
  view: 7.1,
  neighbour: 1,
  coverage: 1.7,
  document: 2.7,
};
const NAMES = Object.keys(WEIGHTS) as (keyof RankingFacts)[];
const TOTAL = Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0);
const HEADINGS_ALONE = 0.95;
const FROM_WORDS = 100;
export const FROM_MEANING = 300;
/** Stands in for the cosine of a passage that is still waiting for its vector. */
const WAITING = 0.6;

/** Best first. */
export function rank(input: RankingInput, limit: number): Candidate[] {
  const { hits, cosines } = input;
  const lexicalOf = (slot: number): number =>
    hits.maximum > 0 ? (hits.scores[slot] as number) / hits.maximum : 0;
  const candidates = cosines
    ? factsOfCandidates(input).map(({ slot, facts }) => ({
        slot,
        lexical: lexicalOf(slot),
        cosine: cosines[slot] as number,
        score: Math.min(1, weighted(facts)),
      }))
    : candidateSlots(input).map((slot) => ({
        slot,
        lexical: lexicalOf(slot),
        cosine: Number.NaN,
        score: lexicalOf(slot),
      }));
  return candidates.sort((a, b) => b.score - a.score || a.slot - b.slot).slice(0, limit);
}

/** In no order. Without cosines, meaning counts nothing. */
export function factsOfCandidates(input: RankingInput): { slot: number; facts: RankingFacts }[] {
  const { hits, cosines } = input;
  const bestOfDocument = bestByDocument(input);
  const best = largestOf(bestOfDocument);
  const trust = bestCoverage(input) ** 2;
  return candidateSlots(input).map((slot) => {
    const cosine = cosines?.[slot] ?? Number.NaN;
    const lexical = hits.maximum > 0 ? (hits.scores[slot] as number) / hits.maximum : 0;
    const text = Number.isNaN(cosine) ? WAITING * lexical : Math.max(0, cosine);
    const ofDocument = bestOfDocument.get(input.documentAt[slot] as number) ?? 0;
    const facts = {
      text,
      view: Math.max(text, HEADINGS_ALONE * known(input.headingCosineOf(slot))),
      neighbour: cosines ? neighbour(slot, input, cosines) : 0,
      coverage: trust * input.coverageOf(hits.covered[slot] as number),
      document: best > 0 ? (trust * ofDocument) / best : 0,
    };
    return { slot, facts };
  });
}

function weighted(facts: RankingFacts): number {
  return NAMES.reduce((sum, name) => sum + WEIGHTS[name] * facts[name], 0) / TOTAL;
}

/** Of all passages those that are ranked because of their words. */
export function bestByWords({ hits, isWanted }: Pick<RankingInput, 'hits' | 'isWanted'>): number[] {
  const wanted = isWanted ? hits.slots.filter((slot) => isWanted(slot)) : hits.slots;
  return topSlotsOf(wanted, hits.scores, FROM_WORDS);
}

function candidateSlots({ hits, cosines, isWanted }: RankingInput): number[] {
  const slots = new Set(bestByWords({ hits, isWanted }));
  for (const slot of topSlots(cosines ?? [], FROM_MEANING))
    if (!isWanted || isWanted(slot)) slots.add(slot);
  return [...slots];
}

/** By document number. */
function bestByDocument({ hits, documentAt, isWanted }: RankingInput): Map<number, number> {
  const best = new Map<number, number>();
  // A document's passages mostly come one after the other.
  let at = -1;
  let highest = 0;
  for (const slot of hits.slots) {
    if (isWanted && !isWanted(slot)) continue;
    const document = documentAt[slot] as number;
    const score = hits.scores[slot] as number;
    if (document !== at) {
      if (at >= 0) best.set(at, highest);
      at = document;
      highest = best.get(document) ?? 0;
    }
    if (score > highest) highest = score;
  }
  if (at >= 0) best.set(at, highest);
  return best;
}

function bestCoverage({ hits, coverageOf, isWanted }: RankingInput): number {
  const seen = new Set<number>();
  let best = 0;
  let last = 0;
  for (const slot of hits.slots) {
    const bits = hits.covered[slot] as number;
    if (bits === last || seen.has(bits) || (isWanted && !isWanted(slot))) continue;
    seen.add(bits);
    last = bits;
    best = Math.max(best, coverageOf(bits));
  }
  return best;
}

function largestOf(values: Map<number, number>): number {
  let largest = 0;
  for (const value of values.values()) if (value > largest) largest = value;
  return largest;
}

function neighbour(slot: number, { documentAt }: RankingInput, cosines: Float32Array): number {
  const document = documentAt[slot];
  const before = slot > 0 && documentAt[slot - 1] === document ? known(cosines[slot - 1]) : 0;
  const isLast = slot + 1 >= cosines.length || documentAt[slot + 1] !== document;
  return Math.max(before, isLast ? 0 : known(cosines[slot + 1]));
}

function known(value: number | undefined): number {
  return value === undefined || Number.isNaN(value) ? 0 : Math.max(0, value);
}
