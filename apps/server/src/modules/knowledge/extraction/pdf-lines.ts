// Pieces of text on a page → its lines, each cut into cells where the gaps are wide.

/** One piece of text, in points from the page's upper left corner. */
export interface PdfItem {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
}

export type PdfPageText = readonly PdfItem[];

export interface PdfCell {
  text: string;
  x: number;
}

export interface PdfLine {
  text: string;
  x: number;
  /** Baseline, from the top. */
  y: number;
  size: number;
  end: number;
  cells: PdfCell[];
}

/** Gaps in parts of the letters' size. */
const SPACE = 0.15;
const COLUMN = 1.4;

/** In the order of the file, which is reading order in nearly all of them, columns included. */
export function linesOf(items: PdfPageText): PdfLine[] {
  const lines: PdfItem[][] = [];
  for (const item of items) {
    const line = lines.at(-1);
    if (line && continues(line, item)) line.push(item);
    else lines.push([item]);
  }
  return lines.map(asLine).filter(({ text }) => text !== '');
}

function continues(line: readonly PdfItem[], item: PdfItem): boolean {
  const last = line.at(-1) as PdfItem;
  const size = Math.max(last.size, item.size);
  // A raised "2" or "®" stands on the same line; what begins far left of the last is a new one.
  return Math.abs(item.y - last.y) < size * 0.5 && item.x > last.x + last.width - size * 2;
}

function asLine(items: readonly PdfItem[]): PdfLine {
  const [first] = items as [PdfItem, ...PdfItem[]];
  const cells: PdfCell[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const item of items) {
    const gap = (item.x - end) / item.size;
    const cell = cells.at(-1);
    // A list's mark stands apart from its item and still belongs to it.
    if (!cell || (gap > COLUMN && !isMark(cell.text))) cells.push({ text: item.text, x: item.x });
    else cell.text += gap > SPACE && !/\s$/.test(cell.text) ? ` ${item.text}` : item.text;
    end = item.x + item.width;
  }
  const tidy = cells
    .map(({ text, x }) => ({ text: text.replace(/\s+/g, ' ').trim(), x }))
    .filter(({ text }) => text !== '');
  return {
    text: tidy.map(({ text }) => text).join(' '),
    x: first.x,
    y: first.y,
    size: mainSize(items),
    end,
    cells: tidy,
  };
}

function mainSize(items: readonly PdfItem[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of items) {
    const rounded = Math.round(size * 2) / 2;
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length);
  }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

export const LIST_MARK = /^(?:[•‣◦▪●○■□–—*·∙-]|\d{1,3}[.)]|[a-z][.)])(?=\s|$)/;

function isMark(text: string): boolean {
  return /^\s*(?:[•‣◦▪●○■□–—*·∙-]|\d{1,3}[.)]|[a-z][.)]|\d+(?:\.\d+)+)\s*$/.test(text);
}
