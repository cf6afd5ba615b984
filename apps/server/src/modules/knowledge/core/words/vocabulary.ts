// What a knowledge base's words are, and what a word of a question may mean in them.

import type { Acronyms } from './acronyms.ts';
import { everydaySynonyms } from './everyday-synonyms.ts';
import { isStopWord, type Language, writesCompounds } from './languages.ts';
import type { LexicalIndex } from '../lexical-index.ts';
import type { Alternative } from '../query-term.ts';
import type { Word } from './words.ts';

export type Guess = Alternative;

const SHORTEST_TYPO = 4;
const LONG_WORD = 8;
const MOST_GUESSES = 3;
const SHORTEST_PART = 4;
/** A Hangul syllable says as much as two letters. */
const SHORTEST_KOREAN_PART = 2;
const MOST_COMPOUNDS = 12;
const ACRONYM = 0.8;
const SPELLED_OUT = 0.5;
const SYNONYM = 0.5;
/** What joins the parts of a German, Dutch or Scandinavian compound. */
const JOINTS = ['', 's', 'n', 'en', 'es', 'er', 'e'];
const HANGUL = /^\p{sc=Hangul}+$/u;

export class Vocabulary {
  private readonly index: LexicalIndex;
  private readonly acronyms: Acronyms;

  constructor(index: LexicalIndex, acronyms: Acronyms) {
    this.index = index;
    this.acronyms = acronyms;
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
  guesses(word: string, languages: readonly Language[]): Guess[] {
    if (word.length < SHORTEST_TYPO || /\d/.test(word)) return this.inHalves(word, languages);
    const slips = this.index.written.near(word, word.length >= LONG_WORD ? 2 : 1).map((near) => ({
      term: this.index.termOfWritten(near.word) as string,
      weight: near.distance === 1 ? 0.8 : 0.6,
    }));
    return distinct([...this.inHalves(word, languages), ...distinct(slips).slice(0, MOST_GUESSES)]);
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
          JOINTS.some((joint) =>
            this.isWord(withoutJoint(rest, joint, atEnd), shortest, languages),
          ),
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

  /**
   * Other names, by the number of the word in the question: of an acronym the words it stands for,
   * of those words the acronym, and everyday synonyms of words and of two words in a row.
   */
  otherNames(words: readonly Word[], languages: readonly Language[]): Map<number, Guess[]> {
    const names = new Map<number, Guess[]>();
    const add = (at: number, others: readonly string[], weight: number): void => {
      const guesses = others
        .filter((other) => !languages.some((language) => isStopWord(other, language)))
        .flatMap((other) => this.knownTerms({ text: other, written: other }, languages))
        .map((term) => ({ term, weight, hints: weight < ACRONYM }));
      names.set(at, [...(names.get(at) ?? []), ...guesses]);
    };
    const texts = words.map((word) => word.text);
    for (const { acronym, words: its } of this.acronyms.spelledOut(new Set(texts)))
      for (const word of its) add(texts.indexOf(word), [acronym], ACRONYM);
    texts.forEach((text, at) => {
      add(at, this.acronyms.meaning(text), SPELLED_OUT);
      if (!languages.includes('en')) return;
      const asked = [...new Set([text, this.index.stem(text, 'en')])];
      const pair = `${text} ${texts[at + 1] ?? ''}`;
      for (const phrase of asked)
        for (const other of everydaySynonyms(phrase)) add(at, other.split(' '), SYNONYM);
      for (const other of everydaySynonyms(pair)) {
        add(at, other.split(' '), SYNONYM);
        add(at + 1, other.split(' '), SYNONYM);
      }
    });
    return names;
  }

  /** Letters that nobody explains may be the initials of a title. */
  initials(letters: string, languages: readonly Language[]): Guess[] {
    return this.acronyms
      .guess(letters)
      .flatMap((word) => this.knownTerms({ text: word, written: word }, languages))
      .map((term) => ({ term, weight: SPELLED_OUT }));
  }

  /** "customdomain" → custom + domain: either half stands for the word, at half its weight. */
  private inHalves(word: string, languages: readonly Language[]): Guess[] {
    const shortest = shortestPart(word);
    for (let at = word.length - shortest; at >= shortest; at--) {
      const last = word.slice(at);
      if (!this.isWord(last, shortest, languages)) continue;
      for (const joint of JOINTS) {
        const first = withoutJoint(word.slice(0, at), joint, true);
        if (!this.isWord(first, shortest, languages)) continue;
        return distinct(
          [first, last]
            .flatMap((part) => this.knownTerms({ text: part, written: part }, languages))
            .map((term) => ({ term, weight: 0.5 })),
        );
      }
    }
    return [];
  }

  private isWord(part: string, shortest: number, languages: readonly Language[]): boolean {
    return (
      part.length >= shortest &&
      this.knownTerms({ text: part, written: part }, languages).length > 0
    );
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
