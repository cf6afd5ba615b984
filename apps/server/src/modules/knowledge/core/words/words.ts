// Text → words as search sees them: folded (no case, no accents), split at everything that is no
// letter or digit, segmented where a script writes no spaces.
//
// Compounds count twice, in parts and as one: "wi-fi" is wi, fi and wifi; "GitHub" is git, hub and
// github. So people find them however they write them. A long Chinese word also counts as its
// pairs of characters, as no two segmenters and no two writers agree on where a word ends.

import { foldLetters, lowerCase } from './fold.ts';

export interface Word {
  /** Folded, not stemmed. */
  text: string;
  /** In lower case with its accents, as stemmers want it. */
  written: string;
  start: number;
  end: number;
}

const COMPOUND =
  /[\p{L}\p{N}\p{M}]+(?:(?:['’_-]|\u2010|\u2011|\u200c|\u200d)[\p{L}\p{N}\p{M}]+)*/gu;
const PLAIN = /^[A-Z]?[a-z0-9]+$/;
const PART = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
const HUMP = /(?<=[\p{Ll}\p{N}])(?=\p{Lu}\p{Ll})/u;
const NO_SPACES =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const HAN = /^\p{sc=Han}{3,8}$/u;
/** French and Italian: what is left of an article before a vowel. */
const ELIDED =
  /^(?:l|d|j|m|n|s|t|c|qu|jusqu|lorsqu|puisqu|dell|all|nell|sull|dall|un|quest|quell)['’](?=[aeiouyhàâäéèêëîïôöùûüœæ]\p{L})/iu;
const CONTRACTED = /['’](?:s|t|re|ve|ll|d|m|em)$/i;
const SEGMENTER = new Intl.Segmenter('en', { granularity: 'word' });
const LONGEST_WORD = 64;
const SHORTEST_STEM = 3;

export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(COMPOUND)) {
    const compound = match[0];
    const start = match.index;
    // Nearly every word takes this short way.
    if (PLAIN.test(compound)) push(compound, start, words);
    else if (NO_SPACES.test(compound)) segment(compound, start, words);
    else split(compound, start, words);
  }
  return words;
}

function split(compound: string, start: number, into: Word[]): void {
  const parts: Word[] = [];
  for (const match of compound.matchAll(PART)) {
    let at = start + match.index;
    for (const piece of match[0].split(HUMP)) {
      pushApostrophe(piece, at, parts);
      at += piece.length;
    }
  }
  into.push(...parts);
  if (parts.length > 1 && parts.length <= 3 && !ELIDED.test(compound)) push(compound, start, into);
}

/** "l'adresse" is adresse; "Slack'e" (Turkish: to Slack) is slack; "don't" is dont. */
function pushApostrophe(piece: string, start: number, into: Word[]): void {
  const elided = ELIDED.exec(piece)?.[0].length ?? 0;
  const rest = piece.slice(elided);
  const apostrophe = rest.search(/['’]/);
  if (apostrophe >= SHORTEST_STEM && !CONTRACTED.test(rest))
    push(rest.slice(0, apostrophe), start + elided, into);
  else push(rest, start + elided, into);
}

function segment(run: string, start: number, into: Word[]): void {
  for (const { segment: piece, index, isWordLike } of SEGMENTER.segment(run)) {
    if (!isWordLike) continue;
    push(piece, start + index, into);
    if (!HAN.test(piece)) continue;
    for (let at = 0; at + 2 <= piece.length; at++)
      push(piece.slice(at, at + 2), start + index + at, into);
  }
}

function push(piece: string, start: number, into: Word[]): void {
  const written = lowerCase(piece);
  const text = foldLetters(written);
  if (text && text.length <= LONGEST_WORD)
    into.push({ text, written, start, end: start + piece.length });
}
