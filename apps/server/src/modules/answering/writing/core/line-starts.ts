// How a line begins: as a list's item, a heading, a table's row, a code fence, a footnote; or not yet
// told, because the model has only written "1".

const EMPHASIS = String.raw`(?:\*\*|__)?`;
const STEP = String.raw`(?:step|schritt|étape|etape|paso|passo|stap)`;
/** With the space that makes it an item and not "-5" or "14 days". */
const ITEM = new RegExp(
  String.raw`^(?:[-*+•‣◦–—][ \t]+|${EMPHASIS}(?:\d{1,3}|[a-h])[.)][*_]{0,2}[ \t]+|\d{1,2}[、．]\s*|[①-⑳❶-❿➀-➉][ \t]*|[0-9]\uFE0F?\u20E3[ \t]*|${EMPHASIS}${STEP}[ \t]+\d{1,2}[ \t]*[:.)–-][*_]{0,2}[ \t]+)`,
  'iu',
);
const ITEM_PERHAPS = new RegExp(
  String.raw`^(?:[-*+•‣◦–—]|\*{1,2}|_{1,2}|${EMPHASIS}(?:\d{1,3}|[a-h])(?:[.)][*_]{0,2})?|[0-9]\uFE0F?|${EMPHASIS}(?:s|st|ste|step|stap|sc|sch|schr|schri|schrit|schritt|é|ét|éta|étap|étape|e|et|eta|etap|etape|p|pa|pas|paso|pass|passo)|${EMPHASIS}${STEP}[ \t]+(?:\d{1,2}[ \t]*(?:[:.)–-][*_]{0,2})?)?)$`,
  'iu',
);

export const itemMarker = (line: string): string | null => ITEM.exec(line)?.[0] ?? null;
export const itemPerhaps = (line: string): boolean => ITEM_PERHAPS.test(line);

/** The number an ordered item begins with, as "3." or "Step 3:"; else null. */
export function itemNumber(marker: string): number | null {
  const digits = /\d{1,3}/u.exec(marker)?.[0];
  return digits === undefined ? null : Number(digits);
}

export const CODE_FENCE = /^(`{3,}|~{3,})/u;

export type LineKind = 'list' | 'heading' | 'table' | 'code' | 'footnote' | 'text';

/** `line` is its beginning without indentation. Null: more must come before it can be told. */
export function lineKind(line: string): LineKind | null {
  if (line.startsWith('|')) return 'table';
  if (CODE_FENCE.test(line)) return 'code';
  if (/^#{1,6}[ \t]/u.test(line)) return 'heading';
  if (/^\[\^?\d{1,3}\]:/u.test(line)) return 'footnote';
  if (ITEM.test(line)) return 'list';
  if (/^(?:`{1,2}|~{1,2}|#{1,6}|\[\^?\d{0,3}\]?)$/u.test(line) || ITEM_PERHAPS.test(line))
    return null;
  return 'text';
}
