// Where text stands on the pages of a PDF → Markdown. Pure.
//
//   items → lines → without what repeats on every page → blocks → Markdown
//
// A PDF knows no paragraphs, headings or tables, only letters in places. What readers see is
// guessed back: larger or numbered lines are headings, marks begin list items, gaps that line up
// are columns, and a line goes on the one before it unless something speaks against it.

import { blocksOf, markdownOfBlocks, titleOfBlocks } from './pdf-blocks.ts';
import { linesOf, type PdfPageText } from './pdf-lines.ts';
import { withoutRunningLines } from './pdf-running-lines.ts';

export type { PdfPageText } from './pdf-lines.ts';

export function layOut(pages: readonly PdfPageText[]): { markdown: string; title: string | null } {
  const lines = withoutRunningLines(pages.map(linesOf));
  const blocks = blocksOf(lines);
  return { markdown: markdownOfBlocks(blocks), title: titleOfBlocks(blocks) };
}
