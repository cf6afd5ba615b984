import { describe, expect, it } from 'vitest';
import { type AddResult, groupResults, rowsInWords, tally } from './group-results.ts';

const result = (name: string, more: Partial<AddResult> = {}): AddResult => ({
  name,
  result: 'added',
  reason: null,
  rows: null,
  ...more,
});
const rows = { added: 48, replaced: 2, unchanged: 0, rejected: 3, problems: [] };

describe('what became of an upload', () => {
  it('is shown archive by archive, table by table, file by file, in order', () => {
    const groups = groupResults([
      result('a.md'),
      result('Handbook.zip/guide/returns.md'),
      result('faq.csv', { rows }),
      result('Handbook.zip/notes.txt'),
      result('guide/returns.md'),
    ]);
    expect(groups.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'one a.md',
      'archive Handbook.zip',
      'table faq.csv',
      'one guide/returns.md',
    ]);
    expect(groups[1]).toMatchObject({
      results: [{ name: 'guide/returns.md' }, { name: 'notes.txt' }],
    });
  });

  it('counts rows one by one', () => {
    expect(
      tally([result('a.md'), result('b', { result: 'rejected' }), result('c', { rows })]),
    ).toEqual({
      good: 51,
      bad: 4,
    });
  });

  it('says in words what became of rows', () => {
    expect(rowsInWords(rows)).toBe('48 rows added, 2 replaced, 3 left out');
    expect(rowsInWords({ ...rows, added: 1, replaced: 0, rejected: 0 })).toBe('1 row added');
    expect(rowsInWords({ ...rows, added: 0, replaced: 0, rejected: 0 })).toBe('No rows');
  });
});
