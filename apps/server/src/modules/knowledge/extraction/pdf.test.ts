import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleMarkdown } from '../core/article.ts';
import { makePdf, type PdfLine, type PdfPage } from '../testing/make-pdf.ts';
import { extractPdf } from './extract-pdf.ts';
import { layOut } from './pdf-layout.ts';

async function read(pages: PdfPage[], options?: Parameters<typeof makePdf>[1]) {
  const result = await extractPdf(makePdf(pages, options), 'file');
  if (!('article' in result)) throw new Error(result.refused);
  return { ...result, text: articleMarkdown(result.article) };
}

/** Lines below each other, as a program sets a paragraph. */
const lines = (y: number, ...texts: string[]): PdfLine[] =>
  texts.map((text, i) => ({ text, y: y + i * 14 }));

describe('a PDF', () => {
  it('has headings by size and number, each above its text', async () => {
    const { article } = await read([
      [
        { text: 'Lamp manual', y: 60, size: 24 },
        ...lines(100, 'All about your lamp.'),
        { text: '1. Sending back', y: 140, size: 16 },
        ...lines(170, 'Pack it well.'),
        { text: '1.1 From abroad', y: 210 },
        ...lines(232, 'Add the customs form.'),
        { text: '2. Repairs', y: 270, size: 16 },
        ...lines(300, 'Our workshop does them.'),
      ],
    ]);
    expect(article.title).toBe('Lamp manual');
    expect(article.sections).toEqual([
      { trail: [], heading: '', markdown: 'All about your lamp.' },
      { trail: [], heading: 'Sending back', markdown: 'Pack it well.' },
      { trail: ['Sending back'], heading: 'From abroad', markdown: 'Add the customs form.' },
      { trail: [], heading: 'Repairs', markdown: 'Our workshop does them.' },
    ]);
  });

  it('has a heading in a question that stands alone', async () => {
    const { article } = await read([
      [
        ...lines(60, 'Can I cancel my order?', 'Yes, until it has left our house.'),
        ...lines(110, 'Do you ship abroad?', 'To all of Europe.'),
      ],
    ]);
    expect(article.sections.map(({ heading }) => heading)).toContain('Do you ship abroad?');
  });

  it('has whole paragraphs, with words put together that a line end had parted', async () => {
    const { text } = await read([
      lines(
        60,
        'You can send every lamp back within thirty days of its deliv-',
        'ery, as long as it is undamaged. We are well-known for a well-',
        'known service.',
      ),
    ]);
    expect(text).toContain('of its delivery, as long');
    expect(text).toContain('for a well-known service.');
  });

  it('has its sentences whole over the end of a page, without what every page repeats', async () => {
    const page = (n: number, ...texts: string[]): PdfLine[] => [
      { text: 'Lumen handbook 2024', y: 30, size: 9 },
      ...lines(80, ...texts),
      { text: `Page ${n} of 4`, y: 820, size: 9 },
    ];
    const { text } = await read([
      page(1, 'The warranty covers every part of the lamp for two years and the'),
      page(2, 'battery for one.'),
      page(3, 'Keep your receipt.'),
      page(4, 'We repair in Lyon.'),
    ]);
    expect(text).toContain('two years and the battery for one.');
    expect(text).not.toMatch(/handbook|Page \d/);
  });

  it('has its lists, items over several lines included', async () => {
    const { text } = await read([
      [
        ...lines(60, 'Do the following:'),
        { text: '•', x: 70, y: 80 },
        { text: 'Pack the lamp in its box, or in any box that is at least as', x: 84, y: 80 },
        { text: 'large.', x: 84, y: 94 },
        { text: '•', x: 70, y: 108 },
        { text: 'Print the label.', x: 84, y: 108 },
      ],
    ]);
    expect(text).toContain(
      'Do the following:\n\n- Pack the lamp in its box, or in any box that is at least as large.\n- Print the label.',
    );
  });

  it('has its tables, written row by row or cell by cell', async () => {
    const row = (y: number, ...cells: string[]): PdfLine[] =>
      cells.map((text, i) => ({ text, y, x: 60 + i * 150 }));
    const byRow = await read([
      [...row(60, 'Country', 'Days'), ...row(78, 'Malta', '4'), ...row(96, 'Chile', '9')],
    ]);
    expect(byRow.text).toContain('| Country | Days |\n| --- | --- |\n| Malta | 4 |\n| Chile | 9 |');
    const byCell = await read([
      [
        ...row(60, 'Problem', 'Remedy'),
        { text: 'The coffee', x: 60, y: 80 },
        { text: 'is cold', x: 60, y: 93 },
        { text: 'Warm the cups and', x: 210, y: 80 },
        { text: 'wait a minute', x: 210, y: 93 },
        ...row(120, 'No coffee', 'Fill the tank'),
      ],
    ]);
    expect(byCell.text).toContain(
      '| The coffee is cold | Warm the cups and wait a minute |\n| No coffee | Fill the tank |',
    );
  });

  it('locked with a password is refused; one that only must not be printed is read', async () => {
    const page = lines(60, 'Secret recipes for lamps.');
    expect(await extractPdf(makePdf([page], { locked: 'password' }), 'x')).toMatchObject({
      refused: 'encrypted',
    });
    expect((await read([page], { locked: 'restricted' })).text).toContain('Secret recipes');
  });

  it('of pictures says so, one of text and pictures tells how many were not read', async () => {
    expect(await extractPdf(makePdf(['picture', 'picture']), 'x')).toEqual({
      refused: 'no_text',
      pages: 2,
    });
    const { notes } = await read([lines(60, 'Some text.'), 'picture', 'picture']);
    expect(notes).toEqual(['2 pages hold only pictures or nothing; they were not read.']);
  });

  it('that is too long is read as far as the limits allow, and says so', async () => {
    const pages = Array.from({ length: 30 }, (_, i) => lines(60, `Page ${i} tells about lamps.`));
    const limits = { withinMs: 60_000, letters: 1e6, pages: 10 };
    const result = await extractPdf(makePdf(pages), 'x', limits);
    expect(result).toMatchObject({
      notes: ['Only the first 10 pages of 30 were read. Split the file to have all of it.'],
    });
  });

  it('has the title that its maker gave it, unless that is the name of a program', async () => {
    const page = lines(60, 'Some text about lamps.');
    expect((await read([page], { title: 'Lamp care' })).article.title).toBe('Lamp care');
    expect((await read([page], { title: 'Microsoft Word - x.doc' })).article.title).toBe('file');
  });
});

describe('layout', () => {
  it('law: no word of a page is lost, wherever its letters stand', () => {
    const item = fc.record({
      text: fc.stringMatching(/^[a-h]{2,7}$/),
      x: fc.integer({ min: 0, max: 500 }),
      y: fc.integer({ min: 0, max: 800 }),
      width: fc.integer({ min: 1, max: 100 }),
      size: fc.constantFrom(9, 11, 18),
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 40 }), (items) => {
        const letters = (texts: string[]): string => [...texts.join('')].sort().join('');
        const { markdown } = layOut([items]);
        expect(letters([markdown.replace(/[^a-z]/g, '')])).toBe(
          letters(items.map(({ text }) => text)),
        );
      }),
      { numRuns: 200 },
    );
  });
});
