/**
 * A small, safe Markdown: text in, a tree of known nodes out.
 *
 * There is no HTML in it anywhere: what is not understood stays text, and links lead only to
 * http, https and mailto. Work is linear in the text but for a small bounded depth, so a message
 * made to be slow is not.
 */
import { type Inline, parseInline } from './markdown-inline.ts';

export type { Inline } from './markdown-inline.ts';

export type Block =
  | { readonly type: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly type: 'heading'; readonly level: number; readonly content: readonly Inline[] }
  | { readonly type: 'list'; readonly start: number | null; readonly items: readonly Block[][] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'quote'; readonly blocks: readonly Block[] }
  | { readonly type: 'table'; readonly head: Row | null; readonly body: readonly Row[] }
  | { readonly type: 'rule' };

/** One row: its cells. */
export type Row = readonly (readonly Inline[])[];

/** "```js" opens, "```code```" in a line does not. */
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const FENCE_END = /^ {0,3}(`{3,}|~{3,})\s*$/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,3})([-*+]|\d{1,9}[.)])(?: +|$)/;
const TABLE_LINE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;
const DEEPEST = 4;

export function parseMarkdown(text: string): Block[] {
  return blocksOf(text.replace(/\r\n?/g, '\n').replaceAll('\t', '    ').split('\n'), 0);
}

function blocksOf(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const endParagraph = () => {
    if (paragraph.length > 0) {
      blocks.push({ type: 'paragraph', content: parseInline(paragraph.join('\n').trim()) });
    }
    paragraph = [];
  };
  const add = (block: Block) => {
    endParagraph();
    blocks.push(block);
  };

  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const fence = FENCE.exec(line)?.[1];
    const heading = HEADING.exec(line);
    if (line.trim() === '') {
      endParagraph();
      at++;
    } else if (fence) {
      const closes = lines.findIndex(
        (one, index) => index > at && FENCE_END.exec(one)?.[1]?.startsWith(fence),
      );
      const end = closes === -1 ? lines.length : closes;
      add({ type: 'code', text: lines.slice(at + 1, end).join('\n') });
      at = end + 1;
    } else if (heading) {
      const [, marks = '', title = ''] = heading;
      add({ type: 'heading', level: marks.length, content: parseInline(title) });
      at++;
    } else if (RULE.test(line)) {
      add({ type: 'rule' });
      at++;
    } else if (QUOTE.test(line) && depth < DEEPEST) {
      const from = at;
      while (at < lines.length && QUOTE.test(lines[at] ?? '')) at++;
      const inside = lines.slice(from, at).map((one) => one.replace(QUOTE, ''));
      add({ type: 'quote', blocks: blocksOf(inside, depth + 1) });
    } else if (startsItem(line, paragraph) && depth < DEEPEST) {
      const list = listFrom(lines, at, depth);
      add(list.block);
      at = list.end;
    } else if (
      line.includes('|') &&
      TABLE_LINE.test(lines[at + 1] ?? '') &&
      paragraph.length === 0
    ) {
      const from = at;
      at += 2;
      while (at < lines.length && lines[at]?.includes('|')) at++;
      const head = cellsOf(line);
      // A head of empty cells is how Markdown says that there is none.
      const named = head.some((cell) => cell.length > 0);
      const body = lines.slice(from + 2, at).map(cellsOf);
      add({ type: 'table', head: named ? head : null, body });
    } else {
      paragraph.push(line);
      at++;
    }
  }
  endParagraph();
  return blocks;
}

/** A list may follow a line of text directly, but "2024. It was…" in a paragraph is no list. */
function startsItem(line: string, paragraph: readonly string[]): boolean {
  const marker = ITEM.exec(line)?.[2];
  if (marker === undefined) return false;
  return paragraph.length === 0 || !/\d/.test(marker) || /^1[.)]/.test(marker);
}

function listFrom(
  lines: readonly string[],
  from: number,
  depth: number,
): { block: Block; end: number } {
  const first = ITEM.exec(lines[from] ?? '')?.[2] ?? '-';
  const numbered = /\d/.test(first);
  const items: string[][] = [];
  let indent = 0;
  let at = from;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const item = ITEM.exec(line);
    const inner = items.at(-1);
    const space = line.length - line.trimStart().length;
    if (item && (!inner || space < indent)) {
      if (numbered !== /\d/.test(item[2] ?? '')) break;
      indent = Math.min(item[0].length, space + 4);
      items.push([line.slice(item[0].length)]);
    } else if (line.trim() === '') {
      // A blank line belongs to the list when the list goes on after it.
      const next = lines[at + 1] ?? '';
      if (!/^ {2,}\S/.test(next) && !ITEM.test(next)) break;
      inner?.push('');
    } else if (space >= Math.min(indent, 2)) {
      inner?.push(line.slice(Math.min(space, indent)));
    } else if (lines[at - 1]?.trim() !== '' && !FENCE.test(line) && !HEADING.test(line)) {
      inner?.push(line);
    } else break;
  }
  return {
    block: {
      type: 'list',
      start: numbered ? Number.parseInt(first, 10) : null,
      items: items.map((item) => blocksOf(item, depth + 1)),
    },
    end: at,
  };
}

function cellsOf(line: string): Row {
  const inside = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inside.split(/(?<!\\)\|/).map((cell) => parseInline(cell.trim().replaceAll('\\|', '|')));
}
