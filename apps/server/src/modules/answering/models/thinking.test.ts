import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createThoughtFilter } from './thinking.ts';

const said = (chunks: readonly string[], options = {}): string => {
  const filter = createThoughtFilter(options);
  return chunks.map((chunk) => filter.push(chunk)).join('') + filter.end();
};

describe('thoughts', () => {
  it.each([
    ['<think>Hm.</think>Yes.', 'Yes.'],
    ['<think>\n\n</think>\n\nYes.', 'Yes.'],
    ['<THINKING>Hm.</Thinking>Yes.', 'Yes.'],
    ['Yes.<think>Really?</think> Really.', 'Yes. Really.'],
    ['<think>never ends', ''],
    ['[THINK]Hm.[/THINK]Yes [1].', 'Yes [1].'],
    ['◁think▷Hm.◁/think▷Yes.', 'Yes.'],
    [
      '<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>Yes.<|return|>',
      'Yes.',
    ],
    ['Yes.<|im_end|>', 'Yes.'],
    ['a < b, [1] and <b>bold</b>, İstanbul <thin', 'a < b, [1] and <b>bold</b>, İstanbul <thin'],
    ['İİİ<think>x</think>Yes.', 'İİİYes.'],
    ['Only an end: </think>Yes.', 'Yes.'],
  ])('%j says %j', (text, expected) => expect(said([text])).toBe(expected));

  it('wherever the stream is cut, the same is said', () => {
    const piece = fc.constantFrom(
      '<think>',
      '</think>',
      '<|end|>',
      '<|channel|>analysis',
      '[think]',
      '[/think]',
      '<',
      '[1]',
      'a',
      ' ',
      'İ',
      '</',
      'think>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(60)), (pieces, places) => {
        // A stray end is told apart by what was said before it: by its moment, so not in this law.
        const text = pieces.join('');
        const whole = createThoughtFilter();
        whole.push(text);
        const cuts = [0, ...places.filter((at) => at < text.length).toSorted((a, b) => a - b)];
        const torn = createThoughtFilter();
        const parts = cuts.map((at, i) => torn.push(text.slice(at, cuts[i + 1])));
        fc.pre(!torn.strayEnd && !hasStrayEnd(text));
        expect(parts.join('') + torn.end()).toBe(said([text]));
      }),
    );
  });

  it('no piece of a thought and no piece of a mark is ever said', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40)), (places) => {
        const text = 'Yes.<think>SECRET </thin SECRET</think> No.';
        const cuts = [0, ...places.filter((at) => at < text.length).toSorted((a, b) => a - b)];
        expect(said(cuts.map((at, i) => text.slice(at, cuts[i + 1])))).toBe('Yes. No.');
      }),
    );
  });

  it('an end without a beginning, after words were said, is noticed', () => {
    const filter = createThoughtFilter();
    expect(filter.push('The customer wants')).toBe('The customer wants');
    filter.push(' money.</think>Yes.');
    expect(filter.strayEnd).toBe(true);
  });

  it('a model known to begin in a thought is held back until it ends', () => {
    expect(said(['The customer', ' wants.</thi', 'nk>Yes.'], { startsThinking: true })).toBe(
      'Yes.',
    );
    expect(said(['No thought', ' today.'], { startsThinking: true })).toBe('No thought today.');
  });
});

function hasStrayEnd(text: string): boolean {
  let depth: string | null = null;
  for (const [mark] of text.matchAll(
    /<think>|<\/think>|\[think\]|\[\/think\]|<\|channel\|>analysis/g,
  )) {
    if (depth === null && mark.includes('/')) return true;
    if (depth === null)
      depth = mark === '<think>' ? '</think>' : mark === '[think]' ? '[/think]' : '';
    else if (mark === depth) depth = null;
  }
  return false;
}
