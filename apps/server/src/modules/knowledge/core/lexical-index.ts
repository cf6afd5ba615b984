// Search by words: BM25F over title, headings and body.
//
// The index also knows its vocabulary (document frequencies) and, per search, which of the
// question's terms each passage covers; confidence depends on that as much as ranking does.

import type { Language, Stem } from './languages.ts';
import { bodyCount, type FieldCounts, headingCount, Postings, titleCount } from './postings.ts';
import type { QueryTerm } from './query-term.ts';
import { wordsOf } from './words.ts';

export interface PassageFields {
  title: string;
  /** Trail and heading, joined. */
  heading: string;
  /** Plain text. */
  body: string;
}

const K1 = 1.2;
const FIELD = {
  title: { weight: 1.5, b: 0.3 },
  heading: { weight: 2, b: 0.3 },
  body: { weight: 1, b: 0.7 },
} as const;

/** More terms than this say nothing more; coverage is kept in 31 bits. */
export const MOST_QUERY_TERMS = 30;

export interface LexicalHits {
  /** Slots with any matching term. */
  slots: number[];
  /** By slot: BM25 score. Only entries of `slots` mean anything. */
  scores: Float64Array;
  /** By slot: bit i set when the passage covers query term i, anywhere. */
  covered: Int32Array;
  /** The same for title, trail and heading alone. */
  coveredAbove: Int32Array;
  /** What a perfect passage could score for this question. */
  maximum: number;
}

export class LexicalIndex {
  /** Living passages. */
  size = 0;
  readonly stem: Stem;
  private readonly postings = new Map<string, Postings>();
  private readonly lengths: FieldCounts[] = [];
  private readonly totals: FieldCounts = { title: 0, heading: 0, body: 0 };
  private readonly alive: boolean[] = [];

  constructor(stem: Stem) {
    this.stem = stem;
  }

  /** Slots are handed out by the caller in ascending order. */
  add(slot: number, fields: PassageFields, language: Language): void {
    const { terms, lengths } = countTerms(fields, language, this.stem);
    for (const [term, counts] of terms) {
      let postings = this.postings.get(term);
      if (!postings) {
        postings = new Postings();
        this.postings.set(term, postings);
      }
      postings.push(slot, counts);
    }
    this.lengths[slot] = lengths;
    this.alive[slot] = true;
    this.tally(lengths, 1);
  }

  /** The same fields as were added: they say whose frequencies fall. */
  remove(slot: number, fields: PassageFields, language: Language): void {
    if (!this.alive[slot]) return;
    this.alive[slot] = false;
    for (const term of countTerms(fields, language, this.stem).terms.keys()) {
      const postings = this.postings.get(term);
      if (postings && --postings.alive === 0) this.postings.delete(term);
    }
    this.tally(this.lengths[slot] as FieldCounts, -1);
  }

  frequency(term: string): number {
    return this.postings.get(term)?.alive ?? 0;
  }

  /** Every living term. */
  vocabulary(): IterableIterator<string> {
    return this.postings.keys();
  }

  get vocabularySize(): number {
    return this.postings.size;
  }

  /** Rarity of something found in `frequency` passages; rarest of all is what is in none. */
  idf(frequency: number): number {
    return Math.log(1 + (this.size - frequency + 0.5) / (frequency + 0.5));
  }

  search(terms: QueryTerm[]): LexicalHits {
    const room = this.lengths.length;
    const hits: LexicalHits = {
      slots: [],
      scores: new Float64Array(room),
      covered: new Int32Array(room),
      coveredAbove: new Int32Array(room),
      maximum: 0,
    };
    const best = new Float64Array(room);
    terms.slice(0, MOST_QUERY_TERMS).forEach((term, position) => {
      hits.maximum += term.weight * term.idf * (K1 + 1);
      const touched: number[] = [];
      for (const alternative of term.alternatives)
        this.collect(alternative.term, alternative.weight, 1 << position, best, touched, hits);
      for (const slot of touched) {
        hits.scores[slot] =
          (hits.scores[slot] as number) + term.weight * term.idf * (best[slot] as number);
        best[slot] = 0;
      }
    });
    return hits;
  }

  /** The best saturated frequency of any alternative counts for a term. */
  private collect(
    term: string,
    weight: number,
    bit: number,
    best: Float64Array,
    touched: number[],
    hits: LexicalHits,
  ): void {
    const postings = this.postings.get(term);
    if (!postings) return;
    for (let i = 0; i < postings.length; i++) {
      const slot = postings.slots[i] as number;
      if (!this.alive[slot]) continue;
      const packed = postings.packed[i] as number;
      const value = weight * this.saturated(slot, packed);
      if (hits.covered[slot] === 0) hits.slots.push(slot);
      hits.covered[slot] = (hits.covered[slot] as number) | bit;
      if ((packed & 0xffff) !== 0)
        hits.coveredAbove[slot] = (hits.coveredAbove[slot] as number) | bit;
      const known = best[slot] as number;
      if (known === 0) touched.push(slot);
      if (value > known) best[slot] = value;
    }
  }

  private saturated(slot: number, packed: number): number {
    const lengths = this.lengths[slot] as FieldCounts;
    const frequency =
      this.normalised('title', titleCount(packed), lengths.title) +
      this.normalised('heading', headingCount(packed), lengths.heading) +
      this.normalised('body', bodyCount(packed), lengths.body);
    return (frequency * (K1 + 1)) / (frequency + K1);
  }

  private normalised(field: keyof FieldCounts, count: number, length: number): number {
    if (count === 0) return 0;
    const average = this.totals[field] / this.size || 1;
    const { weight, b } = FIELD[field];
    return (weight * count) / (1 - b + (b * length) / average);
  }

  private tally(lengths: FieldCounts, sign: 1 | -1): void {
    this.size += sign;
    this.totals.title += sign * lengths.title;
    this.totals.heading += sign * lengths.heading;
    this.totals.body += sign * lengths.body;
  }
}

function countTerms(
  fields: PassageFields,
  language: Language,
  stem: Stem,
): { terms: Map<string, FieldCounts>; lengths: FieldCounts } {
  const terms = new Map<string, FieldCounts>();
  const lengths: FieldCounts = { title: 0, heading: 0, body: 0 };
  for (const field of ['title', 'heading', 'body'] as const)
    for (const word of wordsOf(fields[field])) {
      const term = stem(word.text, language);
      let counts = terms.get(term);
      if (!counts) {
        counts = { title: 0, heading: 0, body: 0 };
        terms.set(term, counts);
      }
      counts[field] += 1;
      lengths[field] += 1;
    }
  return { terms, lengths };
}
