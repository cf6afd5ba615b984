import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseMarkdown } from './markdown.ts';
import { firstWords, wordsIn } from './reveal.ts';

const answer = `A **factory reset** takes a minute:

1. Hold the \`ring\` for [fifteen seconds](https://lumen.example).
2. Let go.

| a | b |
| - | - |
| 1 | 2 |

> Then it blinks.`;

const parts = fc.array(
  fc.constantFrom(
    'word',
    '**two words**',
    '`code`',
    '\n\n',
    '\n- item',
    '\n> said',
    '光る',
    ' ',
    '|',
  ),
  { maxLength: 20 },
);

it('every beginning of a text is a beginning of the next one, and the last is the whole', () => {
  fc.assert(
    fc.property(parts, (some) => {
      const blocks = parseMarkdown(some.join(' '));
      const all = wordsIn(blocks);
      expect(firstWords(blocks, all)).toEqual(blocks);
      for (let words = 0; words <= all; words++) {
        expect(wordsIn(firstWords(blocks, words))).toBe(words);
      }
    }),
  );
});

it('cuts between words and keeps the form of what is shown', () => {
  const blocks = parseMarkdown(answer);
  expect(firstWords(blocks, 2)).toEqual([
    { type: 'paragraph', content: ['A ', { type: 'strong', content: ['factory'] }] },
  ]);
  expect(firstWords(blocks, 9)).toEqual([
    blocks[0],
    {
      type: 'list',
      start: 1,
      items: [[{ type: 'paragraph', content: ['Hold the ', { type: 'code', text: 'ring' }] }]],
    },
  ]);
});

it('a table comes as a whole', () => {
  const [table] = parseMarkdown('| a | b |\n| - | - |\n| 1 | 2 |');
  expect(firstWords([table!], 1)).toEqual([table]);
});

it('a language without spaces comes sign by sign', () => {
  expect(firstWords(parseMarkdown('ランプを押します。'), 3)).toEqual([
    { type: 'paragraph', content: ['ランプ'] },
  ]);
});
