// What the reader is shown: question and passage side by side, each framed and counted as a text of
// its own, as in training (bench/reader/train.py).

import type { WordPieces } from '../embedder/word-pieces.ts';

export interface Pair {
  ids: number[];
  /** Of each token, its place in its own text. */
  places: number[];
  /** 0 question, 1 passage. */
  segments: number[];
}

const QUESTION_TOKENS = 48;
/** Both together. Longer passages are read as far as this reaches. */
const TOKENS = 224;

export function pairOf(pieces: WordPieces, question: string, text: string): Pair {
  const asked = pieces.encode(question, QUESTION_TOKENS);
  const told = pieces.encode(text, TOKENS - asked.length);
  return {
    ids: [...asked, ...told],
    places: [...asked.keys(), ...told.keys()],
    segments: [...asked.map(() => 0), ...told.map(() => 1)],
  };
}
