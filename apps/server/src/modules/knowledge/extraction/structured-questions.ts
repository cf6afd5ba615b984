// Questions and answers in a page's structured data (schema.org FAQPage, QAPage): what a page shows
// only once its scripts have run is often written there. Data, read as data.

import { contentsOfElements } from './cut-elements.ts';
import { markdownOfHtml } from './markdown-of-html.ts';

export interface StructuredQuestion {
  question: string;
  answer: string;
}

const MOST_LETTERS = 1_000_000;
const MOST_QUESTIONS = 500;
const MOST_DEPTH = 12;

export function structuredQuestions(html: string): StructuredQuestion[] {
  const found: StructuredQuestion[] = [];
  const isData = (attributes: string): boolean => /application\/ld\+json/i.test(attributes);
  for (const json of contentsOfElements(html, 'script', isData)) {
    if (json.length > MOST_LETTERS) continue;
    try {
      collect(JSON.parse(json), found, 0);
    } catch {
      // Broken data says nothing.
    }
  }
  return found;
}

function collect(value: unknown, found: StructuredQuestion[], depth: number): void {
  if (depth > MOST_DEPTH || typeof value !== 'object' || value === null) return;
  if (found.length >= MOST_QUESTIONS) return;
  const { '@type': type, name, acceptedAnswer } = value as Record<string, unknown>;
  const [answer] = [acceptedAnswer].flat();
  const text = (answer as { text?: unknown } | undefined)?.text;
  if (type === 'Question' && typeof name === 'string' && typeof text === 'string') {
    const question = markdownOfHtml(name).replace(/\s+/g, ' ').trim();
    const said = markdownOfHtml(text).trim();
    if (question && said) found.push({ question, answer: said });
    return;
  }
  for (const part of Object.values(value)) collect(part, found, depth + 1);
}
