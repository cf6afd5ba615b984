import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextNumbers } from './text-numbers.ts';
import { WordList } from './word-list.ts';

const words = fc.array(
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    // Letters whose bytes could be taken for those of two others.
    fc.string({
      unit: fc.constantFrom('a', 'á', 'ā', '\u0161', '日', '\u6161', '\0'),
      maxLength: 4,
    }),
  ),
  { maxLength: 400 },
);

test('a word list gives what a map would give', () => {
  fc.assert(
    fc.property(words, words, (told, asked) => {
      const list = new WordList();
      const map = new Map<string, number>();
      for (const word of told) {
        if (!map.has(word)) map.set(word, map.size);
        expect(list.place(word)).toBe(map.get(word));
      }
      expect(list.size).toBe(map.size);
      for (const word of [...told, ...asked]) expect(list.placeOf(word)).toBe(map.get(word) ?? -1);
      for (const [word, place] of map) expect(list.at(place)).toBe(word);
    }),
  );
});

test('texts are numbered as they come, each once', () => {
  fc.assert(
    fc.property(words, (texts) => {
      const numbers = new TextNumbers();
      const map = new Map<string, number>();
      for (const text of texts) {
        if (!map.has(text)) map.set(text, map.size);
        expect(numbers.of(text)).toBe(map.get(text));
      }
    }),
  );
});
