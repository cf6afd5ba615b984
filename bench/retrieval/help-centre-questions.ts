// Openly licensed help centres as retrieval tests: a heading that reads like a question is asked,
// the section below it should be found, and the heading itself is taken out of the documents.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cutSection, type IndexedDocument } from '@baton/server';

interface Row {
  id: string;
  article: string;
  title: string;
  heading: string;
  question: boolean;
  text: string;
}

export interface HelpCentreTest {
  name: string;
  documents: IndexedDocument[];
  questions: { question: string; rowId: string; article: string }[];
}

/** A row's passages are called "<row id>\n<part>". */
export const rowOf = (passageId: string): string => passageId.slice(0, passageId.lastIndexOf('\n'));

const SECTIONS = 2_000;
const FEWEST_WORDS = 8;

export function helpCentreTest(folder: string, name: string): HelpCentreTest {
  const rows = readFileSync(join(folder, `${name}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
  const times = new Map<string, number>();
  for (const { heading } of rows)
    times.set(heading.toLowerCase(), (times.get(heading.toLowerCase()) ?? 0) + 1);
  const asked = rows.filter(
    (row) =>
      row.question &&
      times.get(row.heading.toLowerCase()) === 1 &&
      row.text.split(/\s+/).length >= FEWEST_WORDS,
  );
  const kept = someArticles(rows, new Set(asked.map((row) => row.article)));
  const takenOut = new Set(asked.map((row) => row.id));
  const documents = new Map<string, IndexedDocument>();
  for (const row of rows) {
    if (!kept.has(row.article)) continue;
    const document = documents.get(row.article) ?? {
      id: row.article,
      title: row.title,
      url: null,
      passages: [],
    };
    documents.set(row.article, document);
    const heading = takenOut.has(row.id) ? '' : row.heading;
    cutSection({ trail: [], heading, markdown: row.text }).forEach((passage, part) =>
      document.passages.push({ ...passage, id: `${row.id}\n${part}` }),
    );
  }
  return {
    name,
    documents: [...documents.values()],
    questions: asked.map((row) => ({ question: row.heading, rowId: row.id, article: row.article })),
  };
}

/** The articles asked about, and others in order until there are enough sections. */
function someArticles(rows: readonly Row[], needed: ReadonlySet<string>): Set<string> {
  const sizes = new Map<string, number>();
  for (const { article } of rows) sizes.set(article, (sizes.get(article) ?? 0) + 1);
  const kept = new Set(needed);
  let total = [...kept].reduce((sum, article) => sum + (sizes.get(article) ?? 0), 0);
  for (const [article, size] of sizes) {
    if (kept.has(article) || total + size > SECTIONS) continue;
    kept.add(article);
    total += size;
  }
  return kept;
}
