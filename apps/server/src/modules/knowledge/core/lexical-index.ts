// Search by words: BM25F over title, headings and body.
//
// The index also knows its vocabulary (document frequencies) and, per search, which of the
// question's terms each passage covers; confidence depends on that as much as ranking does.

import type { Language, Stem } from './words/languages.ts';
import {
  blockSize,
  bodyCount,
  codeOfEntry,
  type FieldCounts,
  grown,
  headingCount,
  isAbove,
  PostingLists,
  slotOfEntry,
  titleCount,
} from './posting-lists.ts';
import type { Alternative, QueryTerm } from './query-term.ts';
import { WordList } from './words/word-list.ts';
import type { Word } from './words/words.ts';
import { WrittenWords } from './words/written-words.ts';

/** The words of one passage. */
export interface PassageWords {
  title: readonly Word[];
  /** Of trail and heading. */
  heading: readonly Word[];
  body: readonly Word[];
}

const K1 = 1.2;
const TITLE = { weight: 1.5, b: 0.3 };
const HEADING = { weight: 2, b: 0.3 };
const BODY = { weight: 1, b: 0.7 };
const LONGEST_FIELD = 0xffff;

/** More terms than this say nothing more; coverage is kept in 31 bits. */
export const MOST_QUERY_TERMS = 30;

/** Valid until the next search of any index: all share their arrays. */
export interface LexicalHits {
  /** Slots with any matching term. */
  slots: Int32Array;
  /** By slot: BM25 score, 0 where no term matches. */
  scores: Float64Array;
  /** By slot: bit i set when the passage covers query term i, anywhere. */
  covered: Int32Array;
  /** The same for title, trail and heading alone. */
  coveredAbove: Int32Array;
  /** What a perfect passage could score for this question. */
  maximum: number;
}

/** Room for one search, by slot. Zero between searches but for the slots of the last one. */
const desk = {
  scores: new Float64Array(0),
  best: new Float64Array(0),
  met: new Uint8Array(0),
  covered: new Int32Array(0),
  coveredAbove: new Int32Array(0),
  slots: new Int32Array(0),
  touched: new Int32Array(0),
  count: 0,
};

function clearDesk(room: number): void {
  for (let i = 0; i < desk.count; i++) {
    const slot = desk.slots[i] as number;
    desk.scores[slot] = 0;
    desk.met[slot] = 0;
    desk.covered[slot] = 0;
    desk.coveredAbove[slot] = 0;
  }
  desk.count = 0;
  if (desk.slots.length >= room) return;
  const size = Math.ceil(room * 1.25);
  desk.scores = new Float64Array(size);
  desk.best = new Float64Array(size);
  desk.met = new Uint8Array(size);
  desk.covered = new Int32Array(size);
  desk.coveredAbove = new Int32Array(size);
  desk.slots = new Int32Array(size);
  desk.touched = new Int32Array(size);
}

export class LexicalIndex {
  /** Living passages. */
  size = 0;
  readonly stem: Stem;
  /** The words as the documents have them, each with its term. */
  readonly written = new WrittenWords();
  private readonly terms = new WordList();
  private readonly postings = new PostingLists();
  /** Title, heading and body of each slot, four numbers apart. */
  private lengths = new Uint16Array(1024);
  private alive = new Uint8Array(256);
  private readonly totals: FieldCounts = { title: 0, heading: 0, body: 0 };
  private slotCount = 0;
  /** Counts of the passage that is being added, by term, three apart; zero between passages. */
  private counting = new Uint16Array(1024);

  constructor(stem: Stem) {
    this.stem = stem;
  }

  /** Slots are handed out by the caller in ascending order. */
  add(slot: number, words: PassageWords, language: Language): void {
    for (const term of this.count(words, language, 1)) {
      const at = term * 3;
      this.postings.add(term, slot, {
        title: this.counting[at] as number,
        heading: this.counting[at + 1] as number,
        body: this.counting[at + 2] as number,
      });
      this.counting.fill(0, at, at + 3);
    }
    this.slotCount = slot + 1;
    if (slot >= this.alive.length) this.alive = grown(this.alive, slot + 1);
    if (slot * 4 + 3 >= this.lengths.length) this.lengths = grown(this.lengths, slot * 4 + 4);
    this.alive[slot] = 1;
    const { title, heading, body } = lengthsOf(words);
    this.lengths.set([title, heading, body], slot * 4);
    this.tally({ title, heading, body }, 1);
  }

  /** The same words as were added: they say whose frequencies fall. */
  remove(slot: number, words: PassageWords, language: Language): void {
    if (this.alive[slot] !== 1) return;
    this.alive[slot] = 0;
    for (const term of this.count(words, language, -1)) {
      this.postings.forget(term);
      this.counting.fill(0, term * 3, term * 3 + 3);
    }
    this.tally(lengthsOf(words), -1);
  }

  frequency(term: string): number {
    const id = this.terms.placeOf(term);
    return id < 0 ? 0 : (this.postings.alive[id] as number);
  }

  /** The term that a word of the documents is indexed as. */
  termOfWritten(word: string): string | null {
    const term = this.written.termOf(word);
    return term === null ? null : this.terms.at(term);
  }

  /** Rarity of something found in `frequency` passages; rarest of all is what is in none. */
  idf(frequency: number): number {
    return Math.log(1 + (this.size - frequency + 0.5) / (frequency + 0.5));
  }

