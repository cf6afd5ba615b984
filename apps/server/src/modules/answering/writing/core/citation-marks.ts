// Citations as models write them: [1], [1][3], [1, 2], [1-3], 【1】, 【1†source】, ^[1], [^1],
// [Passage 1], (source 2), [1](#passage-1), and (1) where a sentence ends. A mark says which passage
// carries the words before it; what a customer sees are the sources, so the marks come off.

const NUMBER = String.raw`\d{1,3}`;
const WORD = String.raw`(?:see\s+)?(?:passages?|sources?|documents?|docs?|refs?\.?|references?|quellen?|passagen?|fuentes?|pasajes?)`;
const NUMBERS = String.raw`(?:${WORD}:?\s*)?#?${NUMBER}(?:\s*(?:[,;&/–-]|and|und|et|y)\s*(?:${WORD}:?\s*)?#?${NUMBER}){0,11}`;
const TARGET = String.raw`(?:\([^()\s]{0,300}\))?`;
/** Alternatives in one group, without anchors. */
const ANYWHERE = String.raw`\^?\[\^?\s*(?:${NUMBERS})(?:†[^\]\n]{0,40})?\s*\]${TARGET}|【\s*(?:${NUMBERS})(?:†[^】\n]{0,40})?\s*】|\(\s*${WORD}:?\s*#?${NUMBER}(?:\s*(?:[,;&–-]|and|und|et|y)\s*(?:${WORD}:?\s*)?#?${NUMBER}){0,11}\s*\)`;
const BARE_PARENTHESES = String.raw`\(\s*${NUMBER}(?:\s*,\s*${NUMBER}){0,5}\s*\)`;

/** A run of marks at the beginning of what follows a sentence's end. */
export const MARKS_FIRST = new RegExp(
  String.raw`^(?:[\s,;]*(?:${ANYWHERE}|${BARE_PARENTHESES}))+`,
  'iu',
);
/** What may still become a mark when more text comes. */
export const MARK_PERHAPS = /^\s*(?:\^|\^?[[【(][^\]】)\n]{0,48}|[,;]\s*)$/u;
/** A mark that came whole, whose target in parentheses may still come: "[1](#pas". */
export const TARGET_PERHAPS = /^\([^()\s]{0,300}$/u;

const MARK = new RegExp(String.raw`([ \t]{0,20})(?:${ANYWHERE})`, 'giu');
const AT_END = new RegExp(
  String.raw`([ \t]{0,20})(?:${BARE_PARENTHESES})(?=[\s.!?…。！？]*$)`,
  'giu',
);
const INLINE_CODE = /(`+)(?:(?!\1)[\s\S])*?\1/gu;

export interface Unmarked {
  text: string;
  /** As written, in order, each once; numbers that were never offered are among them. */
  citations: number[];
}

/** Takes the marks off a sentence or block; inline code keeps its brackets. */
export function takeMarksOff(raw: string): Unmarked {
  const citations = new Set<number>();
  const off = (piece: string, pattern: RegExp) =>
    piece.replace(pattern, (mark: string, space: string, ...more: unknown[]) => {
      for (const number of numbersIn(mark)) citations.add(number);
      const at = more.at(-2) as number;
      const next = piece[at + mark.length];
      const glued = next !== undefined && /[\p{L}\p{N}]/u.test(next);
      return glued && space !== '' ? space : '';
    });
  let text = '';
  let from = 0;
  for (const code of raw.matchAll(INLINE_CODE)) {
    text += off(raw.slice(from, code.index), MARK) + code[0];
    from = code.index + code[0].length;
  }
  text += off(raw.slice(from), MARK);
  return { text: off(text, AT_END), citations: [...citations] };
}

/** "[1, 3-5](#x)" names 1, 3, 4 and 5. */
function numbersIn(mark: string): number[] {
  const inside = mark.replace(/\]\([^()]*\)$/u, ']').replace(/†[^\]】]*/u, '');
  const numbers: number[] = [];
  for (const [, first, last] of inside.matchAll(
    /(\d{1,3})(?:\s*[–-]\s*(?:\D{0,12})(\d{1,3}))?/gu,
  )) {
    const from = Number(first);
    const to = last === undefined ? from : Number(last);
    for (let number = from; number <= Math.max(from, Math.min(to, from + 12)); number++)
      numbers.push(number);
  }
  return numbers;
}
