// A customer's question → the terms to look for.
//
// Every content word becomes one term with its alternatives: its stem in each language of the
// knowledge base; the compounds it is part of; where nobody there ever wrote the word, what it is
// likely a slip of (edit distance), or the two words it joins.

import { isStopWord, type Language } from './languages.ts';
import type { QueryTerm } from './query-term.ts';
import type { Vocabulary } from './vocabulary.ts';
import { type Word, wordsOf } from './words.ts';

const MOST_WORDS = 200;

export function parseQuery(
  question: string,
  languages: readonly Language[],
  vocabulary: Vocabulary,
): QueryTerm[] {
  const words = unique(wordsOf(question).slice(0, MOST_WORDS));
  const content = words.filter(
    (word) => !languages.some((language) => isStopWord(word.text, language)),
  );
  const chosen = content.length > 0 ? content : words;
  return chosen
    .map((word) => queryTerm(question.slice(word.start, word.end), word, languages, vocabulary))
    .sort((a, b) => b.idf - a.idf);
}

function queryTerm(
  asked: string,
  word: Word,
  languages: readonly Language[],
  vocabulary: Vocabulary,
): QueryTerm {
  const found = vocabulary.knownTerms(word, languages);
  const known = found.length > 0;
  const itself = known ? found.map((term) => ({ term, weight: 1 })) : vocabulary.guesses(word.text);
  const frequency = Math.max(0, ...itself.map(({ term }) => vocabulary.frequency(term)));
  const compounds = vocabulary.compounds(word.text, languages);
  return {
    word: asked,
    alternatives: [...itself, ...compounds],
    weight: 1,
    idf: vocabulary.idf(frequency),
    known,
  };
}

function unique(words: Word[]): Word[] {
  const seen = new Set<string>();
  return words.filter((word) => !seen.has(word.text) && seen.add(word.text));
}
