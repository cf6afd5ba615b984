import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBlocks } from './blocks.ts';

const kinds = (markdown: string) => parseBlocks(markdown).map(({ kind }) => kind);

describe('blocks of Markdown', () => {
  it('are headings, paragraphs, lists, quotes, code, tables and rules', () => {
    const markdown =
      '# A\n\ntext\nmore\n\n- one\n- two\n\n> said\n\n```\ncode\n```\n\n|a|b|\n|-|-|\n|1|2|\n\n---\n';
    expect(kinds(markdown)).toEqual([
      'heading',
      'paragraph',
      'list',
      'quote',
      'code',
      'table',
      'rule',
    ]);
  });

  it('keep the lines of a paragraph', () => {
    expect(parseBlocks('one\ntwo')).toEqual([{ kind: 'paragraph', text: 'one\ntwo' }]);
  });

  it('number lists from where they begin, and nest deeper lines in the item above', () => {
    expect(parseBlocks('3. three\n   - inside\n4. four')).toEqual([
      {
        kind: 'list',
        ordered: true,
        start: 3,
        items: [
          [
            { kind: 'paragraph', text: 'three' },
            {
              kind: 'list',
              ordered: false,
              start: 1,
              items: [[{ kind: 'paragraph', text: 'inside' }]],
            },
          ],
          [{ kind: 'paragraph', text: 'four' }],
        ],
      },
    ]);
  });

  it('read cells with escaped bars', () => {
    expect(parseBlocks('| a \\| b | c |\n|---|---|\n| 1 | 2 |')).toEqual([
      { kind: 'table', head: ['a | b', 'c'], rows: [['1', '2']] },
    ]);
  });

  it('take a fence that is never closed to the end', () => {
    expect(parseBlocks('```js\nx\n\ny')).toEqual([{ kind: 'code', text: 'x\n\ny' }]);
  });

  it('law: any lines at all are read, and no word of theirs is lost', () => {
    const line = fc.constantFrom(
      '# word',
      'word',
      '- word',
      '  word',
      '> word',
      '```',
      '|a|',
      '|-|',
      '',
      '1. word',
    );
    const count = (text: string) => text.split('word').length;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const markdown = lines.join('\n');
        expect(count(JSON.stringify(parseBlocks(markdown)))).toBe(count(markdown));
      }),
    );
  });
});
