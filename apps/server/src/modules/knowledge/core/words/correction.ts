// Slips of the pen in a question, put right before it is turned into a vector.
//
// Only a word is touched that no document has in any form, that is no common word either, and that
// one letter too many, too few, wrong or swapped (two in long words) makes a word of the documents.
// What is written like a name or an acronym (DNSSEC, GitHub) is left as it is.

import { fold } from './fold.ts';
import type { WrittenWords } from './written-words.ts';
import { type Word, wordsOf } from './words.ts';

const SHORTEST = 5;
const LONG = 8;
const LIKE_A_NAME = /\p{L}\p{Lu}/u;

export interface KnownWords {
  written: WrittenWords;
  /** The terms of the documents that are a word's own, in whatever form they have it. */
  termsOf(word: Pick<Word, 'text' | 'written'>): string[];
  /** Carries no content, or is an everyday word. `word` is folded. */
  isCommon(word: string): boolean;
}

export function corrected(question: string, known: KnownWords): string {
  const shouted = question === question.toUpperCase();
  let text = question;
  for (const word of wordsOf(question).reverse()) {
    const asked = question.slice(word.start, word.end);
    if (word.text.length < SHORTEST || /\d/.test(word.text) || fold(asked) !== word.text) continue;
    if (!shouted && LIKE_A_NAME.test(asked)) continue;
    if (known.written.has(word.text) || known.isCommon(word.text)) continue;
    const meant = meantBy(word, known);
    if (meant) text = text.slice(0, word.start) + meant + text.slice(word.end);
  }
  return text;
}

function meantBy(word: Word, known: KnownWords): string | null {
  const own = known.termsOf(word);
  const found = known.written.near(word.text, word.text.length >= LONG ? 2 : 1).find(
    ({ word: near }) =>
      near[0] === word.text[0] &&
      // Another form of a known word is at most a slip of another form of the same.
      (own.length === 0 ||
        known.termsOf({ text: near, written: near }).some((term) => own.includes(term))),
  );
  return found?.word ?? null;
}
