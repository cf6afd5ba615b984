// What goes into the index: a document with its passages, and the words that they are made of.

import type { PassageWords } from './lexical-index.ts';
import { plainText } from './words/plain-text.ts';
import { type Word, wordsOf } from './words/words.ts';

export interface IndexedDocument {
  id: string;
  title: string;
  url: string | null;
  passages: IndexedPassage[];
}

export interface IndexedPassage {
  id: string;
  trail: string[];
  heading: string;
  markdown: string;
  /** Asked for by these too: pinned questions, and headings it would stand under as well. */
  questions?: readonly string[];
}

/** The two vectors of a passage; see embedding-text.ts. */
export interface PassageVectors {
  text: Float32Array;
  heading: Float32Array;
  /** One for each of its questions, in their order. */
  questions?: readonly Float32Array[];
}

const SAMPLE_WORDS = 600;
const SAMPLE_LETTERS = 4_000;

export function passageWords(title: readonly Word[], passage: IndexedPassage): PassageWords {
  const { trail, heading, questions = [], markdown } = passage;
  return {
    title,
    heading: wordsOf([...trail, heading, ...questions].join('\n')),
    body: wordsOf(plainText(markdown)),
  };
}

/** What tells a document's language. */
export function sample({ passages }: IndexedDocument): string[] {
  const some: string[] = [];
  for (const { markdown } of passages) {
    if (some.length >= SAMPLE_WORDS) break;
    for (const { text } of wordsOf(plainText(markdown).slice(0, SAMPLE_LETTERS))) some.push(text);
  }
  return some;
}

export function samePassage(a: IndexedPassage, b: IndexedPassage): boolean {
  return (
    a.id === b.id &&
    a.heading === b.heading &&
    a.markdown === b.markdown &&
    sameTexts(a.trail, b.trail) &&
    sameTexts(a.questions ?? [], b.questions ?? [])
  );
}

export function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}
