// Every set of questions at once, question by question, so that two states of the code can be
// compared on the same questions: `--save before.json`, change something, `--against before.json`.
//
//   npx tsx bench/retrieval/tuning.ts <folder with a_kb_*.jsonl> [--read] [--brief] [--save FILE] [--against FILE]
//
// Differences come with 95 % intervals of the paired difference, resampled by article. "words" asks
// without vectors, "slips" puts one slip of the pen into each question. `--read` lets the reader order the ten best,
// `--brief` leaves out words and slips.
// Vectors and readings are kept between runs.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { askIndex, indexDocuments } from '@baton/server';
import { bootstrapInterval, mulberry32 } from '../../apps/cli/src/eval/bootstrap.ts';
import { rankingMetrics } from '../../apps/cli/src/eval/ranking-metrics.ts';
import { documentsOf } from '../../apps/cli/src/eval/retrieval.ts';
import { readCorpus, readRetrievalQuestions } from '../../apps/cli/src/eval/retrieval-files.ts';
import { cachedEmbed, type Embed, productEmbedder } from '../decision/vector-cache.ts';
import { cachedReader } from '../reader/reading-cache.ts';

interface Outcome {
  group: string;
  ndcg: number;
  hit1: number;
  hit5: number;
}

const DEPTH = 50;
const OWN_WORDS = new URL('own-words', import.meta.url).pathname;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    read: { type: 'boolean', default: false },
    brief: { type: 'boolean', default: false },
    save: { type: 'string' },
    against: { type: 'string' },
  },
});
const folder = positionals[0];
if (!folder) throw new Error('say where the sets lie: tuning.ts <folder>');
const embed = cachedEmbed(productEmbedder);
const read = values.read ? cachedReader() : null;
const outcomes: Record<string, Outcome[]> = {};
const times: number[] = [];

for (const name of ['dnsimple', 'npm', 'obsidian', 'chatwoot', 'stackfaq']) {
  const corpusFile = join(folder, `a_${name === 'stackfaq' ? '' : 'kb_'}${name}_corpus.jsonl`);
  const documents = documentsOf(readCorpus(corpusFile));
  const index = await indexDocuments(documents, embed);
  const ask = async (file: string, by: Embed | null, edit = (text: string) => text) => {
    const articles = new Map(
      documents.flatMap(({ id, passages }) => passages.map((passage) => [rowOf(passage.id), id])),
    );
    const found: Outcome[] = [];
    for (const { question, relevantRows, relevantArticles } of readRetrievalQuestions(file)) {
      const began = performance.now();
      const { passages } = await askIndex(index, by, edit(question), {
        limit: DEPTH,
        read,
        places: 'all',
      });
      times.push(performance.now() - began);
      const right = relevantArticles.length
        ? relevantArticles
        : relevantRows.map((row) => articles.get(row) as string);
      const rows = [...new Set(passages.map(({ passageId }) => rowOf(passageId)))];
      const ranked = [...new Set(passages.map(({ documentId }) => documentId))];
      const article = rankingMetrics([{ ranked, relevant: new Set(right) }]);
      found.push({
        group: right[0] ?? '',
        ndcg: rankingMetrics([{ ranked: rows, relevant: new Set(relevantRows) }]).ndcg10,
        hit1: article.hit1,
        hit5: article.hit5,
      });
    }
    return found;
  };
  const questions = corpusFile.replace('_corpus', '_queries');
  outcomes[name] = await ask(questions, embed);
  if (!values.brief) {
    outcomes[`${name}, words`] = await ask(questions, null);
    outcomes[`${name}, slips`] = await ask(questions, embed, slipper());
  }
  const own = join(OWN_WORDS, `${name}.jsonl`);
  if (!existsSync(own)) continue;
  outcomes[`${name}, own words`] = await ask(own, embed);
  if (!values.brief) outcomes[`${name}, own words, words`] = await ask(own, null);
}

const before = values.against
  ? (JSON.parse(readFileSync(values.against, 'utf8')) as typeof outcomes)
  : {};
const own = (suffix: string) => (name: string) => name.endsWith(suffix);
for (const [title, mine] of [
  ['all own words', own(', own words')],
  ['all own words, words', own(', own words, words')],
] as const) {
  for (const set of [outcomes, before]) {
    const joined = Object.keys(set)
      .filter(mine)
      .flatMap((name) => set[name] ?? []);
    if (joined.length > 0) set[title] = joined;
  }
}
for (const [name, rows] of Object.entries(outcomes)) report(name, rows, before[name]);
times.sort((a, b) => a - b);
console.log(`\nsearch p50 ${times[times.length >> 1]?.toFixed(2)} ms`);
if (values.save) writeFileSync(values.save, JSON.stringify(outcomes));

function report(name: string, rows: Outcome[], old: Outcome[] | undefined): void {
  const cells = (['ndcg', 'hit1', 'hit5'] as const).map((measure) => {
    const value = mean(rows.map((row) => row[measure]));
    if (!old) return value.toFixed(3);
    const changes = rows.map((row, i) => ({
      group: row.group,
      by: row[measure] - (old[i]?.[measure] ?? 0),
    }));
    const by = mean(changes.map((change) => change.by));
    const { low, high } = bootstrapInterval(
      changes,
      ({ group }) => group,
      (sample) => mean(sample.map((change) => change.by)),
    );
    return `${value.toFixed(3)} ${signed(by)} (${signed(low)}..${signed(high)})`;
  });
  console.log(`${name.padEnd(32)} n ${String(rows.length).padStart(3)}  ${cells.join('  ')}`);
}

/** Two neighbouring letters swapped, or one left out, in the longest word of a question. */
function slipper(): (question: string) => string {
  const random = mulberry32(7);
  return (question) => {
    const [longest = ''] = (question.match(/\p{L}{5,}/gu) ?? []).sort(
      (a, b) => b.length - a.length,
    );
    if (!longest) return question;
    const at = 1 + Math.floor(random() * (longest.length - 2));
    const swapped = random() < 0.5;
    const slipped =
      longest.slice(0, at) +
      (swapped
        ? (longest[at + 1] as string) + (longest[at] as string)
        : (longest[at + 1] as string)) +
      longest.slice(at + 2);
    return question.replace(longest, slipped);
  };
}

function rowOf(passageId: string): string {
  return passageId.slice(0, passageId.lastIndexOf('\n'));
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}
