/// <reference path="./snowball-stemmers.d.ts" />
// Words → terms: the stem that "refund", "refunds" and "refunded" share. Stemmers see the word with
// its accents, as their rules go by them; what they leave is folded.

import snowball from 'snowball-stemmers';
import { foldLetters } from './core/words/fold.ts';
import type { Language } from './core/words/languages.ts';
import { lightStem } from './core/words/light-stems.ts';

const NAMES: Partial<Record<Language, string>> = {
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

/** People leave accents out; where an ending has one, it is put back before the ending goes. */
const LEFT_OUT: Partial<Record<Language, [RegExp, string][]>> = {
  es: [[/([cstx])ion$/, '$1ión']],
  pt: [
    [/cao$/, 'ção'],
    [/coes$/, 'ções'],
    [/([sx])ao$/, '$1ão'],
    [/([sx])oes$/, '$1ões'],
  ],
  // Snowball knows Romanian by its older letters, with cedillas.
  ro: [
    [/ș/g, 'ş'],
    [/ț/g, 'ţ'],
  ],
  ru: [[/ё/g, 'е']],
  // Written without umlauts; only where nothing else is likely.
  de: [
    [/(?<=^|[^aeq])ue(?=[bcdfghklmnprstz])/g, 'ü'],
    [/(?<=^|[^aeiou])ae(?=[bcdfghklmnprstz])/g, 'ä'],
    [/(?<=^|[^aeiou])oe(?=[bcdfghklmnprstz])/g, 'ö'],
  ],
  // The neuter article at a noun's end, which Snowball leaves on.
  sv: [[/(?<=.{5})et$/, '']],
};

/** Help centres repeat their words: a bounded memory answers nearly every call. */
const REMEMBERED = 50_000;

interface Stemmer {
  stem(word: string): string;
  known: Map<string, string>;
}

const stemmers = new Map<Language, Stemmer>();

/** `written` in lower case, with its accents. */
export function stem(written: string, language: Language): string {
  if (written.length < 3 || /\d/.test(written)) return foldLetters(written);
  let stemmer = stemmers.get(language);
  if (!stemmer) {
    stemmer = { stem: stemmerOf(language), known: new Map() };
    stemmers.set(language, stemmer);
  }
  const known = stemmer.known.get(written);
  if (known !== undefined) return known;
  if (stemmer.known.size >= REMEMBERED) stemmer.known.clear();
  const found = stemmer.stem(written);
  stemmer.known.set(written, found);
  return found;
}

function stemmerOf(language: Language): (written: string) => string {
  const name = NAMES[language];
  if (!name) {
    return (written) => {
      const folded = foldLetters(written);
      return lightStem(folded, language) ?? folded;
    };
  }
  const made = snowball.newStemmer(name);
  const repairs = LEFT_OUT[language] ?? [];
  return (written) => {
    let word = written;
    for (const [left, whole] of repairs) word = word.replace(left, whole);
    return foldLetters(made.stem(word));
  };
}
