// Text as a person sees it. What is invisible (control characters, zero widths, text direction
// overrides, the tag block, variation selectors) can carry words past a reader's eyes into a model,
// or hide a link's end; nobody needs it to ask or to answer.

const INVISIBLE =
  /[\p{Cc}\u00AD\u061C\u115F\u1160\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFB\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}]|\u034F|[\u17B4\u17B5]|[\u180B-\u180D]|\u180F|[\uFE00-\uFE0E]|[\u{E0000}-\u{E0FFF}]/gu;
/** Joiners spell words in Persian and in India, and make one emoji of two; elsewhere they only hide. */
const LOOSE_JOINER =
  /(?<!(?:[\p{sc=Arabic}\p{sc=Devanagari}\p{sc=Bengali}\p{sc=Tamil}\p{sc=Telugu}\p{sc=Kannada}\p{sc=Malayalam}\p{sc=Sinhala}\p{sc=Khmer}\p{Extended_Pictographic}\u{1F3FB}-\u{1F3FF}]|\uFE0F))(?:\u200C|\u200D)/gu;
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;

/** Lines and tabs stay; everything else that cannot be seen goes. */
export function visibleText(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replace(INVISIBLE, (found) => (found === '\n' || found === '\t' ? found : ''))
    .replace(LOOSE_JOINER, '')
    .replace(STACKED_MARKS, '$1');
}

/** The same on one line, at most `length` characters: names and titles. */
export const visibleLine = (text: string, length: number): string =>
  visibleText(text)
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, length)
    .replace(/\p{Cs}$/u, '');
