// How fast passages go into an index, how fast questions are answered from it, and what it weighs:
// ours by words alone and with vectors, MiniSearch and Orama over the same passages in the same run.
//
//   node --expose-gc --import tsx bench/search/run.ts [--sizes 1000,10000,100000] [--corpus FILE] [--only Baton]
//
// Rates and "CPU ms" are processor time, p50 and p99 are what a clock says.
// Vectors are random: what they say does not change what finding them costs. Embedding itself is
// measured in bench/embedder.

import { parseArgs } from 'node:util';
import { create, insert, search } from '@orama/orama';
import { askIndex, type IndexedDocument, indexDocuments } from '@baton/server';
import MiniSearch from 'minisearch';
import { mulberry32 } from '../../apps/cli/src/eval/bootstrap.ts';
import { percentile } from '../../apps/cli/src/eval/ranking-metrics.ts';
import { documentsOf } from '../../apps/cli/src/eval/retrieval.ts';
import { readCorpus } from '../../apps/cli/src/eval/retrieval-files.ts';
import { madeUp } from './made-up-passages.ts';

interface Engine {
  name: string;
  /** Returns how to ask it. */
  fill(documents: IndexedDocument[]): Promise<(question: string) => unknown>;
  /** Questions asked of it, where all would take minutes. */
  asks?: number;
}

const DIMENSIONS = 384;
const QUESTIONS = 300;
const LIMIT = 10;
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000' },
    corpus: { type: 'string' },
    only: { type: 'string', default: '' },
  },
});
const collect = (globalThis as { gc?: () => void }).gc;
if (!collect) throw new Error('run it with node --expose-gc');

const engines: Engine[] = [
  {
    name: 'Baton, words',
    async fill(documents) {
      const index = await indexDocuments(documents, null);
      return (question) => askIndex(index, null, question, { limit: LIMIT });
    },
  },
  {
    name: 'Baton, words and vectors',
    async fill(documents) {
      const random = mulberry32(5);
      const index = await indexDocuments(documents, null);
      for (const { passages } of documents)
        for (const { id } of passages)
          index.setVectors(id, { text: vector(random), heading: vector(random) });
      return (question) => index.search(question, { limit: LIMIT, queryVector: vector(random) });
    },
  },
  {
    name: 'MiniSearch 7.2.0',
    asks: 40,
    async fill(documents) {
      const index = new MiniSearch({ fields: ['title', 'heading', 'text'] });
      for (const row of rows(documents)) index.add(row);
      return (question) => index.search(question).slice(0, LIMIT);
    },
  },
  {
    name: 'Orama 3.1.18',
    asks: 40,
    async fill(documents) {
      const index = create({ schema: { title: 'string', heading: 'string', text: 'string' } });
      for (const row of rows(documents)) await insert(index, row);
      return (question) => search(index, { term: question, limit: LIMIT });
    },
  },
];

console.log(
  '| passages | engine | indexed /s | p50 ms | p99 ms | CPU ms | MB / 10 k |\n|---|---|---|---|---|---|---|',
);
if (values.corpus) {
  const documents = documentsOf(readCorpus(values.corpus));
  const questions = documents.slice(0, QUESTIONS).map(({ title }) => title);
  await measure(documents, questions);
} else
  for (const size of values.sizes.split(',').map(Number)) {
    const { documents, questions } = madeUp(size, QUESTIONS);
    await measure(documents, questions);
  }

async function measure(documents: IndexedDocument[], questions: string[]): Promise<void> {
  for (const engine of engines)
    if (engine.name.startsWith(values.only)) await measureOne(engine, documents, questions);
}

/** A call of its own: what one engine held is gone before the next is weighed. */
async function measureOne(
  engine: Engine,
  documents: IndexedDocument[],
  questions: string[],
): Promise<void> {
  const count = documents.reduce((sum, { passages }) => sum + passages.length, 0);
  // Strings made lazily weigh nothing until they are read: read them first.
  for (const row of rows(documents)) Buffer.byteLength(row.text + row.title + row.heading);
  const before = weight();
  const began = cpu();
  const ask = await engine.fill(documents);
  const took = cpu() - began;
  const heavier = weight() - before;
  const some = questions.slice(0, engine.asks ?? questions.length);
  for (const question of some.slice(0, 30)) await ask(question);
  const times: number[] = [];
  const asking = cpu();
  for (const question of some) {
    const start = performance.now();
    await ask(question);
    times.push(performance.now() - start);
  }
  const each = (cpu() - asking) / some.length;
  console.log(
    `| ${count} | ${engine.name} | ${Math.round((count / took) * 1_000)} | ${percentile(times, 0.5).toFixed(2)} | ${percentile(times, 0.99).toFixed(1)} | ${each.toFixed(2)} | ${((heavier / count) * 10_000).toFixed(1)} |`,
  );
}

/** Milliseconds of processor time: other work on the machine does not count. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** What is held after everything unused is gone, in MB. */
function weight(): number {
  collect?.();
  collect?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}

function* rows(documents: IndexedDocument[]) {
  for (const { title, passages } of documents)
    for (const { id, heading, markdown } of passages) yield { id, title, heading, text: markdown };
}

function vector(random: () => number): Float32Array {
  const numbers = Float32Array.from({ length: DIMENSIONS }, () => random() - 0.5);
  const length = Math.hypot(...numbers);
  return numbers.map((number) => number / length);
}
