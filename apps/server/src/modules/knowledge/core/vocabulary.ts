// What a knowledge base's words are, and what an unknown word probably meant.

import { editDistance } from './edit-distance.ts';
import type { Language } from './languages.ts';
import type { LexicalIndex } from './lexical-index.ts';

export interface Guess {
  term: string;
  weight: number;
}

const SHORTEST_TYPO = 4;
const MOST_GUESSES = 3;

export class Vocabulary {
  private readonly index: LexicalIndex;
  private readonly synonyms: ReadonlyMap<string, readonly Guess[]>;
  private byLength: Map<number, { term: string; letters: number }[]> | null = null;
  private builtFor = -1;

  constructor(index: LexicalIndex, synonyms: ReadonlyMap<string, readonly Guess[]> = new Map()) {
    this.index = index;
    this.synonyms = synonyms;
  }

  stem(word: string, language: Language): string {
    return this.index.stem(word, language);
  }

  frequency(term: string): number {
    return this.index.frequency(term);
  }

  idf(frequency: number): number {
    return this.index.idf(frequency);
  }

  /** Other names of a known or unknown term, mined from the documents. */
  related(stems: readonly string[]): Guess[] {
    return stems.flatMap((term) => this.synonyms.get(term) ?? []);
  }

  /** For a word nobody wrote: the likeliest known terms. */
  guesses(folded: string, stems: readonly string[]): Guess[] {
    if (folded.length < SHORTEST_TYPO || /\d/.test(folded)) return [];
    const joined = this.splitWord(folded);
    const slips = stems.flatMap((term) => this.slipsOf(term));
    slips.sort((a, b) => b.weight - a.weight || this.frequency(b.term) - this.frequency(a.term));
    return [...joined, ...slips.slice(0, MOST_GUESSES)];
  }

  /** "customdomain" → custom + domain: either half stands for the word, at half its weight. */
  private splitWord(word: string): Guess[] {
    for (let at = 4; at <= word.length - 4; at++) {
      const parts = [word.slice(0, at), word.slice(at)];
      if (parts.every((part) => this.frequency(part) > 0))
        return parts.map((term) => ({ term, weight: 0.5 }));
    }
    return [];
  }

  private slipsOf(term: string): Guess[] {
    const most = term.length >= 8 ? 2 : 1;
    const letters = letterSet(term);
    const found: Guess[] = [];
    for (let length = term.length - most; length <= term.length + most; length++)
      for (const candidate of this.termsOfLength(length)) {
        if (bitCount(candidate.letters ^ letters) > 2 * most) continue;
        const distance = editDistance(term, candidate.term, most);
        if (distance <= most)
          found.push({ term: candidate.term, weight: distance === 1 ? 0.8 : 0.6 });
      }
    return found;
  }

  private termsOfLength(length: number): { term: string; letters: number }[] {
    if (!this.byLength || this.builtFor !== this.index.vocabularySize) {
      this.byLength = new Map();
      for (const term of this.index.vocabulary()) {
        if (term.length < 3 || /\d/.test(term)) continue;
        const list = this.byLength.get(term.length);
        const entry = { term, letters: letterSet(term) };
        if (list) list.push(entry);
        else this.byLength.set(term.length, [entry]);
      }
      this.builtFor = this.index.vocabularySize;
    }
    return this.byLength.get(length) ?? [];
  }
}

function letterSet(word: string): number {
  let set = 0;
  for (let i = 0; i < word.length; i++) set |= 1 << (word.charCodeAt(i) % 31);
  return set;
}

function bitCount(value: number): number {
  let bits = value;
  let count = 0;
  while (bits !== 0) {
    bits &= bits - 1;
    count += 1;
  }
  return count;
}
