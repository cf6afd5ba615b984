// The corpus and question files of the retrieval task. Two kinds of corpus rows: sections of
// articles ({id, article, title, heading, text}) and questions with answers ({id, question, answer}).

import { readJsonLines, optionalText, textField, textList } from './json-lines.ts';

export interface CorpusRow {
  id: string;
  article: string;
  title: string;
  trail: string[];
  heading: string;
  text: string;
}

export interface RetrievalQuestion {
  id: string;
  question: string;
  relevantRows: string[];
  /** Empty when the file names none: then it is the article of the relevant rows. */
  relevantArticles: string[];
}

export function readCorpus(path: string): CorpusRow[] {
  const seen = new Set<string>();
  return readJsonLines(path, (row) => {
    const id = textField(row, 'id');
    if (seen.has(id)) throw new Error(`the id "${id}" is already taken`);
    seen.add(id);
    if ('question' in row && 'answer' in row) {
      const question = textField(row, 'question');
      const answer = textField(row, 'answer');
      return { id, article: id, title: question, trail: [], heading: question, text: answer };
    }
    const article = textField(row, 'article');
    return {
      id,
      article,
      // Files without a title are called by their name, as everywhere in Baton.
      title: optionalText(row, 'title') || fileTitle(article),
      trail: row.trail === undefined ? [] : textList(row, 'trail'),
      heading: optionalText(row, 'heading'),
      text: textField(row, 'text'),
    };
  });
}

export function readRetrievalQuestions(path: string): RetrievalQuestion[] {
  return readJsonLines(path, (row) => ({
    id: textField(row, 'qid'),
    question: textField(row, 'query'),
    relevantRows: textList(row, 'rel'),
    relevantArticles: row.rel_article === undefined ? [] : textList(row, 'rel_article'),
  }));
}

function fileTitle(article: string): string {
  const name = article.split('/').at(-1) ?? article;
  return name.replace(/\.[a-z]{2,5}$/i, '').replace(/[-_]+/g, ' ');
}