  search(terms: QueryTerm[]): LexicalHits {
    clearDesk(this.slotCount);
    let maximum = 0;
    terms.slice(0, MOST_QUERY_TERMS).forEach((term, position) => {
      maximum += term.weight * term.idf * (K1 + 1);
      this.collect(term, 1 << position);
    });
    const { scores, covered, coveredAbove } = desk;
    return { slots: desk.slots.subarray(0, desk.count), scores, covered, coveredAbove, maximum };
  }

  /** The best saturated frequency of any alternative counts for a term. */
  private collect(term: QueryTerm, bit: number): void {
    const share = term.weight * term.idf;
    const known = term.alternatives.filter((alternative) => this.frequency(alternative.term) > 0);
    // Most terms have one alternative: what it brings is added at once.
    if (known.length === 1) {
      const [only] = known;
      if (only) this.walk(only, bit, share, desk.scores, 0);
      return;
    }
    let touched = 0;
    for (const alternative of known)
      touched = this.walk(alternative, bit, null, desk.best, touched);
    for (let i = 0; i < touched; i++) {
      const slot = desk.touched[i] as number;
      desk.scores[slot] = (desk.scores[slot] as number) + share * (desk.best[slot] as number);
      desk.best[slot] = 0;
    }
  }

  /**
   * Through one term's passages. With a `share`, what each is worth is added `into`; without, the
   * highest is kept there, and slots that were new are noted after the first `touched`.
   */
  private walk(
    { term, weight, hints }: Alternative,
    position: number,
    share: number | null,
    into: Float64Array,
    touched: number,
  ): number {
    const id = this.terms.placeOf(term);
    // What only hints at a word covers nothing.
    const bit = hints ? 0 : position;
    const { alive, lengths } = this;
    const { entries, counts } = this.postings;
    const { met, covered, coveredAbove } = desk;
    const title = this.normaliser('title', TITLE);
    const heading = this.normaliser('heading', HEADING);
    const body = this.normaliser('body', BODY);
    let block = this.postings.first[id] as number;
    let left = this.postings.lengths[id] as number;
    let noted = touched;
    for (let n = 0; left > 0; n++) {
      const size = Math.min(left, blockSize(n));
      const end = block + 1 + size;
      for (let i = block + 1; i < end; i++) {
        const entry = entries[i] as number;
        const slot = slotOfEntry(entry);
        if (alive[slot] === 0) continue;
        const packed = counts[codeOfEntry(entry)] as number;
        const at = slot * 4;
        let frequency = 0;
        const inBody = bodyCount(packed);
        if (inBody !== 0)
          frequency = inBody / (body.base + body.perWord * (lengths[at + 2] as number));
        if (isAbove(packed)) {
          const inTitle = titleCount(packed);
          const inHeading = headingCount(packed);
          if (inTitle !== 0)
            frequency +=
              (TITLE.weight * inTitle) / (title.base + title.perWord * (lengths[at] as number));
          if (inHeading !== 0)
            frequency +=
              (HEADING.weight * inHeading) /
              (heading.base + heading.perWord * (lengths[at + 1] as number));
          coveredAbove[slot] = (coveredAbove[slot] as number) | bit;
        }
        if (met[slot] === 0) {
          met[slot] = 1;
          desk.slots[desk.count++] = slot;
        }
        covered[slot] = (covered[slot] as number) | bit;
        const value = (weight * (frequency * (K1 + 1))) / (frequency + K1);
        const before = into[slot] as number;
        if (share !== null) into[slot] = before + share * value;
        else {
          if (before === 0) desk.touched[noted++] = slot;
          if (value > before) into[slot] = value;
        }
      }
      left -= size;
      block = entries[block] as number;
    }
    return noted;
  }

  /** A field's length norm, 1 − b + b · length / average, as base + perWord · length. */
  private normaliser(field: keyof FieldCounts, { b }: { b: number }) {
    const average = this.totals[field] / this.size || 1;
    return { base: 1 - b, perWord: b / average };
  }

  /** Counts into `counting`; returns the terms that occur. */
  private count(words: PassageWords, language: Language, change: 1 | -1): number[] {
    const found: number[] = [];
    [words.title, words.heading, words.body].forEach((field, offset) => {
      for (const { text, written } of field) {
        const term = this.termOf(this.stem(written, language));
        this.written.count(text, term, change);
        const at = term * 3;
        const { counting } = this;
        if (counting[at] === 0 && counting[at + 1] === 0 && counting[at + 2] === 0)
          found.push(term);
        counting[at + offset] = (counting[at + offset] as number) + 1;
      }
    });
    return found;
  }

  private termOf(text: string): number {
    const term = this.terms.place(text);
    if (term * 3 + 3 > this.counting.length) this.counting = grown(this.counting, term * 3 + 3);
    return term;
  }

  private tally(lengths: FieldCounts, sign: 1 | -1): void {
    this.size += sign;
    this.totals.title += sign * lengths.title;
    this.totals.heading += sign * lengths.heading;
    this.totals.body += sign * lengths.body;
  }
}

function lengthsOf({ title, heading, body }: PassageWords): FieldCounts {
  const length = (words: readonly Word[]): number => Math.min(LONGEST_FIELD, words.length);
  return { title: length(title), heading: length(heading), body: length(body) };
}
