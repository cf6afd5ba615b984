// Text in rows and columns (CSV, TSV and their cousins) → records, each with its line in the file.
// Quoted fields may hold separators, quotes (doubled) and line breaks. Lazy: a reader that has
// enough stops, and no row is held longer than it is looked at.

export interface DelimitedRecord {
  /** Of its first line in the file, from 1. */
  line: number;
  fields: string[];
  /** The file ended within quotes. */
  unclosed: boolean;
}

const SEPARATORS = [',', ';', '\t', '|'];

/** The separator that the first line has most of, outside of quotes. */
export function separatorOf(text: string): string {
  const first = /^(?:[^"\r\n]|"(?:[^"]|"")*")*/.exec(text.slice(0, 10_000))?.[0] ?? '';
  const bare = first.replace(/"(?:[^"]|"")*"/g, '');
  const counts = SEPARATORS.map((separator) => bare.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] as string;
}

export function* parseDelimited(text: string, separator: string): Generator<DelimitedRecord> {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const record: DelimitedRecord = { line, fields: [], unclosed: false };
    for (let more = true; more; ) {
      const field = readField(text, at, separator);
      record.fields.push(field.value);
      record.unclosed ||= field.unclosed;
      line += field.breaks;
      at = field.end;
      more = text[at] === separator;
      if (more) at += 1;
    }
    if (text[at] === '\r') at += text[at + 1] === '\n' ? 2 : 1;
    else at += 1;
    line += 1;
    if (record.fields.some((value) => value.trim())) yield record;
  }
}

interface Field {
  value: string;
  end: number;
  /** Line breaks within it. */
  breaks: number;
  unclosed: boolean;
}

function readField(text: string, from: number, separator: string): Field {
  let start = from;
  while (text[start] === ' ') start += 1;
  if (text[start] !== '"') {
    const end = endOfBare(text, from, separator);
    return { value: text.slice(from, end), end, breaks: 0, unclosed: false };
  }
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) {
      value += text.slice(at);
      return { value, end: text.length, breaks: breaksIn(value), unclosed: true };
    }
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      at = quote + 1;
      break;
    }
    value += '"';
    at = quote + 2;
  }
  // Letters after the closing quote are kept: nothing that somebody wrote is lost.
  const end = endOfBare(text, at, separator);
  const breaks = breaksIn(value);
  return { value: value + text.slice(at, end).trimEnd(), end, breaks, unclosed: false };
}

function endOfBare(text: string, from: number, separator: string): number {
  let at = from;
  for (; at < text.length; at++) {
    const letter = text[at];
    if (letter === separator || letter === '\n' || letter === '\r') break;
  }
  return at;
}

function breaksIn(value: string): number {
  return value.match(/\r\n|\r|\n/g)?.length ?? 0;
}
