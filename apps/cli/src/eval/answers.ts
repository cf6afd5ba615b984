// `baton eval answers`: does confidence know when the answer is right? Over a knowledge base with
// articles withdrawn (--corpus, --questions), or over one context a question (--pairs).

import { cutSection, embeddingText, PassageIndex, stem, type TurnRetrieval } from '@baton/server';
import { type Answered, answersReport } from './answers-report.ts';
import { bareTurn, type EvalEngine } from './engine.ts';
import { EvalInputError, readJsonLines, textField, textList } from './json-lines.ts';
import { documentsOf } from './retrieval.ts';
import { readCorpus } from './retrieval-files.ts';

const LIMIT = 10;
const DIMENSIONS = 384;

export interface AnswersFiles {
  corpusPath: string;
  questionsPath: string;
}

export interface RemovalQuestion {
  question: string;
  withdrawn: string[];
  answerable: boolean;
  articles: string[];
}

function truth(row: Record<string, unknown>): boolean {
  if (typeof row['answerable'] !== 'boolean') throw new Error('"answerable" must be true or false');
  return row['answerable'];
}

export const readRemovalQuestions = (path: string): RemovalQuestion[] =>
  readJsonLines(path, (row) => ({
    question: textField(row, 'query'),
    withdrawn: textList(row, 'withdrawn'),
    answerable: truth(row),
    articles: textList(row, 'rel_article'),
  }));

export async function evalAnswers(engine: EvalEngine, files: AnswersFiles, budget: number | null) {
  const corpus = readCorpus(files.corpusPath);
  const questions = readRemovalQuestions(files.questionsPath);
  const known = new Set(corpus.map((row) => row.article));
  for (const { question, withdrawn } of questions)
    for (const article of withdrawn)
      if (!known.has(article))
        throw new EvalInputError(
          files.questionsPath,
          null,
          `"${question}": no article "${article}" in the corpus`,
        );
  const index = new PassageIndex(DIMENSIONS, stem);
  const texts: { id: string; text: string }[] = [];
  for (const document of documentsOf(corpus)) {
    index.put(document);
    for (const passage of document.passages)
      texts.push({ id: passage.id, text: embeddingText(document.title, passage) });
  }
  const vectors = await engine.embed(texts.map(({ text }) => text));
  texts.forEach(({ id }, at) => index.setVector(id, vectors[at] as Float32Array));

  const answered: Answered[] = [];
  for (const { question, withdrawn, answerable, articles } of questions) {
    const [queryVector = null] = await engine.embed([question]);
    const found = index.search(question, {
      limit: LIMIT,
      queryVector,
      withoutDocuments: new Set(withdrawn),
    });
    const from = found.passages[0]?.documentId;
    answered.push({
      ...(await judged(engine, question, asRetrieval(found))),
      answerable,
      ok: answerable && from !== undefined && articles.includes(from),
      group: articles[0] ?? question,
    });
  }
  return answersReport(answered, budget);
}

export async function evalPairs(engine: EvalEngine, path: string, budget: number | null) {
  const pairs = readJsonLines(path, (row) => ({
    question: textField(row, 'question'),
    context: textField(row, 'context'),
    answerable: truth(row),
  }));
  const answered: Answered[] = [];
  for (const { question, context, answerable } of pairs) {
    const index = new PassageIndex(DIMENSIONS, stem);
    const passages = cutSection({ trail: [], heading: '', markdown: context }).map(
      (passage, part) => ({ ...passage, id: `context#${part}` }),
    );
    index.put({ id: 'context', title: '', url: null, passages });
    const vectors = await engine.embed(passages.map((passage) => embeddingText('', passage)));
    passages.forEach(({ id }, at) => index.setVector(id, vectors[at] as Float32Array));
    const [queryVector = null] = await engine.embed([question]);
    const found = index.search(question, { limit: LIMIT, queryVector });
    answered.push({
      ...(await judged(engine, question, asRetrieval(found))),
      answerable,
      ok: answerable,
      group: context,
    });
  }
  return answersReport(answered, budget);
}

async function judged(engine: EvalEngine, question: string, retrieval: TurnRetrieval) {
  const first = retrieval.passages[0];
  const draft = first === undefined ? null : { text: first.text, passageIds: [first.passageId] };
  const { signals, confidence } = await engine.escalation.measure(
    { ...bareTurn(question), retrieval, draft },
    engine.policy,
  );
  return { confidence: confidence?.value ?? 0, answers: signals.evidence?.answers ?? 0 };
}

function asRetrieval(found: ReturnType<PassageIndex['search']>): TurnRetrieval {
  return {
    passages: found.passages.map(({ documentTitle, ...passage }) => ({
      ...passage,
      title: documentTitle,
    })),
    evidence: { ...found.evidence },
  };
}
