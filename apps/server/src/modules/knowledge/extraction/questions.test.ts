import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDelimited, separatorOf } from './parse-delimited.ts';
import { MOST_ROWS, readQuestions } from './read-questions.ts';

const pairs = (text: string) => {
  const read = readQuestions(text);
  if (!('rows' in read)) throw new Error(read.refused);
  return read.rows.map(({ question, answer }) => [question, answer]);
};

describe('a table of questions and answers', () => {
  it.each([
    ['named columns', 'question,answer\nA?,Yes'],
    ['any order and case', 'ANSWER,Id,Question\nYes,1,A?'],
    ['semicolons', 'Frage;Antwort\nA?;Yes'],
    ['tabs', 'question\tanswer\nA?\tYes'],
    ['no names: the first two columns', 'A?,Yes,more'],
    ['a byte order mark and Windows line ends', '\ufeffquestion,answer\r\nA?,Yes\r\n'],
  ])('is read with %s', (_, text) => {
    expect(pairs(text)).toEqual([['A?', 'Yes']]);
  });

  it('keeps line breaks, separators and quotes within quotes', () => {
    expect(pairs('question,answer\n"How, exactly?","First ""this"".\n\nThen that."')).toEqual([
      ['How, exactly?', 'First "this".\n\nThen that.'],
    ]);
  });

  it('tells what is wrong by line, and keeps the good rows', () => {
    const read = readQuestions(
      'question,answer,url\nA?,Yes,https://x.example/a\n,No,\nB?,"two\nlines",\nC?,,\nD?,Yes,javascript:x\na?,Again,\nE?\nF?,"never closed',
    );
    expect(read).toMatchObject({
      rows: [
        { line: 2, question: 'A?', url: 'https://x.example/a' },
        { line: 4, question: 'B?', answer: 'two\nlines', url: null },
      ],
      problems: [
        { line: 3, reason: 'The question is empty.' },
        { line: 6, reason: 'The answer is empty.' },
        { line: 7, reason: expect.stringContaining('link') },
        { line: 8, reason: 'The same question is in line 2 already.' },
        { line: 9, reason: expect.stringContaining('one column') },
        { line: 10, reason: expect.stringContaining('never closed') },
      ],
    });
  });

  it('is taken up to the limit of rows, and says where it ends', () => {
    const rows = Array.from({ length: MOST_ROWS + 5 }, (_, i) => `Question ${i}?,Answer ${i}`);
    const read = readQuestions(rows.join('\n'));
    expect(read).toMatchObject({ problems: [{ line: MOST_ROWS + 1 }] });
    expect('rows' in read && read.rows.length).toBe(MOST_ROWS);
  });

  it('of one column, or of nothing, is none', () => {
    expect(readQuestions('just\nlines')).toEqual({ refused: 'no_columns' });
    expect(readQuestions('question,answer\n\n')).toEqual({ refused: 'no_rows' });
  });
});

describe('rows and columns', () => {
  it('law: what was written is read back, with every separator', () => {
    const cell = fc.string({ maxLength: 12 }).map((text) => `x${text}`);
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';', '\t', '|'), (rows, separator) => {
        const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = rows.map((row) => row.map(quoted).join(separator)).join('\r\n');
        expect(separatorOf(text)).toBe(separator);
        const read = [...parseDelimited(text, separator)].map(({ fields }) => fields);
        expect(read).toEqual(rows);
      }),
    );
  });
});
