/// <reference path="./snowball-stemmers.d.ts" />
// Words → terms: the stem that "refund", "refunds" and "refunded" share.

import snowball from 'snowball-stemmers';
import type { Language } from './core/languages.ts';

const NAMES: Record<Language, string> = {
  en: 'english',
  de: 'german',
  fr: 'french',
  es: 'spanish',
  it: 'italian',
  pt: 'portuguese',
  nl: 'dutch',
  sv: 'swedish',
  da: 'danish',
  no: 'norwegian',
  fi: 'finnish',
  ru: 'russian',
  tr: 'turkish',
  hu: 'hungarian',
  ro: 'romanian',
};

/** Help centres repeat their words: a bounded memory answers nearly every call. */
const REMEMBERED = 50_000;

interface Stemmer {
  stem(word: string): string;
  known: Map<string, string>;
}

const stemmers = new Map<Language, Stemmer>();

export function stem(word: string, language: Language): string {
  if (word.length < 3 || /\d/.test(word)) return word;
  let stemmer = stemmers.get(language);
  if (!stemmer) {
    const made = snowball.newStemmer(NAMES[language]);
    stemmer = { stem: (text) => made.stem(text), known: new Map() };
    stemmers.set(language, stemmer);
  }
  const known = stemmer.known.get(word);
  if (known !== undefined) return known;
  if (stemmer.known.size >= REMEMBERED) stemmer.known.clear();
  const found = stemmer.stem(word);
  stemmer.known.set(word, found);
  return found;
}
