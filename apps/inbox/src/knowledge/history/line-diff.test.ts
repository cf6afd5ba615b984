import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aroundChanges, lineDiff } from './line-diff.ts';

const marks = { same: ' ', removed: '-', added: '+' } as const;
const shown = (before: string, after: string) =>
  lineDiff(before, after).map(({ kind, text }) => marks[kind] + text);
const texts = fc
  .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 30 })
  .map((lines) => lines.join('\n'));

describe('what changed between two texts', () => {
  it('is shown line by line, with what stayed around it', () => {
    expect(shown('one\ntwo\nthree', 'one\n2\nthree\nfour')).toEqual([
      ' one',
      '-two',
      '+2',
      ' three',
      '+four',
    ]);
    expect(shown('same', 'same')).toEqual([' same']);
    expect(shown('a\nb\nc', 'a\nc')).toEqual([' a', '-b', ' c']);
  });

  it('law: what was there, without what was put in, is the one text; the other way round the other', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const lines = lineDiff(before, after);
        const side = (without: string) =>
          lines
            .filter(({ kind }) => kind !== without)
            .map(({ text }) => text)
            .join('\n');
        expect(side('added')).toBe(before);
        expect(side('removed')).toBe(after);
      }),
    );
  });

  it('law: one inserted line is one change', () => {
    fc.assert(
      fc.property(texts, fc.nat(), (before, at) => {
        const lines = before.split('\n');
        lines.splice(at % (lines.length + 1), 0, 'new');
        const changes = lineDiff(before, lines.join('\n')).filter(({ kind }) => kind !== 'same');
        expect(changes).toEqual([{ kind: 'added', text: 'new' }]);
      }),
    );
  });

  it('of texts with nothing in common is the one taken out and the other put in', () => {
    const text = (word: string) =>
      Array.from({ length: 3_000 }, (_, n) => `${word} ${n}`).join('\n');
    const lines = lineDiff(text('old'), text('new'));
    expect(lines).toHaveLength(6_000);
    expect(lines[0]).toEqual({ kind: 'removed', text: 'old 0' });
  });

  it('leaves out what is far from any change, and says how much', () => {
    const long = Array.from({ length: 20 }, (_, n) => `line ${n}`);
    const parts = aroundChanges(lineDiff(long.join('\n'), [...long, 'end'].join('\n')));
    expect(parts[0]).toEqual({ kind: 'skipped', lines: 18 });
    expect(parts).toHaveLength(4);
    expect(aroundChanges(lineDiff('a', 'a'), 2)).toEqual([{ kind: 'same', text: 'a' }]);
  });
});
