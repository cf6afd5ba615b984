// Lines of a PDF → headings, paragraphs, lists and tables → Markdown.

import { LIST_MARK, type PdfLine } from './pdf-lines.ts';
import { tableOf } from './markdown-of-html.ts';
import { withTables } from './pdf-tables.ts';

export type PdfBlock =
  | { kind: 'heading'; size: number; depth: number; text: string }
  | { kind: 'paragraph' | 'item'; text: string }
  | { kind: 'table'; rows: string[][] };

/** In parts of the body's letters. */
const LARGER = 1.12;
const MOST_HEADING_LETTERS = 160;
const NUMBERED = /^(\d{1,2}(?:\.\d{1,2}){1,4})\.?\s+\p{L}/u;
const MOST_LEVELS = 4;
/** No page that people read has more. */
const MOST_LINES_MEASURED = 600;

interface Open {
  block: PdfBlock & { text: string };
  last: PdfLine;
  page: number;
  /** How far to the right the last line might have gone. */
  room: number;
}

export function blocksOf(pages: readonly PdfLine[][]): PdfBlock[] {
  const body = bodySize(pages);
  const words = wordsIn(pages);
  const blocks: PdfBlock[] = [];
  let open = null as Open | null;
  pages.forEach((lines, page) => {
    const rooms = roomsOf(lines);
    const parts = withTables(lines);
    parts.forEach((line, i) => {
      if ('rows' in line) {
        blocks.push({ kind: 'table', rows: line.rows });
        open = null;
        return;
      }
      const kind = kindOf(line, gapOf(asLine(parts[i - 1]), line), asLine(parts[i + 1]), body);
      if (open && goesOn(open, line, kind, page)) {
        open.block.text = joined(open.block.text, line.text, words);
        open.last = line;
        open.page = page;
        open.room = rooms.get(line) ?? line.end;
        return;
      }
      const block: Open['block'] =
        kind === 'heading'
          ? {
              kind,
              size: line.size,
              depth: NUMBERED.exec(line.text)?.[1]?.split('.').length ?? 1,
              text: line.text,
            }
          : { kind, text: line.text };
      blocks.push(block);
      open = { block, last: line, page, room: rooms.get(line) ?? line.end };
    });
  });
  return blocks;
}

export function titleOfBlocks(blocks: readonly PdfBlock[]): string | null {
  const [first] = blocks;
  return first?.kind === 'heading' && first.text.length >= 3 ? first.text : null;
}

/** Larger letters stand above smaller ones; of one size, numbers tell the depth. */
export function markdownOfBlocks(blocks: readonly PdfBlock[]): string {
  const sizes = [
    ...new Set(blocks.flatMap((block) => (block.kind === 'heading' ? [block.size] : []))),
  ].sort((a, b) => b - a);
  const out: string[] = [];
  for (const block of blocks) {
    switch (block.kind) {
      case 'heading': {
        const level = Math.min(MOST_LEVELS, sizes.indexOf(block.size) + block.depth);
        out.push(`\n${'#'.repeat(level)} ${withoutNumber(block.text)}\n`);
        break;
      }
      case 'item':
        out.push(itemOf(block.text));
        break;
      case 'paragraph':
        out.push(`\n${block.text.replace(/^([#>+|]|[-*]\s|=+$)/, '\\$1')}\n`);
        break;
      case 'table':
        out.push(`\n${tableOf(block.rows)}\n`);
        break;
    }
  }
  return out.join('\n').replace(/\n{3,}/g, '\n\n');
}

/** "2.1 Sending back" is known as "Sending back". */
function withoutNumber(heading: string): string {
  return heading.replace(/^\d{1,2}(?:\.\d{1,2})*\.?\s+(?=\p{L})/u, '');
}

function itemOf(text: string): string {
  const mark = LIST_MARK.exec(text)?.[0] ?? '';
  const rest = text.slice(mark.length).trim();
  return /^\d/.test(mark) ? `${mark} ${rest}` : `- ${/^[a-z]/.test(mark) ? `${mark} ` : ''}${rest}`;
}

