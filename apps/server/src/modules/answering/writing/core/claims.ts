// What of a unit is checked on its own: a sentence as it is, a list item by item (and sentence by
// sentence within), a table row by row with its headings, code as a whole.

import { unitsOf, type Unit } from './answer-parser.ts';
import { takeMarksOff } from './citation-marks.ts';
import { itemMarker, itemNumber } from './line-starts.ts';

export interface Claim {
  /** Markdown, without marks. */
  text: string;
  citations: number[];
  kind: 'words' | 'code';
  /** Which item of a list or row of a table it is of, from 0; null elsewhere. */
  item: number | null;
}

export interface Item {
  /** As written, with its marker and its nested lines, without marks. */
  text: string;
  claims: Claim[];
}

export interface ListShape {
  /** In this order and no other: a step that goes missing breaks the rest. */
  ordered: boolean;
  /** The number it begins with; null for bullets. */
  start: number | null;
  items: Item[];
}

export function claimsOf(unit: Unit): Claim[] {
  if (unit.kind === 'list') return listOf(unit).items.flatMap((item) => item.claims);
  if (unit.kind === 'table') return rowsOf(unit);
  if (unit.kind === 'code')
    return [{ text: unit.text, citations: unit.citations, kind: 'code', item: null }];
  return [{ text: unit.text, citations: unit.citations, kind: 'words', item: null }];
}

export function listOf(unit: Unit): ListShape {
  const raws: string[] = [];
  let base: number | null = null;
  let fenced = false;
  for (const line of unit.raw.split('\n')) {
    const indent = line.length - line.trimStart().length;
    const begins =
      !fenced && itemMarker(line.trimStart()) !== null && indent <= (base ?? indent) + 1;
    if (/^\s*(?:[-*+]\s+|\d{1,3}[.)]\s+)?(?:`{3}|~{3})/u.test(line)) fenced = !fenced;
    if (begins || raws.length === 0) {
      base ??= indent;
      raws.push(line);
    } else raws[raws.length - 1] += `\n${line}`;
  }
  const marker = itemMarker((raws[0] ?? '').trimStart()) ?? '';
  const start = itemNumber(marker);
  const trailing = takeMarksOff(unit.raw).citations;
  const items = raws.map((raw, at) => itemOf(raw, at));
  const cites = items.some((item) => item.claims.some((claim) => claim.citations.length > 0));
  const last = items.at(-1)?.claims ?? [];
  // One mark after the whole list is the list's.
  const onlyLast = items.slice(0, -1).every((item) => item.claims.every(uncited)) && cites;
  if (items.length > 1 && onlyLast && !last.every(uncited))
    for (const item of items) for (const claim of item.claims) claim.citations = trailing;
  return { ordered: !/^[-*+•‣◦–—]/u.test(marker), start, items };
}

const uncited = ({ citations }: Claim) => citations.length === 0;

function itemOf(raw: string, at: number): Item {
  const bare = raw.trimStart();
  const body = bare.slice((itemMarker(bare) ?? '').length);
  const own = takeMarksOff(raw).citations;
  const claims = unitsOf(body.replace(/^[ \t]+/gmu, '')).flatMap((unit) =>
    claimsOf(unit).map((claim) => ({ ...claim, item: at })),
  );
  for (const claim of claims) if (uncited(claim)) claim.citations = own;
  return { text: takeMarksOff(raw).text.replace(/\s+$/u, ''), claims };
}

function rowsOf(unit: Unit): Claim[] {
  const rows = unit.raw
    .split('\n')
    .filter((line) => line.trimStart().startsWith('|') && /[^|\s:-]/u.test(line))
    .map((line) => ({ cells: cellsOf(line), citations: takeMarksOff(line).citations }));
  const [head, ...body] = rows;
  if (head === undefined) return [];
  if (body.length === 0)
    return [{ text: head.cells.join(', '), citations: unit.citations, kind: 'words', item: 0 }];
  return body.map(({ cells, citations }, item) => ({
    text: cells
      .map((cell, at) => (at === 0 || !head.cells[at] ? cell : `${head.cells[at]}: ${cell}`))
      .filter((cell) => cell !== '')
      .join('; '),
    citations: citations.length > 0 ? citations : unit.citations,
    kind: 'words',
    item,
  }));
}

const cellsOf = (line: string): string[] =>
  takeMarksOff(line.trim().replace(/^\||\|$/gu, ''))
    .text.split(/(?<!\\)\|/u)
    .map((cell) => cell.trim());
