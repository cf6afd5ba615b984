// Text → words as search sees them: folded (no case, no accents), split at everything that is no
// letter or digit, segmented where a script writes no spaces.
//
// Compounds count twice, in parts and as one: "wi-fi" is wi, fi and wifi; "GitHub" is git, hub and
// github. So people find them however they write them.

export interface Word {
  /** Folded, not stemmed. */
  text: string;
  start: number;
  end: number;
}

const COMPOUND = /[\p{L}\p{N}\p{M}]+(?:['’\u2010\u2011_-][\p{L}\p{N}\p{M}]+)*/gu;
const PLAIN = /^[A-Z]?[a-z0-9]+$/;
const PART = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
const HUMP = /(?<=[\p{Ll}\p{N}])(?=\p{Lu}\p{Ll})/u;
const NO_SPACES =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'word' });
const LONGEST_WORD = 64;

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
      push(piece, at, parts);
      at += piece.length;
    }
  }
  into.push(...parts);
  if (parts.length > 1 && parts.length <= 3) push(compound, start, into);
}

function segment(run: string, start: number, into: Word[]): void {
  for (const piece of SEGMENTER.segment(run))
    if (piece.isWordLike) push(piece.segment, start + piece.index, into);
}

function push(piece: string, start: number, into: Word[]): void {
  const text = fold(piece);
  if (text && text.length <= LONGEST_WORD) into.push({ text, start, end: start + piece.length });
}

const LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
};

export function fold(word: string): string {
  if (PLAIN.test(word)) return word.toLowerCase();
  return word
    .toLowerCase()
    .replace(/['’]s$/, '')
    .normalize('NFKD')
    .replace(/[\p{Mn}'’\u2010\u2011_-]/gu, '')
    .replace(/[ßæœøđłı]/g, (letter) => LETTERS[letter] as string);
}
