// `baton eval answers`: does confidence know when the answer is right? Over a knowledge base with
// articles withdrawn (--corpus, --questions), or over one context a question (--pairs).

import {
  askIndex,
  cutSection,
  indexDocuments,
  type Retrieval,
  type TurnRetrieval,
} from '@baton/server';
import { type Answered, answersReport } from './answers-report.ts';
import { bareTurn, type EvalEngine } from './engine.ts';
import { EvalInputError, readJsonLines, textField, textList } from './json-lines.ts';
import { documentsOf } from './retrieval.ts';
import { readCorpus } from './retrieval-files.ts';

const LIMIT = 10;

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
  const index = await indexDocuments(documentsOf(corpus), engine.embed);

  const answered: Answered[] = [];
  for (const { question, withdrawn, answerable, articles } of questions) {
    const found = await askIndex(index, engine.embed, question, {
      limit: LIMIT,
      read: engine.read,
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
    const passages = cutSection({ trail: [], heading: '', markdown: context }).map(
      (passage, part) => ({ ...passage, id: `context#${part}` }),
    );
    const document = { id: 'context', title: '', url: null, passages };
    const index = await indexDocuments([document], engine.embed);
    const found = await askIndex(index, engine.embed, question, {
      limit: LIMIT,
      read: engine.read,
    });
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

function asRetrieval(found: Retrieval): TurnRetrieval {
  return {
    passages: found.passages.map(({ documentTitle, ...passage }) => ({
      ...passage,
      title: documentTitle,
    })),
    evidence: { ...found.evidence },
  };
}
