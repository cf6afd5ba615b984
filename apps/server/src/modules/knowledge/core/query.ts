// A customer's question → the terms to look for.
//
// Every content word becomes one term with its alternatives: its stem in each language of the
// knowledge base; the compounds it is part of; where nobody there ever wrote the word, what it is
// likely a slip of (edit distance), or the two words it joins.

import { isStopWord, type Language } from './words/languages.ts';
import type { QueryTerm } from './query-term.ts';
import type { Guess, Vocabulary } from './words/vocabulary.ts';
import { type Word, wordsOf } from './words/words.ts';

const MOST_WORDS = 200;
const ACRONYM = /^\p{Lu}[\p{Lu}\d]{1,4}$/u;

export function parseQuery(
  question: string,
  languages: readonly Language[],
  vocabulary: Vocabulary,
): QueryTerm[] {
  const all = wordsOf(question).slice(0, MOST_WORDS);
  const otherNames = vocabulary.otherNames(all, languages);
  const words = unique(all);
  const content = words.filter(
    (word) => !languages.some((language) => isStopWord(word.text, language)),
  );
  const chosen = content.length > 0 ? content : words;
  return chosen
    .map((word) =>
      queryTerm(
        question.slice(word.start, word.end),
        word,
        otherNames.get(all.indexOf(word)) ?? [],
        languages,
        vocabulary,
      ),
    )
    .sort((a, b) => b.idf - a.idf);
}

function queryTerm(
  asked: string,
  word: Word,
  otherNames: readonly Guess[],
  languages: readonly Language[],
  vocabulary: Vocabulary,
): QueryTerm {
  const found = vocabulary.knownTerms(word, languages);
  const known = found.length > 0;
  const itself = known
    ? found.map((term) => ({ term, weight: 1 }))
    : guesses(asked, word, otherNames, languages, vocabulary);
  const frequency = Math.max(0, ...itself.map(({ term }) => vocabulary.frequency(term)));
  const compounds = vocabulary.compounds(word.text, languages);
  return {
    word: asked,
    alternatives: [...itself, ...compounds, ...(known ? otherNames : [])],
    weight: 1,
    idf: vocabulary.idf(frequency),
    known,
  };
}

/** A word that has another name here, or is written as an acronym, is no slip of the pen. */
function guesses(
  asked: string,
  { text }: Word,
  otherNames: readonly Guess[],
  languages: readonly Language[],
  vocabulary: Vocabulary,
): Guess[] {
  if (otherNames.length > 0) return [...otherNames];
  const initials = vocabulary.initials(text, languages);
  if (initials.length > 0 || ACRONYM.test(asked)) return initials;
  return vocabulary.guesses(text, languages);
}

function unique(words: Word[]): Word[] {
  const seen = new Set<string>();
  return words.filter((word) => !seen.has(word.text) && seen.add(word.text));
}

/** IDF of those terms whose bit is set. */
export function coveredIdf(terms: readonly QueryTerm[], bits: number): number {
  return terms.reduce(
    (sum, term, i) => sum + (i < 31 && (bits & (1 << i)) !== 0 ? term.idf : 0),
    0,
  );
}
