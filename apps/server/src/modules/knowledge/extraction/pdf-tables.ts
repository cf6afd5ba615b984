// Tables among the lines of a page: rows whose cells begin at the same places.
//
// Programs write a row in two ways: line by line over all its cells, or cell by cell, each with all
// its lines, and then back up to the row's top for the next cell. Columns of running text go back up
// as well, but far above the row, and there is only one of them.

import { LIST_MARK, type PdfCell, type PdfLine } from './pdf-lines.ts';

export interface PdfTable {
  rows: string[][];
}

interface Row {
  cells: PdfCell[];
  lines: PdfLine[];
  top: number;
  bottom: number;
  size: number;
}

const MOST_LINES_OF_ROW = 40;
/** In letters' sizes. */
const WIDEST_GAP = 3.5;
const ALIGNED = 1.5;

export function withTables(lines: readonly PdfLine[]): (PdfLine | PdfTable)[] {
  const rows = rowsOf(lines);
  const out: (PdfLine | PdfTable)[] = [];
  for (let i = 0; i < rows.length; ) {
    const table = tableAt(rows, i);
    if (table.length > 0) out.push({ rows: texts(table) });
    else out.push(...(rows[i] as Row).lines);
    i += Math.max(1, table.length);
  }
  return out;
}

function rowsOf(lines: readonly PdfLine[]): Row[] {
  const rows: Row[] = [];
  for (const line of lines) {
    const row = rows.at(-1);
    if (row && row.lines.length < MOST_LINES_OF_ROW && takesIn(row, line)) continue;
    rows.push({
      cells: line.cells.map((cell) => ({ ...cell })),
      lines: [line],
      top: line.y,
      bottom: line.y,
      size: line.size,
    });
  }
  return rows;
}

/** Adds the line to the row where it belongs to it. */
function takesIn(row: Row, line: PdfLine): boolean {
  const last = row.lines.at(-1) as PdfLine;
  const cell = row.cells.at(-1) as PdfCell;
  if (line.cells.length > 1 || Math.abs(line.size - row.size) > 1) return false;
  const down = line.y - last.y;
  const sameCell = Math.abs(line.x - cell.x) < row.size && row.lines.length > 0;
  const isNext =
    line.x > cell.x + row.size * 2 &&
    down < -1 &&
    Math.abs(line.y - row.top) < row.size * 0.5 &&
    line.x > Math.max(...cellLines(row).map(({ end }) => end)) - row.size;
  if (isNext || (line.x > last.end && Math.abs(down) <= 1))
    row.cells.push({ text: line.text, x: line.x });
  else if (sameCell && down > 0 && down < row.size * 1.4) cell.text += ` ${line.text}`;
  else return false;
  row.lines.push(line);
  row.bottom = Math.max(row.bottom, line.y);
  return true;
}

/** The lines of the row's last cell. */
function cellLines(row: Row): PdfLine[] {
  const cell = row.cells.at(-1) as PdfCell;
  return row.lines.filter(({ x }) => Math.abs(x - cell.x) < row.size);
}

function tableAt(rows: readonly Row[], from: number): Row[] {
  const first = rows[from] as Row;
  const columns = first.cells.length;
  if (columns < 2 || LIST_MARK.test(first.cells[0]?.text ?? '')) return [];
  const table = [first];
  for (let at = from + 1; at < rows.length; at++) {
    const above = table.at(-1) as Row;
    const row = rows[at] as Row;
    const gap = row.top - above.bottom;
    if (gap < 0 || gap > row.size * WIDEST_GAP) break;
    // The header may be centred; all others begin where the second row begins.
    const like = (table.length === 1 ? first : table[1]) as Row;
    const headed = table.length === 1 && row.cells.length === columns;
    const placed = headed ? row : placedAs(row, like, columns);
    if (!placed) break;
    table.push(placed);
  }
  return table.length >= 2 ? table : [];
}

/** The row with an empty cell where it has none, or null where it does not line up. */
function placedAs(row: Row, like: Row, columns: number): Row | null {
  if (row.cells.length < 2 && columns > 2) return null;
  const cells = like.cells.map(({ x }): PdfCell => ({ x, text: '' }));
  for (const { x, text } of row.cells) {
    const cell = cells.find((place) => Math.abs(place.x - x) < row.size * ALIGNED);
    if (!cell || cell.text) return null;
    cell.text = text;
  }
  return row.cells.length < 2 ? null : { ...row, cells };
}

/** Lines of one row stand closer than rows do. */
function texts(table: readonly Row[]): string[][] {
  const gaps = table.slice(1).map((row, i) => row.top - (table[i] as Row).bottom);
  const widest = Math.max(...gaps);
  const rows: string[][] = [];
  table.forEach((row, i) => {
    const cells = row.cells.map(({ text }) => text);
    const gap = gaps[i - 1] ?? widest;
    const above = rows.at(-1);
    if (i > 1 && above && gap < widest * 0.75 && gap < row.size * 1.35)
      cells.forEach((text, column) => {
        above[column] = `${above[column] ?? ''} ${text}`.trim();
      });
    else rows.push(cells);
  });
  return rows;
}
