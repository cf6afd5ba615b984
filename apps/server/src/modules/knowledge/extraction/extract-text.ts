// Plain text and question–answer pairs → articles.

import type { Article } from '../core/article.ts';
import { extractMarkdown } from './extract-markdown.ts';

const LONGEST_HEADING_WORDS = 12;

/**
 * Plain text keeps its paragraphs. A short line alone between blank lines that asks a question, or
 * that starts large and ends without punctuation, is taken for a heading; nothing else is guessed.
 */
export function extractText(text: string, fallbackTitle: string): Article {
  const paragraphs = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n[ \t]*(?:\r?\n)+/)
    .filter((paragraph) => paragraph.trim());
  const markdown = paragraphs
    .map((paragraph, index) =>
      index < paragraphs.length - 1 && looksLikeHeading(paragraph)
        ? `## ${paragraph.trim()}`
        : paragraph.replace(/^( {0,3})#/gm, '$1\\#'),
    )
    .join('\n\n');
  return extractMarkdown(markdown, fallbackTitle);
}

export function extractQuestionAndAnswer(question: string, answer: string): Article {
  const title = question.trim();
  return { title, url: null, sections: [{ trail: [], heading: title, markdown: answer.trim() }] };
}

function looksLikeHeading(paragraph: string): boolean {
  const line = paragraph.trim();
  if (line.includes('\n') || line.split(/\s+/).length > LONGEST_HEADING_WORDS) return false;
  if (/\?$/.test(line)) return true;
  return /^[\p{Lu}\d]/u.test(line) && /[\p{L}\p{N})]$/u.test(line);
}
