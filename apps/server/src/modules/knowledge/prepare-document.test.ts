import { describe, expect, test } from 'vitest';
import { prepareDocument } from './prepare-document.ts';

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
    ['a PDF', 'a.pdf', Buffer.from('%PDF-1.7 text'), 'unsupported_type'],
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
