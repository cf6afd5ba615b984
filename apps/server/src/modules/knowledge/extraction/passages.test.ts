import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countWords, cutPassages, cutSection } from './passages.ts';
import { plainText } from '../core/words/plain-text.ts';
import { splitSentences } from '../core/words/sentences.ts';

const words = (count: number, word = 'word'): string =>
  Array.from({ length: count }, (_, i) => `${word}${i}`).join(' ');
const section = (markdown: string) => ({ trail: ['Above'], heading: 'Here', markdown });

describe('passages', () => {
  test('keep heading and trail, and stay within the limit', () => {
    const passages = cutSection(section([words(100), words(100), words(50)].join('\n\n')));
    expect(passages).toHaveLength(2);
    expect(passages.every((passage) => passage.heading === 'Here')).toBe(true);
    expect(passages.every((passage) => countWords(passage.markdown) <= 180)).toBe(true);
  });

  test('a list is cut between items and its lead-in stays with it', () => {
    const items = Array.from({ length: 40 }, (_, i) => `${i + 1}. ${words(9, `i${i}x`)}`);
    const passages = cutSection(section(`${words(60)}\n\nDo this:\n\n${items.join('\n')}`));
    expect(passages.length).toBeGreaterThan(1);
    for (const passage of passages)
      for (const line of passage.markdown.split('\n').filter((text) => /^\d+\./.test(text)))
        expect(countWords(line)).toBe(10);
    expect(passages[1]?.markdown.startsWith('Do this:')).toBe(true);
  });

  test('every part of a long table has the header', () => {
    const rows = Array.from({ length: 120 }, (_, i) => `| plan ${i} | ${i} € a month |`);
    const passages = cutSection(section(`| Plan | Price |\n| --- | --- |\n${rows.join('\n')}`));
    expect(passages.length).toBeGreaterThan(1);
    for (const passage of passages)
      expect(passage.markdown.startsWith('| Plan | Price |')).toBe(true);
  });

  test('every part of a long list has the sentence that leads to it', () => {
    const items = Array.from({ length: 40 }, (_, i) => `- ${words(9, `i${i}x`)}`);
    const passages = cutSection(section(`Bring one of these:\n\n${items.join('\n')}`));
    expect(passages.length).toBeGreaterThan(1);
    for (const passage of passages)
      expect(passage.markdown.startsWith('Bring one of these:')).toBe(true);
  });

  test('code of a page or so stays whole', () => {
    const code = Array.from({ length: 90 }, (_, i) => `run ${i} now please`).join('\n');
    expect(cutSection(section(`\`\`\`sh\n${code}\n\`\`\``))).toHaveLength(1);
  });

  test('a long code block is cut between lines and fenced again', () => {
    const code = Array.from({ length: 180 }, (_, i) => `run ${i} now please`).join('\n');
    const passages = cutSection(section(`\`\`\`sh\n${code}\n\`\`\``));
    expect(passages.length).toBeGreaterThan(1);
    for (const passage of passages) expect(passage.markdown).toMatch(/^```sh\n[\s\S]*\n```$/);
  });

  test('tiny neighbours are kept together, questions with short answers are not', () => {
    const tiny = (heading: string) => ({ trail: [], heading, markdown: 'Yes, by card.' });
    const of = (headings: string[]) =>
      cutPassages({ title: 'T', url: null, sections: headings.map(tiny) });
    expect(of(['Visa', 'Mastercard'])).toHaveLength(1);
    expect(of(['Visa?', 'Mastercard?'])).toHaveLength(2);
  });

  test('no word of a document is lost in cutting', () => {
    const paragraph = fc
      .array(fc.stringMatching(/^[a-z]{1,8}[.]?$/), { minLength: 1, maxLength: 300 })
      .map((list) => list.join(' '));
    const list = fc
      .array(paragraph, { minLength: 1, maxLength: 8 })
      .map((items) => items.map((item) => `- ${item}`).join('\n'));
    fc.assert(
      fc.property(fc.array(fc.oneof(paragraph, list), { maxLength: 8 }), (blocks) => {
        const markdown = blocks.join('\n\n');
        const letters = (text: string): string => text.replace(/[^a-z]/g, '');
        const cut = cutSection(section(markdown)).map((passage) => passage.markdown);
        expect(letters(cut.join(''))).toBe(letters(markdown));
      }),
      { numRuns: 60 },
    );
  });
});

describe('sentences', () => {
  test('an abbreviation ends no sentence', () => {
    expect(splitSentences('Use a code, e.g. SAVE. It works once.')).toEqual([
      'Use a code, e.g. SAVE.',
      'It works once.',
    ]);
  });
});

describe('plain text', () => {
  test('keeps what is said and drops how it is marked', () => {
    expect(
      plainText(
        'See **[billing](https://x.y/z)** and ![the menu](a.png):\n\n1. Open `Settings`\n2. _Save_',
      ),
    ).toBe('See billing and the menu:\nOpen Settings\nSave');
    expect(plainText('| A | B |\n| --- | --- |\n| 1 | 2 |')).toBe('A, B\n1, 2');
    expect(plainText('snake_case_name stays')).toBe('snake_case_name stays');
  });
});
