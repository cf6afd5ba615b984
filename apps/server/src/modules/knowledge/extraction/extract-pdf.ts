// PDF → article: the text of each page with its place and size, put back into paragraphs, headings,
// lists and tables by pdf-layout.ts. Pictures are not looked at, scripts and forms do not run.

import { getDocumentProxy } from 'unpdf';
import type { Article } from '../core/article.ts';
import { extractMarkdown } from './extract-markdown.ts';
import { layOut, type PdfPageText } from './pdf-layout.ts';

export interface PdfLimits {
  /** Reading stops here, and says so; what was read is kept. */
  withinMs: number;
  letters: number;
  pages: number;
}

const LIMITS: PdfLimits = { withinMs: 35_000, letters: 8_000_000, pages: 5_000 };

export type PdfRead =
  | { article: Article; notes: string[] }
  | { refused: 'encrypted' | 'no_text'; pages: number };

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/** Throws for bytes that are no PDF. */
export async function extractPdf(
  bytes: Uint8Array,
  fallbackTitle: string,
  limits: PdfLimits = LIMITS,
): Promise<PdfRead> {
  let pdf: Pdf;
  try {
    // A copy: pdf.js takes the bytes away from whoever gives them.
    pdf = await getDocumentProxy(new Uint8Array(bytes), {
      isEvalSupported: false,
      useSystemFonts: false,
      disableFontFace: true,
      enableXfa: false,
      verbosity: 0,
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException')
      return { refused: 'encrypted', pages: 0 };
    throw error;
  }
  try {
    const { pages, damaged } = await readPages(pdf, limits);
    const textless = pages.filter((items) => items.length === 0).length - damaged;
    if (pages.every((items) => items.length === 0))
      return { refused: 'no_text', pages: pdf.numPages };
    const { markdown, title } = layOut(pages);
    const named = (await titleOf(pdf)) ?? title ?? fallbackTitle;
    return {
      article: extractMarkdown(markdown, named),
      notes: notesOf({ read: pages.length, all: pdf.numPages, textless, damaged }),
    };
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function readPages(pdf: Pdf, limits: PdfLimits) {
  const until = performance.now() + limits.withinMs;
  const pages: PdfPageText[] = [];
  let letters = 0;
  let damaged = 0;
  for (let number = 1; number <= Math.min(pdf.numPages, limits.pages); number++) {
    if (letters > limits.letters || performance.now() > until) break;
    try {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const [, , , top = 0] = page.view;
      pages.push(
        items.flatMap((item) =>
          'str' in item && item.str.trim()
            ? [
                {
                  text: item.str,
                  x: item.transform[4] as number,
                  y: top - (item.transform[5] as number),
                  width: item.width,
                  size: Math.hypot(item.transform[2] as number, item.transform[3] as number),
                },
              ]
            : [],
        ),
      );
      page.cleanup();
    } catch {
      damaged += 1;
      pages.push([]);
    }
    letters += pages.at(-1)?.reduce((sum, { text }) => sum + text.length, 0) ?? 0;
  }
  return { pages, damaged };
}

/** What programs write there unasked is no title. */
async function titleOf(pdf: Pdf): Promise<string | null> {
  const { info } = await pdf.getMetadata().catch(() => ({ info: {} }));
  const title = (info as { Title?: unknown }).Title;
  if (typeof title !== 'string') return null;
  const text = title.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
  const isName = /^(?:untitled|microsoft word|powerpoint|slide \d|document\d*$)|\.\w{2,4}$/i;
  return text.length < 3 || text.length > 200 || isName.test(text) ? null : text;
}

function notesOf(count: {
  read: number;
  all: number;
  textless: number;
  damaged: number;
}): string[] {
  const notes: string[] = [];
  const pages = (number: number): string =>
    number === 1 ? '1 page' : `${number.toLocaleString('en')} pages`;
  if (count.textless > 0)
    notes.push(
      `${pages(count.textless)} ${count.textless === 1 ? 'holds' : 'hold'} only pictures or nothing; ${count.textless === 1 ? 'it was' : 'they were'} not read.`,
    );
  if (count.damaged > 0) notes.push(`${pages(count.damaged)} could not be read: damaged.`);
  if (count.read < count.all)
    notes.push(
      `Only the first ${pages(count.read)} of ${count.all.toLocaleString('en')} were read. Split the file to have all of it.`,
    );
  return notes;
}
