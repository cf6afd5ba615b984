// What a message is made of, before any model reads it: words, nothing, symbols, a link, code. And
// its sentences, bounded, so that 20,000 characters cost no more than a long paragraph.

import type { TextKind } from '../signals.ts';

const URL_PATTERN = /\b(?:https?:\/\/|www\.)\S+/giu;
/** Characters that programs are full of and prose is not. */
const CODE_CHARACTERS = /[{}<>;=()[\]|\\`$]/gu;

export function textKind(text: string): TextKind {
  const trimmed = text.trim();
  if (trimmed === '' || !/[\p{L}\p{N}\p{S}\p{P}]/u.test(trimmed)) return 'empty';
  const withoutLinks = trimmed.replace(URL_PATTERN, ' ').trim();
  if (withoutLinks === '' || (withoutLinks !== trimmed && !/\p{L}{2}/u.test(withoutLinks)))
    return 'url';
  if (!/\p{L}/u.test(withoutLinks) && !/\p{N}{2}/u.test(withoutLinks)) return 'symbols';
  return looksLikeCode(withoutLinks) ? 'code' : 'words';
}

function looksLikeCode(text: string): boolean {
  if (/^```[\s\S]*```$/u.test(text)) return true;
  const marks = text.match(CODE_CHARACTERS)?.length ?? 0;
  return text.length >= 12 && marks / text.length > 0.08 && /[;{}=]/u.test(text);
}

/** One line of ordinary spaces, no control characters, links and addresses reduced to a word. */
export const tidy = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(URL_PATTERN, ' link ')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();

/** Sentences and lines of a message, tidied, in order; a closed tag or brace ends one too; runs of fewer than three letters join on. */
export function sentences(text: string): string[] {
  const found: string[] = [];
  for (const piece of text.split(/(?<=[.!?…。！？>}])\s+|[\r\n]+/u)) {
    const sentence = tidy(piece).slice(0, 400);
    if (sentence === '') continue;
    const last = found.at(-1);
    const short = (sentence.match(/\p{L}/gu)?.length ?? 0) < 3;
    if (short && last !== undefined && last.length < 300)
      found[found.length - 1] = `${last} ${sentence}`;
    else found.push(sentence);
  }
  return found;
}

/** The whole message as one model input: its beginning and end when it is long. */
export function gist(text: string): string {
  const whole = tidy(text.length > 4_000 ? `${text.slice(0, 2_500)} ${text.slice(-1_500)}` : text);
  return whole.length <= 900 ? whole : `${whole.slice(0, 600)} … ${whole.slice(-300)}`;
}
