// A passage as the pieces that can carry a sentence: its sentences, list items and table rows, each
// with the heading it stands under. A claim must be carried by one or two of them that stand
// together, not by words strewn over a page.

/** @param markdown of a passage */
export function unitsOf(markdown: string): string[] {
  const units: string[] = [];
  let heading = '';
  let header: string[] | null = null;
  let fenced = false;
  for (const line of joinedLines(markdown.slice(0, LONGEST))) {
    if (/^\s*(?:```|~~~)/u.test(line)) {
      fenced = !fenced;
      continue;
    }
    const title = /^\s{0,3}#{1,6}\s+(.*)$/u.exec(line);
    if (!fenced && title !== null) {
      heading = plain(title[1] ?? '');
      header = null;
      continue;
    }
    if (!fenced && /^\s*\|?.+\|.+/u.test(line)) {
      const cells = cellsOf(line);
      if (cells.some((cell) => cell !== '') && cells.every((cell) => /^:?-{2,}:?$|^$/u.test(cell)))
        continue;
      if (header === null) header = cells;
      else units.push(underHeading(heading, rowOf(header, cells)));
      continue;
    }
    header = null;
    const sentences = sentencesOf(plain(line));
    // "Can I use it outdoors?" "No.": then the heading says the opposite of what stands under it.
    if (heading.endsWith('?') && /^(?:no|nein|non)\b[.,!:;]?/iu.test(sentences[0] ?? ''))
      heading = `Not: ${heading}`;
    for (const sentence of sentences)
      if (/[\p{L}\p{N}]/u.test(sentence)) units.push(underHeading(heading, sentence));
  }
  return units.slice(0, MOST);
}

/** Longer passages than search brings are read this far. */
const LONGEST = 12_000;
const MOST = 120;

/** Between what a unit stands under and what it says. */
export const UNDER = ' ⟩ ';

const underHeading = (heading: string, text: string): string =>
  heading === '' ? text : `${heading}${UNDER}${text}`;

/** A paragraph that was wrapped is one line again; items, rows and headings keep theirs. */
function joinedLines(markdown: string): string[] {
  const lines: string[] = [];
  let open = false;
  for (const line of markdown.split('\n')) {
    const trimmed = line.trim();
    const starts =
      /^(?:[-*+]\s|\d+[.)]\s|#{1,6}\s|\||```|~~~|>|:::)/u.test(trimmed) || trimmed.includes(' | ');
    if (trimmed === '') open = false;
    else if (open && !starts) lines[lines.length - 1] += ` ${trimmed}`;
    else {
      lines.push(trimmed);
      open = !/^(?:#{1,6}\s|\||```|~~~)/u.test(trimmed) && !trimmed.includes(' | ');
    }
  }
  return lines;
}

const cellsOf = (line: string): string[] =>
  line
    .replace(/^\s*\||\|\s*$/gu, '')
    .split('|')
    .map((cell) => plain(cell));

/** "Lamps: Free 12, Lumen Plus unlimited": each cell beside the name of its column. */
function rowOf(header: readonly string[], cells: readonly string[]): string {
  const [label = '', ...values] = cells;
  const told = values
    .map((value, at) => [header[at + 1] ?? '', value].filter((part) => part !== '').join(' '))
    .filter((part) => part !== '');
  const name = header[0] !== undefined && header[0] !== '' ? `${header[0]} ${label}` : label;
  return [name, told.join('; ')].filter((part) => part !== '').join(': ');
}

/** Markdown's marks go, its words stay. */
export function plain(text: string): string {
  return text
    .replace(/<[^>\n]{1,200}>/gu, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replace(/^\s*(?:[-*+]|\d{1,2}[.)]|>)\s+/u, '')
    .replace(/\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)/gu, '')
    .replace(/&nbsp;|&amp;|\\(?=[\p{P}\p{S}])/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

const ABBREVIATIONS =
  /(?:\b(?:e\.g|i\.e|etc|vs|approx|ca|bzw|usw|inkl|incl|max|min|st|mr|mrs|dr|p\.ex|z\.b)\.|\b\p{L}\.)$/iu;

export function sentencesOf(text: string): string[] {
  const found: string[] = [];
  for (const piece of text.split(/(?<=[.!?…。！？])["”’)]?\s+(?=\S)/u)) {
    const last = found.at(-1);
    const goesOn =
      last !== undefined &&
      (ABBREVIATIONS.test(last) || (/\bn[or]\.$/iu.test(last) && /^\d/u.test(piece)));
    if (goesOn) found[found.length - 1] = `${last} ${piece}`;
    else if (piece.trim() !== '') found.push(piece.trim());
  }
  return found;
}