function kindOf(
  line: PdfLine,
  gapAbove: number,
  next: PdfLine | undefined,
  body: number,
): 'heading' | 'item' | 'paragraph' {
  const { text, size } = line;
  const short = text.length <= MOST_HEADING_LETTERS && /\p{L}/u.test(text);
  if (short && size >= body * LARGER) return 'heading';
  const apart = gapAbove > 1.5 && size >= body * 0.95;
  const unfinished = !/[.,;:]$/.test(text);
  if (short && apart && text.length < 90 && NUMBERED.test(text) && unfinished) return 'heading';
  // A question alone on its line, with its answer below.
  const asks = /[?？]$/.test(text) && /^[\p{Lu}¿"“„«\d]/u.test(text);
  if (asks && text.length < 120 && gapAbove > 1.35 && next && gapOf(line, next) < 4) {
    if (!LIST_MARK.test(text) || /^\d/.test(text)) return 'heading';
  }
  return LIST_MARK.test(text) && text.length > 2 ? 'item' : 'paragraph';
}

/** Baseline to baseline, in letters' sizes; large at the top of a page or column. */
function gapOf(above: PdfLine | undefined, line: PdfLine): number {
  if (!above) return 9;
  const gap = (line.y - above.y) / Math.max(above.size, line.size, 1);
  return gap < 0 ? 9 : gap;
}

function goesOn(
  { block, last, page, room }: Open,
  line: PdfLine,
  kind: 'heading' | 'item' | 'paragraph',
  onPage: number,
): boolean {
  const gap = gapOf(last, line);
  const sameSize = Math.abs(last.size - line.size) <= 0.6;
  if (block.kind === 'heading') {
    // A heading over two lines; the next section's number begins another one.
    return (
      kind === 'heading' &&
      sameSize &&
      onPage === page &&
      gap < 1.6 &&
      !NUMBERED.test(line.text) &&
      !/[?？.]$/.test(block.text) &&
      block.text.length < MOST_HEADING_LETTERS
    );
  }
  if (kind !== 'paragraph' || !sameSize) return false;
  if (onPage === page && gap < 1.75) {
    const indent = (line.x - last.x) / line.size;
    if (block.kind === 'paragraph' && Math.abs(indent) > 1.5) return false;
    // Where the next word had found room, the line was ended on purpose.
    const word = /^\S+/.exec(line.text)?.[0] ?? '';
    const hadRoom = room - last.end > (word.length * 0.6 + 1.5) * line.size;
    return !(hadRoom && /^[\p{Lu}\p{N}¿¡"“„«(]/u.test(line.text) && !/[,;–-]$/.test(last.text));
  }
  // Over the end of a page or column, in the middle of a sentence.
  const turned = onPage > page || line.y < last.y;
  return turned && /[\p{L},\u00AD-]$/u.test(last.text) && /^[\p{Ll}(]/u.test(line.text);
}

function joined(text: string, next: string, words: ReadonlySet<string>): string {
  const soft = text.replace(/\u00AD$/, '');
  if (soft !== text) return soft + next;
  const left = /(\p{L}+)-$/u.exec(text)?.[1];
  const right = /^(\p{Ll}+)/u.exec(next)?.[1];
  if (!left || !right) return `${text} ${next}`;
  // "well-known" written elsewhere in the document keeps its hyphen.
  const hyphenated = `${left}-${right}`.toLowerCase();
  const whole = `${left}${right}`.toLowerCase();
  return words.has(hyphenated) && !words.has(whole) ? text + next : text.replace(/-$/, '') + next;
}

function wordsIn(pages: readonly PdfLine[][]): Set<string> {
  const words = new Set<string>();
  for (const { text } of pages.flat())
    for (const [word] of text.toLowerCase().matchAll(/\p{L}+(?:-\p{L}+)?/gu)) words.add(word);
  return words;
}

/** Where most lines end that share some of its width: the right margin, also of a column. */
function roomsOf(lines: readonly PdfLine[]): Map<PdfLine, number> {
  const rooms = new Map<PdfLine, number>();
  if (lines.length > MOST_LINES_MEASURED) return rooms;
  for (const line of lines) {
    const ends = lines
      .filter(({ x, end }) => x < line.end && end > line.x)
      .map(({ end }) => end)
      .sort((a, b) => a - b);
    rooms.set(line, ends[Math.floor((ends.length - 1) * 0.85)] ?? line.end);
  }
  return rooms;
}

function asLine(part: ReturnType<typeof withTables>[number] | undefined): PdfLine | undefined {
  return part && 'text' in part ? part : undefined;
}

function bodySize(pages: readonly PdfLine[][]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of pages.flat())
    letters.set(size, (letters.get(size) ?? 0) + text.length);
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}
