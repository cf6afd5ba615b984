// `baton eval retrieval`: how well the product's own index finds the right passage and the right
// article. Rows of the corpus are sections as they are; the product cuts, indexes and ranks them.

import {
  askIndex,
  cutSection,
  type Embed,
  type IndexedDocument,
  indexDocuments,
  type ReadTexts,
} from '@baton/server';
import { EvalInputError } from './json-lines.ts';
import {
  percentile,
  type RankingMetrics,
  type RankedQuestion,
  rankingMetrics,
} from './ranking-metrics.ts';
import { type CorpusRow, readCorpus, readRetrievalQuestions } from './retrieval-files.ts';

export interface RetrievalEvaluation {
  n: number;
  passage: RankingMetrics;
  article: RankingMetrics;
  p50_ms: number;
  p99_ms: number;
  /** Cutting, indexing and embedding the whole corpus. */
  index_ms: number;
  rows: number;
  passages: number;
}

export interface RetrievalFiles {
  corpusPath: string;
  queriesPath: string;
}

/** Enough passages that ten rows and ten articles are among them. */
const DEPTH = 50;

/**
 * `embed` null measures search by words alone, `read` null without the reader. Throws EvalInputError
 * on bad files.
 */
export async function evalRetrieval(
  files: RetrievalFiles,
  embed: Embed | null,
  read: ReadTexts | null = null,
): Promise<RetrievalEvaluation> {
  const corpus = readCorpus(files.corpusPath);
  const questions = readRetrievalQuestions(files.queriesPath);
  const articleOf = new Map(corpus.map((row) => [row.id, row.article]));
  for (const { id, relevantRows } of questions)
    for (const row of relevantRows)
      if (!articleOf.has(row))
        throw new EvalInputError(files.queriesPath, null, `${id}: no row "${row}" in the corpus`);

  const started = performance.now();
  const index = await indexDocuments(documentsOf(corpus), embed);
  const indexed = performance.now() - started;
  const times: number[] = [];
  const byPassage: RankedQuestion[] = [];
  const byArticle: RankedQuestion[] = [];
  for (const { question, relevantRows, relevantArticles } of questions) {
    const start = performance.now();
    const found = await askIndex(index, embed, question, { limit: DEPTH, read, places: 'all' });
    times.push(performance.now() - start);
    const rows = unique(found.passages.map((passage) => rowOf(passage.passageId)));
    const right =
      relevantArticles.length > 0
        ? relevantArticles
        : relevantRows.map((row) => articleOf.get(row) as string);
    byPassage.push({ ranked: rows, relevant: new Set(relevantRows) });
    byArticle.push({
      ranked: unique(found.passages.map((passage) => passage.documentId)),
      relevant: new Set(right),
    });
  }
  return {
    n: questions.length,
    passage: rankingMetrics(byPassage),
    article: rankingMetrics(byArticle),
    p50_ms: percentile(times, 0.5),
    p99_ms: percentile(times, 0.99),
    index_ms: indexed,
    rows: corpus.length,
    passages: index.passageCount,
  };
}

/** Rows of one article in the order of the file; a row that is too long becomes several passages. */
export function documentsOf(corpus: CorpusRow[]): IndexedDocument[] {
  const documents = new Map<string, IndexedDocument>();
  for (const row of corpus) {
    let document = documents.get(row.article);
    if (!document) {
      document = { id: row.article, title: row.title, url: null, passages: [] };
      documents.set(row.article, document);
    }
    const section = { trail: row.trail, heading: row.heading, markdown: row.text };
    cutSection(section).forEach((passage, part) =>
      document.passages.push({ ...passage, id: `${row.id}\n${part}` }),
    );
  }
  return [...documents.values()];
}

function rowOf(passageId: string): string {
  return passageId.slice(0, passageId.lastIndexOf('\n'));
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
