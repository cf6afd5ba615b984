import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from './markdown.ts';
import { linkAddresses, parseInline, safeHref } from './markdown-inline.ts';
import { plainText } from './plain-text.ts';

const types = (text: string) => parseMarkdown(text).map((block) => block.type);
const link = (href: string, label = href) => ({ type: 'link', href, content: [label] });

describe('inside a line', () => {
  it('reads emphasis, code and links', () => {
    expect(parseInline('a **b *c*** `d` [e](https://f.example/)')).toEqual([
      'a ',
      { type: 'strong', content: ['b ', { type: 'emphasis', content: ['c'] }] },
      ' ',
      { type: 'code', text: 'd' },
      ' ',
      link('https://f.example/', 'e'),
    ]);
  });

  it('leaves alone what only looks like emphasis', () => {
    for (const text of ['2 * 3 * 4', 'snake_case_name', '* not closed', 'a ** b', '5*']) {
      expect(parseInline(text)).toEqual([text]);
    }
  });

  it('makes a bare address a link, without the full stop after it', () => {
    expect(parseInline('See https://a.example/b?c=d. Bye')).toEqual([
      'See ',
      link('https://a.example/b?c=d', 'https://a.example/b?c=d'),
      '. Bye',
    ]);
    expect(linkAddresses('x https://a.example/ **not bold**')).toEqual([
      'x ',
      link('https://a.example/'),
      ' **not bold**',
    ]);
  });

  it('keeps the words of a link that may not be opened, and not its address', () => {
    const dangerous = [
      'javascript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      '//x',
      'file:///etc',
    ];
    for (const address of dangerous) {
      expect(safeHref(address)).toBeNull();
      expect(JSON.stringify(parseInline(`[press](${address})`))).not.toContain('"link"');
    }
    expect(safeHref('mailto:sam@lumen.example')).toBe('mailto:sam@lumen.example');
  });

  it('loads no picture: it becomes a link', () => {
    expect(parseInline('![a cat](https://x.example/cat.png)')).toEqual([
      link('https://x.example/cat.png', 'a cat'),
    ]);
  });

  it('takes a backslash as "as it stands"', () => {
    expect(parseInline('\\*no\\* C:\\dir')).toEqual(['*no* C:\\dir']);
  });
});

describe('blocks', () => {
  it('reads headings, lists, code, quotes, tables and rules', () => {
    const text =
      '# A\n\ntext\n- b\n- c\n\n```js\nd\n```\n> e\n\n| f | g |\n|---|---|\n| h | i |\n\n---';
    expect(types(text)).toEqual(['heading', 'paragraph', 'list', 'code', 'quote', 'table', 'rule']);
  });

  it('keeps lists in lists, and their numbers', () => {
    expect(parseMarkdown('3. one\n   - inner\n4. two')).toEqual([
      {
        type: 'list',
        start: 3,
        items: [
          [
            { type: 'paragraph', content: ['one'] },
            { type: 'list', start: null, items: [[{ type: 'paragraph', content: ['inner'] }]] },
          ],
          [{ type: 'paragraph', content: ['two'] }],
        ],
      },
    ]);
  });

  it('does not take a year at the start of a line for a list', () => {
    expect(types('It was\n2024. A good year.')).toEqual(['paragraph']);
  });

  it('knows a table without a head', () => {
    const [table] = parseMarkdown('| | |\n|---|---|\n| Light | 1,050 lm |');
    expect(table).toMatchObject({ type: 'table', head: null });
  });

  it('keeps code as it stands, also when it is not closed', () => {
    expect(parseMarkdown('```\n<b>*x*</b>\n\ny')).toEqual([
      { type: 'code', text: '<b>*x*</b>\n\ny' },
    ]);
  });

  it('ends a fence only where nothing but a fence stands', () => {
    expect(parseMarkdown('```\na\n```b\n```\nc')).toMatchObject([
      { type: 'code', text: 'a\n```b' },
      { type: 'paragraph' },
    ]);
    expect(types('```in a line```')).toEqual(['paragraph']);
  });

  it('never makes HTML of anything: tags stay text', () => {
    const [paragraph] = parseMarkdown('<script>alert(1)</script><img src=x onerror=y>');
    expect(paragraph).toEqual({
      type: 'paragraph',
      content: ['<script>alert(1)</script><img src=x onerror=y>'],
    });
  });
});

describe('any text at all', () => {
  const fragments = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '*',
          '**',
          '_',
          '`',
          '```',
          '[',
          '](',
          ')',
          '|',
          '|-|',
          '\n',
          '\n\n',
          '> ',
          '- ',
          '1. ',
          '#',
          '<',
          'https://',
          '\\',
          '    ',
          'a',
          'javascript:x',
          '~~',
          '!',
        ),
        fc.string({ maxLength: 4 }),
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join(''));

  it('is parsed, and has only links that are safe', () => {
    fc.assert(
      fc.property(fragments, (text) => {
        const tree = JSON.stringify(parseMarkdown(text));
        for (const [, href] of tree.matchAll(/"href":"([^"]*)"/g)) {
          expect(href).toMatch(/^(https?|mailto):/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps every letter that was written', () => {
    const letters = (text: string) => text.replace(/[^A-Za-z]/g, '');
    const words = fc.array(
      fc.constantFrom('ab', ' ', '*', '**', '_', '\n', '- ', '> ', '` ', '|'),
      {
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.join('');
        expect(letters(plainText(text))).toBe(letters(text.slice(0, 600)));
      }),
    );
  });

  it('does not grow slow on text made to be slow', () => {
    // Quadratic work on these would take minutes and run into the test's limit.
    for (const mean of [
      '*',
      '[',
      '**a ',
      '`',
      '> ',
      '- ',
      '|',
      'https://',
      '<',
      '![](',
      '_a',
      '~~',
    ]) {
      parseMarkdown(mean.repeat(20_000 / mean.length));
    }
  });
});
