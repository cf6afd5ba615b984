import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { evalRetrieval } from './retrieval.ts';

const folder = mkdtempSync(join(tmpdir(), 'baton-eval-'));

function file(name: string, ...lines: (object | string)[]): string {
  const path = join(folder, name);
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  writeFileSync(path, `${text.join('\n')}\n`);
  return path;
}

const corpusPath = file(
  'corpus.jsonl',
  { id: 'a#0', article: 'help/invoices.md', title: '', heading: '', text: 'They come by email.' },
  { id: 'a#1', article: 'help/invoices.md', title: '', heading: 'Cards', text: 'Add a new card.' },
  { id: 'b#0', article: 'help/lamps.md', title: 'Lamps', heading: '', text: 'They glow at night.' },
);

test('each question is looked for among all rows; articles are found by any of their rows', async () => {
  const queriesPath = file(
    'queries.jsonl',
    { qid: '1', query: 'lamps that glow', rel: ['b#0'], rel_article: 'help/lamps.md' },
    { qid: '2', query: 'email invoices', rel: ['a#0'] },
    { qid: '3', query: 'zebra', rel: ['a#1'] },
  );
  const result = await evalRetrieval({ corpusPath, queriesPath }, null);
  expect(result).toMatchObject({ n: 3, rows: 3, passages: 3 });
  expect(result.passage.hit1).toBeCloseTo(2 / 3);
  // A file without a title is found by its name.
  expect(result.article.hit1).toBeCloseTo(2 / 3);
});

test.each([
  ['a line that is no JSON', ['{"qid": "1", '], 'queries-bad.jsonl:1: '],
  [
    'a missing field',
    [{ qid: '1', query: 'x', rel: ['a#0'] }, { qid: '2' }],
    'queries-bad.jsonl:2: "query" must be a text',
  ],
  [
    'an unknown row',
    [{ qid: '1', query: 'x', rel: ['nowhere'] }],
    '1: no row "nowhere" in the corpus',
  ],
  ['nothing at all', [''], 'the file has no rows'],
])('%s is told with its file and line', async (_, lines, message) => {
  const queriesPath = file('queries-bad.jsonl', ...lines);
  await expect(evalRetrieval({ corpusPath, queriesPath }, null)).rejects.toThrow(message);
});
