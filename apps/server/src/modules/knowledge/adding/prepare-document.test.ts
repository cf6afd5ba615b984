import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentsOf } from './contents-of.ts';
import { prepareDocument } from './prepare-document.ts';
import { makeDocx, paragraph } from '../testing/make-docx.ts';
import { makePdf } from '../testing/make-pdf.ts';
import { makeZip } from '../testing/make-zip.ts';

const file = (name: string, bytes: Uint8Array | string, mime?: string) =>
  prepareDocument({ kind: 'file', name, bytes: Buffer.from(bytes as string), mime });

describe('what is no document is rejected in plain words', () => {
  test.each([
    ['fifty megabytes', 'big.txt', Buffer.alloc(50 * 1024 * 1024, 'a'), 'too_large'],
    ['an image', 'a.md', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'not_text'],
    ['text with NUL bytes', 'a.txt', Buffer.from('abc\0def'), 'not_text'],
    ['an empty file', 'a.md', Buffer.alloc(0), 'empty'],
    ['blank lines only', 'a.md', Buffer.from(' \n\n\t\n'), 'empty'],
    [
      'a page of menus',
      'a.html',
      Buffer.from('<html><body><nav>Home</nav></body></html>'),
      'empty',
    ],
    ['a PDF that is none', 'a.pdf', Buffer.from('%PDF-1.7 text'), 'unreadable'],
    ['a text called .pdf', 'a.pdf', Buffer.from('text'), 'unreadable'],
    ['a locked PDF', 'a.pdf', makePdf([[]], { locked: 'password' }), 'encrypted'],
    ['a scanned PDF', 'a.pdf', makePdf(['picture']), 'no_text'],
    ['an old Word file', 'a.doc', Buffer.from('\xd0\xcf\x11\xe0', 'latin1'), 'unsupported_type'],
    [
      'a locked Word file',
      'a.docx',
      Buffer.from(
        `\xd0\xcf\x11\xe0${Buffer.from('EncryptedPackage', 'utf16le').toString('latin1')}`,
        'latin1',
      ),
      'encrypted',
    ],
    ['rich text', 'a.rtf', Buffer.from('{\\rtf1 x}'), 'unsupported_type'],
    ['a spreadsheet', 'a.xlsx', Buffer.from('PK\x03\x04'), 'unsupported_type'],
    ['a text called .docx', 'a.docx', Buffer.from('text'), 'unreadable'],
    ['an object’s own name', 'a.constructor', Buffer.from('text'), 'unsupported_type'],
    ['a wrong UTF-16', 'a.txt', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41]), 'bad_encoding'],
    [
      'Shift-JIS, unlabelled',
      'a.txt',
      Buffer.from([0x82, 0xb1, 0x82, 0xea, 0x82, 0xcd]),
      'bad_encoding',
    ],
    ['no name', ' ', Buffer.from('text'), 'bad_name'],
  ])('%s', async (_, name, bytes, code) => {
    const result = await file(name, bytes);
    expect(result).toMatchObject({ code });
    expect((result as { detail: string }).detail).toMatch(/^[A-Z].*\.$/);
  });
});

describe('encodings', () => {
  const sentence = 'Größe: 40 € – „schön“, café, naïve';
  test.each([
    ['UTF-8', Buffer.from(sentence)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${sentence}`)],
    ['UTF-16', Buffer.from(`\ufeff${sentence}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${sentence}`, 'utf16le').swap16()],
    [
      'windows-1252',
      Buffer.from(
        'Gr\xf6\xdfe: 40 \x80 \x96 \x84sch\xf6n\x93, caf\xe9, na\xefve'
          .split('')
          .map((c) => c.charCodeAt(0)),
      ),
    ],
  ])('%s', async (_, bytes) => {
    expect(await file('a.txt', bytes)).toMatchObject({ passages: [{ markdown: sentence }] });
  });

  test('a web page may name its encoding', async () => {
    const page = Buffer.concat([
      Buffer.from('<html><head><meta charset="shift_jis"></head><body><article><h1>A</h1><p>'),
      Buffer.from([0x95, 0xd4, 0x95, 0x69]),
      Buffer.from('</p></article></body></html>'),
    ]);
    expect(await file('a.html', page)).toMatchObject({ markdown: expect.stringContaining('返品') });
  });
});

describe('names and kinds', () => {
  test('a file without a heading is called by its name', async () => {
    expect(await file('docs/shipping-and-returns.txt', 'We ship daily.')).toMatchObject({
      title: 'Shipping and returns',
    });
  });

  test('a page is known by its beginning when its name says nothing', async () => {
    const page =
      '<!doctype html><html><body><article><h1>Hi</h1><p>Some text here.</p></article></body></html>';
    expect(await file('page', page)).toMatchObject({
      title: 'Hi',
      markdown: expect.not.stringContaining('<p>'),
    });
  });

  test.each([
    ['quotes in quotes', '> '.repeat(20_000)],
    ['lists in lists', '- '.repeat(20_000)],
    ['open brackets', '['.repeat(20_000)],
    ['open emphasis', '*a '.repeat(20_000)],
    ['one endless word', 'a'.repeat(300_000)],
    ['one endless row', `|${'a|'.repeat(5_000)}\n|${'-|'.repeat(5_000)}\n|${'b|'.repeat(5_000)}`],
  ])('Markdown meant to choke on is still read: %s', async (_, text) => {
    expect(await file('a.md', `${text} text`)).toHaveProperty('passages');
  });
});

describe('whatever comes in', () => {
  const names = ['a.md', 'a.html', 'a.txt', 'a.pdf', 'a.docx', 'a.csv', 'a.zip', 'a'];
  const good = [
    makePdf([[{ text: 'Some words about lamps.', y: 60 }]]),
    makeDocx(paragraph('Some words about lamps.')),
    makeZip([{ name: 'a.md', content: '# A\n\nText.' }]),
    Buffer.from('<!doctype html><main><h1>A</h1><details><summary>B?</summary>C</details></main>'),
    Buffer.from('question,answer\n"A?","B"\n'),
  ];
  /** A good file with some bytes changed, or none at all. */
  const damaged = fc
    .tuple(
      fc.constantFrom(...good),
      fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), {
        maxLength: 12,
      }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    .map(([bytes, changes, share]) => {
      const copy = Buffer.from(
        bytes.subarray(0, Math.ceil(bytes.length * (share < 0.3 ? share : 1))),
      );
      for (const [at, byte] of changes) copy[Math.floor(at * copy.length)] = byte;
      return copy;
    });
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
    fc.string({ unit: 'binary', maxLength: 400 }).map((text) => Buffer.from(text)),
    damaged,
  );

  test('is a document, or a rejection in words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), anything, async (name, bytes) => {
        const input = { kind: 'file' as const, name, bytes };
        for (const result of [await prepareDocument(input), await contentsOf(input)]) {
          if ('code' in result) expect(result.detail).toMatch(/^[A-Z.][^]*\.$/);
          else if ('passages' in result) {
            expect(result.passages.length).toBeGreaterThan(0);
            expect(JSON.stringify(result)).not.toContain('\\u0000');
          } else expect(['archive', 'table']).toContain(result.kind);
        }
      }),
      { numRuns: 300 },
    );
  }, 120_000);
});
