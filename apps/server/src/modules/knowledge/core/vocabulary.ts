// What a knowledge base's words are, and what a word of a question may mean in them.

import { type Language, writesCompounds } from './languages.ts';
import type { LexicalIndex } from './lexical-index.ts';
import type { Word } from './words.ts';

export interface Guess {
  term: string;
  weight: number;
}

const SHORTEST_TYPO = 4;
const LONG_WORD = 8;
const MOST_GUESSES = 3;
const SHORTEST_PART = 4;
/** A Hangul syllable says as much as two letters. */
const SHORTEST_KOREAN_PART = 2;
const MOST_COMPOUNDS = 12;
/** What joins the parts of a German, Dutch or Scandinavian compound. */
const JOINTS = ['', 's', 'n', 'en', 'es', 'er', 'e'];
const HANGUL = /^\p{sc=Hangul}+$/u;

export class Vocabulary {
  private readonly index: LexicalIndex;

  constructor(index: LexicalIndex) {
    this.index = index;
  }

  frequency(term: string): number {
    return this.index.frequency(term);
  }

  idf(frequency: number): number {
    return this.index.idf(frequency);
  }

  /** The documents' terms for a word itself: its stem in each language, and as they have it. */
  knownTerms(
    { text, written }: Pick<Word, 'text' | 'written'>,
    languages: readonly Language[],
  ): string[] {
    const stems = languages.map((language) => this.index.stem(written, language));
    const asWritten = this.index.termOfWritten(text);
    if (asWritten !== null) stems.push(asWritten);
    return [...new Set(stems)].filter((term) => this.frequency(term) > 0);
  }

  /** For a word nobody wrote: the likeliest known terms. */
  guesses(word: string): Guess[] {
    if (word.length < SHORTEST_TYPO || /\d/.test(word)) return this.inHalves(word);
    const slips = this.index.written.near(word, word.length >= LONG_WORD ? 2 : 1).map((near) => ({
      term: this.index.termOfWritten(near.word) as string,
      weight: near.distance === 1 ? 0.8 : 0.6,
    }));
    return distinct([...this.inHalves(word), ...distinct(slips).slice(0, MOST_GUESSES)]);
  }

  /**
   * Where words are written together, those that begin or end with this one and whose rest is a
   * word too: "Rechnungsadresse" for a question about the "Adresse".
   */
  compounds(word: string, languages: readonly Language[]): Guess[] {
    if (!languages.some(writesCompounds)) return [];
    const shortest = shortestPart(word);
    if (word.length < shortest) return [];
    const { written } = this.index;
    return distinct(
      written
        .containing(word, shortest)
        .filter(({ rest, atEnd }) =>
          JOINTS.some((joint) => this.isWord(withoutJoint(rest, joint, atEnd), shortest)),
        )
        .sort((a, b) => written.timesOf(b.word) - written.timesOf(a.word))
        .slice(0, MOST_COMPOUNDS)
        .map(({ word: compound, atEnd }) => ({
          term: this.index.termOfWritten(compound) as string,
          // The last part says what the thing is.
          weight: atEnd ? 0.6 : 0.5,
        })),
    );
  }

  /** "customdomain" → custom + domain: either half stands for the word, at half its weight. */
  inHalves(word: string): Guess[] {
    const shortest = shortestPart(word);
    for (let at = word.length - shortest; at >= shortest; at--) {
      const last = word.slice(at);
      if (!this.isWord(last, shortest)) continue;
      for (const joint of JOINTS) {
        const first = withoutJoint(word.slice(0, at), joint, true);
        if (this.isWord(first, shortest))
          return [first, last].map((part) => ({
            term: this.index.termOfWritten(part) as string,
            weight: 0.5,
          }));
      }
    }
    return [];
  }

  private isWord(part: string, shortest: number): boolean {
    return part.length >= shortest && this.index.written.has(part);
  }
}

function shortestPart(word: string): number {
  return HANGUL.test(word) ? SHORTEST_KOREAN_PART : SHORTEST_PART;
}

/** Empty where the joint is not there. */
function withoutJoint(part: string, joint: string, atEnd: boolean): string {
  if (!joint) return part;
  // After the first part of a compound; when the first part is the word asked for, before the rest.
  if (atEnd) return part.endsWith(joint) ? part.slice(0, -joint.length) : '';
  return part.startsWith(joint) ? part.slice(joint.length) : '';
}

function distinct(guesses: Guess[]): Guess[] {
  const seen = new Set<string>();
  return guesses.filter(({ term }) => !seen.has(term) && seen.add(term));
}
