// Headers, footers and page numbers: what stands at the edge of many pages is on none of them. And
// tables of contents: a line that leads to a page by its dots tells nothing by itself.

import type { PdfLine } from './pdf-lines.ts';

/** Lines from the top and from the bottom that may be header or footer. */
const EDGE = 3;
const MOST_PAGES_SEEN = 0.3;
const FEWEST = 3;
const PAGE_NUMBER =
  /^[-–—|\s]*(?:page|p\.|seite|s\.|página|pagina|pág\.|side|sida|sivu|strona|stránka|oldal)?\s*(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:\/|of|von|de|di|sur|van|av|af|z|ze)\s*\d{1,4})?[-–—|\s]*$/i;

const LEADS_TO_PAGE = /(?:\.\s?){4,}\s*(?:\d{1,4}|[ivxl]+)$/i;

export function withoutRunningLines(pages: readonly PdfLine[][]): PdfLine[][] {
  const seen = new Map<string, number>();
  for (const page of pages)
    for (const key of new Set(edgesOf(page).map(keyOf))) seen.set(key, (seen.get(key) ?? 0) + 1);
  const often = Math.max(FEWEST, pages.length * MOST_PAGES_SEEN);
  return pages.map((page) => {
    const gone = new Set(edgesOf(page).filter((line) => (seen.get(keyOf(line)) ?? 0) >= often));
    for (const line of outermost(page)) if (PAGE_NUMBER.test(line.text)) gone.add(line);
    return page.filter((line) => !gone.has(line) && !LEADS_TO_PAGE.test(line.text));
  });
}

function byHeight(page: readonly PdfLine[]): PdfLine[] {
  return [...page].sort((a, b) => a.y - b.y);
}

function edgesOf(page: readonly PdfLine[]): PdfLine[] {
  const sorted = byHeight(page);
  return [...new Set([...sorted.slice(0, EDGE), ...sorted.slice(-EDGE)])];
}

function outermost(page: readonly PdfLine[]): PdfLine[] {
  const sorted = byHeight(page);
  const ends = [sorted[0], sorted.at(-1)];
  return page.length > 1 ? ends.filter((line) => line !== undefined) : [];
}

/** "Handbook 2024 · 7" and "Handbook 2024 · 8" are one footer, at one height. */
function keyOf(line: PdfLine): string {
  return `${Math.round(line.y / 6)} ${line.text.toLowerCase().replace(/\d+/g, '#')}`;
}
