// A table of questions and answers → one input per row, and what is wrong with the others by line.

import { parseDelimited, separatorOf } from './parse-delimited.ts';

export interface QuestionRow {
  line: number;
  question: string;
  answer: string;
  url: string | null;
}

export interface RowProblem {
  line: number;
  reason: string;
}

export type QuestionsRead =
  | { rows: QuestionRow[]; problems: RowProblem[] }
  | { refused: 'no_columns' | 'no_rows' };

export const MOST_ROWS = 50_000;
export const MOST_QUESTION_LETTERS = 500;
export const MOST_ANSWER_LETTERS = 20_000;

const QUESTION =
  /^(?:questions?|faqs?|fragen?|titles?|q|preguntas?|domande|domanda|vraag|pytanie)$/;
const ANSWER =
  /^(?:answers?|repl(?:y|ies)|responses?|antwort(?:en)?|a|respuestas?|réponses?|risposte|risposta|antwoord|odpowiedź|content|text|body)$/;
const ADDRESS = /^(?:urls?|links?|address|source|page)$/;

/** Columns by their names, in any order and case; else the first two. */
export function readQuestions(text: string, separator = separatorOf(text)): QuestionsRead {
  const rows: QuestionRow[] = [];
  const problems: RowProblem[] = [];
  const seen = new Map<string, number>();
  let columns: Columns | null = null;
  for (const { line, fields, unclosed } of parseDelimited(text, separator)) {
    if (columns === null) {
      if (fields.length < 2) return { refused: 'no_columns' };
      const named = columnsOf(fields);
      columns = named ?? { question: 0, answer: 1, url: null };
      if (named) continue;
    }
    if (rows.length >= MOST_ROWS) {
      const reason = `A table may have at most ${MOST_ROWS.toLocaleString('en')} rows; this one and what follows was left out.`;
      problems.push({ line, reason });
      break;
    }
    const row = rowOf(fields, line, columns);
    const reason = unclosed ? 'A quotation mark is never closed.' : problemOf(row, fields);
    const earlier = seen.get(row.question.toLowerCase());
    if (reason) problems.push({ line, reason });
    else if (earlier !== undefined)
      problems.push({ line, reason: `The same question is in line ${earlier} already.` });
    else {
      seen.set(row.question.toLowerCase(), line);
      rows.push(row);
    }
  }
  return rows.length + problems.length === 0 ? { refused: 'no_rows' } : { rows, problems };
}

interface Columns {
  question: number;
  answer: number;
  url: number | null;
}

function columnsOf(header: readonly string[]): Columns | null {
  const names = header.map((name) => name.trim().toLowerCase());
  const question = names.findIndex((name) => QUESTION.test(name));
  const answer = names.findIndex((name) => ANSWER.test(name));
  const url = names.findIndex((name) => ADDRESS.test(name));
  return question < 0 || answer < 0 ? null : { question, answer, url: url < 0 ? null : url };
}

function rowOf(fields: readonly string[], line: number, columns: Columns): QuestionRow {
  const url = columns.url === null ? '' : (fields[columns.url] ?? '').trim();
  return {
    line,
    question: (fields[columns.question] ?? '').replace(/\s+/g, ' ').trim(),
    answer: (fields[columns.answer] ?? '').trim(),
    url: url || null,
  };
}

function problemOf(
  { question, answer, url }: QuestionRow,
  fields: readonly string[],
): string | null {
  const letters = (most: number): string => `${most.toLocaleString('en')} characters`;
  if (fields.length < 2) return 'It has one column only; a question and an answer are needed.';
  if (!/[\p{L}\p{N}]/u.test(question)) return 'The question is empty.';
  if (!/[\p{L}\p{N}]/u.test(answer)) return 'The answer is empty.';
  if (question.length > MOST_QUESTION_LETTERS)
    return `The question has more than ${letters(MOST_QUESTION_LETTERS)}.`;
  if (answer.length > MOST_ANSWER_LETTERS)
    return `The answer has more than ${letters(MOST_ANSWER_LETTERS)}.`;
  if (url !== null && !/^https?:\/\/\S+$/i.test(url))
    return 'The link is no address that begins with https://.';
  return null;
}
