import type { AskResult, DocumentId, PassageId } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { bar, COLUMNS, columnsOf, cut, lines } from './columns.ts';
import { foundAndWhy } from './found-and-why.ts';

const passage = (over: Partial<AskResult['passages'][number]> = {}) => ({
  passageId: 'psg_1' as PassageId,
  documentId: 'doc_1' as DocumentId,
  title: 'Lamps',
  heading: 'Factory reset',
  url: 'https://lumen.example/lamps',
  text: 'Hold the button for ten seconds.',
  score: 0.81,
  lexical: 0.5,
  cosine: 0.7,
  reader: 0.93,
  matchedTerms: ['Reset', 'reset', 'lamp'],
  ...over,
});

const result = (over: Partial<AskResult> = {}): AskResult => ({
  outcome: 'answer',
  reasons: [],
  confidence: 0.82,
  threshold: 0.6,
  rule: 'confident',
  explanation: 'Sure enough to answer.',
  body: 'Hold the button for ten seconds.',
  passages: [passage()],
  generation: null,
  signals: [
    {
      name: 'direct_request',
      label: 'Asks for a person',
      value: 0.91,
      threshold: 0.8,
      fired: true,
    },
    { name: 'frustration', label: 'Frustration', value: 0.02, threshold: 0.7, fired: false },
  ],
  milliseconds: 12.5,
  ...over,
});

test('what was found comes first, then the signals, then the rule and confidence against the line', () => {
  const text = foundAndWhy('How do I reset it?', result());
  expect(text).toMatch(
    /Found 1 passage[\s\S]+1\. Lamps > Factory reset\n.*score 0\.81 {2}words ███░░░ 0\.50 {2}meaning ████░░ 0\.70 {2}reader ██████ 0\.93\n +matched words: reset, lamp\n/,
  );
  expect(text).toMatch(
    /Asks for a person +0\.91 of 0\.80\n +quiet, the nearest first: Frustration 0\.02 of 0\.70[\s\S]+outcome +answer\n +rule +confident\n[\s\S]+confidence +82 % █+│█+░+ at or over the line of 60 %/,
  );
});

test('what is not known is said, never shown as zero', () => {
  const bare = passage({ cosine: null, reader: null, matchedTerms: [] });
  const text = foundAndWhy('?', result({ passages: [bare], confidence: null, signals: [] }));
  expect(text).toContain('meaning not learned yet  reader did not read it');
  expect(text).toContain('matched words: none');
  expect(text).toContain('none: no answer was drafted');
  expect(foundAndWhy('?', result({ passages: [] }))).toContain('no passages');
});

test('no line is wider than 100 columns, whatever the documents hold', () => {
  const long = 'long words and '.repeat(60);
  const unbroken = 'x'.repeat(500);
  const chinese = '如何重置台灯的设置'.repeat(40);
  for (const text of [long, unbroken, chinese, '💡'.repeat(300)]) {
    const terms = Array.from({ length: 80 }, (_, at) => `word${at}`);
    const told = foundAndWhy(
      text,
      result({
        body: text,
        explanation: text,
        rule: text,
        passages: [
          passage({ title: text, text, url: `https://a.example/${unbroken}`, matchedTerms: terms }),
        ],
        signals: [{ name: 'topic', label: text, value: 0.5, threshold: 0.4, fired: true }],
      }),
    );
    for (const line of told.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(COLUMNS);
  }
});

test('a document cannot move the cursor or paint the terminal', () => {
  const evil = '\u001b[2J\u001b[31mred\u0007 \u009b1A\rover';
  const told = foundAndWhy(evil, result({ passages: [passage({ title: evil, text: evil })] }));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(told).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
});

describe('columns', () => {
  test('wide characters take two, accents of their own none', () => {
    expect([columnsOf('灯'), columnsOf('e\u0301'), columnsOf('\u001b[1mab\u001b[0m')]).toEqual([
      2, 1, 2,
    ]);
    expect(cut('one two three four', 12)).toBe('one two …');
    expect(lines('ab cdefgh', 4)).toEqual(['ab', 'cdef', 'gh']);
  });

  test('a bar is always as wide as it was asked to be', () => {
    expect([-1, 0, 0.5, 1, 7].map((share) => bar(share, 4))).toEqual([
      '░░░░',
      '░░░░',
      '██░░',
      '████',
      '████',
    ]);
    expect(bar(1, 4, 1)).toBe('███│');
  });
});
