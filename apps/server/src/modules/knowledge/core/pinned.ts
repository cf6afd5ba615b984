// Questions that a teammate pinned to a passage: whoever asks one of them is answered from it.

import { wordsOf } from './words/words.ts';

/** 1 for the same words; else the best cosine with one of them; 0 without any. */
export function nearnessToPinned(
  question: string,
  pinned: readonly string[],
  cosineOf: (at: number) => number,
): number {
  if (pinned.length === 0) return 0;
  const asked = inWords(question);
  if (pinned.some((each) => inWords(each) === asked)) return 1;
  const cosines = pinned.map((_, at) => cosineOf(at)).filter((cosine) => !Number.isNaN(cosine));
  return Math.max(0, ...cosines);
}

const inWords = (text: string): string =>
  wordsOf(text)
    .map((word) => word.text)
    .join(' ');
