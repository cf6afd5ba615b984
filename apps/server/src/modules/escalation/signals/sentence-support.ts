// Is one sentence of a generated answer carried by the passages it was written from?

import { lexicalWords } from '../core/lexical-features.ts';

/** A passage as a sentence is held against it; `text` is its Markdown. */
export interface SupportPassage {
  passageId: string;
  title: string;
  heading: string;
  text: string;
}

export interface SupportCheck {
  /** Calibrated probability that the passages carry the sentence, 0..1. */
  score: number;
  supported: boolean;
  /** In words, where it is not: "says 30 days; the passage says 14 days". */
  why: string | null;
}

const ENOUGH = 0.6;

export function checkByWords(sentence: string, passages: readonly SupportPassage[]): SupportCheck {
  const told = passages.map(({ title, heading, text }) => `${title} ${heading} ${text}`).join('\n');
  const known = new Set(told.split(/\n/u).flatMap(lexicalWords));
  const words = lexicalWords(sentence).filter((word) => word.length > 3);
  const score =
    words.length === 0 ? 0 : words.filter((word) => known.has(word)).length / words.length;
  const missing = (sentence.match(/\d+(?:[.,]\d+)*/gu) ?? []).filter(
    (number) => !told.includes(number),
  );
  if (missing.length > 0)
    return { score: 0, supported: false, why: `says ${missing[0]}; the passages do not` };
  const supported = score >= ENOUGH;
  return { score, supported, why: supported ? null : 'the passages do not say this' };
}
