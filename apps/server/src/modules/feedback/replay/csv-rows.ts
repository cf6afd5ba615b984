// Comma-separated values as RFC 4180 has them: quoted fields hold commas, quotes and line breaks.
// Semicolons and tabs separate too, where the first line says so. A broken row never spoils others
// further than to the next line break.

export interface CsvRow {
  /** 1 for the first line of the file. */
  row: number;
  fields: string[];
  /** A quote that never ends. The row is the rest of its line. */
  broken: boolean;
}

export function csvRows(text: string): CsvRow[] {
  const separator = separatorOf(text);
  const rows: CsvRow[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const read = readRow(text, at, separator) ?? brokenRow(text, at, separator);
    if (read.fields.some((field) => field.trim() !== ''))
      rows.push({ row: line, fields: read.fields, broken: read.broken });
    line += read.lines;
    at = read.next;
  }
  return rows;
}

interface Read {
  fields: string[];
  broken: boolean;
  next: number;
  lines: number;
}

/** The one that the first line has most of. */
function separatorOf(text: string): string {
  const [first = ''] = text.split('\n', 1);
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: first.split(mark).length }));
  return counts.sort((a, b) => b.count - a.count)[0]?.mark ?? ',';
}

/** Null when a quote is not closed before the end of the file. */
function readRow(text: string, start: number, separator: string): Read | null {
  const fields: string[] = [];
  let field = '';
  let lines = 1;
  let at = start;
  for (;;) {
    const next = text[at];
    if (next === '"' && field.trim() === '') {
      const closed = readQuoted(text, at + 1);
      if (closed === null) return null;
      field = closed.value;
      lines += closed.value.split('\n').length - 1;
      at = closed.next;
      // What follows a closing quote up to the separator belongs to nobody.
      while (at < text.length && text[at] !== separator && text[at] !== '\n') at += 1;
      continue;
    }
    if (next === undefined || next === '\n' || next === separator) {
      fields.push(field.endsWith('\r') ? field.slice(0, -1) : field);
      field = '';
      at += 1;
      if (next !== separator) return { fields, broken: false, next: at, lines };
      continue;
    }
    const end = plainEnd(text, at, separator);
    field += text.slice(at, end);
    at = end;
  }
}

/** Where plain characters end: at a separator, a line's end, or a quote that may open a field. */
function plainEnd(text: string, start: number, separator: string): number {
  let at = start + 1;
  while (at < text.length) {
    const next = text[at];
    if (next === separator || next === '\n' || next === '"') break;
    at += 1;
  }
  return at;
}

function readQuoted(text: string, start: number): { value: string; next: number } | null {
  let value = '';
  let at = start;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return null;
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, next: quote + 1 };
    value += '"';
    at = quote + 2;
  }
}

function brokenRow(text: string, start: number, separator: string): Read {
  const end = text.indexOf('\n', start);
  const next = end < 0 ? text.length : end + 1;
  const fields = text.slice(start, end < 0 ? text.length : end).split(separator);
  return { fields, broken: true, next, lines: 1 };
}
