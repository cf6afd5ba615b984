// One thing that somebody hands in → a document ready to be stored, or a plain-words rejection.
//
// What reads a format is loaded with the first document of that format: together they are several
// megabytes, and the server (and every thread that reads) starts without them.

import { createHash } from 'node:crypto';
import { type Article, articleMarkdown } from '../core/article.ts';
import { type Decoded, decodeText, tooLarge } from '../decode-text.ts';
import type { DocumentInput, Rejection } from '../documents.ts';
import { extractMarkdown } from '../extraction/extract-markdown.ts';
import { extractQuestionAndAnswer, extractText } from '../extraction/extract-text.ts';
import { foldRepeats } from '../extraction/fold-repeats.ts';
import { cutPassages, type PassageDraft } from '../extraction/passages.ts';
import { formatOf } from '../file-formats.ts';

export interface PreparedDocument {
  kind: DocumentInput['kind'];
  name: string;
  title: string;
  url: string | null;
  markdown: string;
  bytes: number;
  passages: PassageDraft[];
  /** In plain words, what reading left out. */
  notes: string[];
}

const LONGEST_NAME = 500;
const LONGEST_TITLE = 300;

/** What identifies an input; empty when it has no usable name. */
export function nameOf(input: DocumentInput): string {
  const name =
    input.kind === 'qa' ? input.question : input.kind === 'text' ? input.title : input.name;
  return name
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_NAME);
}

/** Cheap: decides whether an input is what is stored already, before anything is read. */
export function hashOf(input: DocumentInput): string {
  const hash = createHash('sha256');
  hash.update(`${input.kind}\n${input.url ?? ''}\n`);
  if (input.kind === 'qa') hash.update(input.answer);
  else if (input.kind === 'text') hash.update(input.text);
  else hash.update(input.bytes);
  return hash.digest('hex');
}

/** For one document: tables and archives are taken apart before, by contents-of.ts. */
export async function prepareDocument(input: DocumentInput): Promise<PreparedDocument | Rejection> {
  const name = nameOf(input);
  if (!name) return { code: 'bad_name', detail: 'It needs a name.' };
  try {
    const read = await readArticle(input, name);
    if ('code' in read) return read;
    const { article, notes } = read;
    const passages = foldRepeats(cutPassages(article));
    if (passages.length === 0) return { code: 'empty', detail: read.whenEmpty };
    return {
      kind: input.kind,
      name,
      title: (article.title.replace(/\s+/g, ' ').trim() || name).slice(0, LONGEST_TITLE),
      url: input.url ?? article.url,
      markdown: articleMarkdown(article),
      bytes: bytesOf(input),
      passages,
      notes,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      code: 'unreadable',
      detail: `It could not be read (${reason
        .replace(/\s+/g, ' ')
        .slice(0, 200)
        .replace(/[.\s]+$/, '')}).`,
    };
  }
}

interface ArticleRead {
  article: Article;
  notes: string[];
  whenEmpty: string;
}

const NO_TEXT = 'There is no text in it.';

async function readArticle(input: DocumentInput, name: string): Promise<ArticleRead | Rejection> {
  if (!('bytes' in input)) return readTyped(input, name);
  const refused = tooLarge(input.bytes);
  if (refused) return refused;
  const format = formatOf({ ...input, fromWebsite: input.kind === 'website' });
  if (typeof format !== 'string') return format;
  const title = titleFromFileName(name);
  switch (format) {
    case 'pdf':
      return readPdf(input.bytes, title);
    case 'docx':
      return readDocx(input.bytes, title);
    case 'table':
    case 'archive':
      return {
        code: 'unsupported_type',
        detail: 'Tables and archives are read when they are uploaded, not from a website.',
      };
    default: {
      const text = textOf(decodeText(input.bytes, input.mime));
      if (typeof text !== 'string') return text;
      if (format === 'text') return asRead(extractText(text, title));
      if (format === 'markdown') return asRead(extractMarkdown(text, title));
      const { extractHtml } = await import('../extraction/extract-html.ts');
      const article = await extractHtml(text, title, input.url ?? null);
      return asRead(article, 'No content was found on this page, only menus or scripts.');
    }
  }
}

function readTyped(
  input: Extract<DocumentInput, { kind: 'text' | 'qa' }>,
  name: string,
): ArticleRead | Rejection {
  const typed = input.kind === 'qa' ? input.answer : input.text;
  const text = textOf(
    input.kind === 'qa'
      ? { text: typed.replaceAll('\u0000', '') }
      : decodeText(Buffer.from(typed, 'utf8')),
  );
  if (typeof text !== 'string') return text;
  return asRead(
    input.kind === 'qa'
      ? extractQuestionAndAnswer(name, text)
      : { ...extractMarkdown(text, name), title: name },
  );
}

async function readPdf(bytes: Uint8Array, title: string): Promise<ArticleRead | Rejection> {
  const { extractPdf } = await import('../extraction/extract-pdf.ts');
  const read = await extractPdf(bytes, title);
  if ('article' in read) return { ...read, whenEmpty: NO_TEXT };
  return read.refused === 'encrypted'
    ? LOCKED
    : {
        code: 'no_text',
        detail: `There is no text in it, only pictures${read.pages > 1 ? ` on ${read.pages.toLocaleString('en')} pages` : ''}: it was scanned. Run text recognition (OCR) on it, and add the result.`,
      };
}

async function readDocx(bytes: Uint8Array, title: string): Promise<ArticleRead | Rejection> {
  const { extractDocx } = await import('../extraction/extract-docx.ts');
  const read = await extractDocx(bytes, title);
  if ('article' in read) return asRead(read.article);
  switch (read.refused) {
    case 'encrypted':
      return LOCKED;
    case 'not_word':
      return { code: 'unreadable', detail: 'It is no Word document, or it is damaged.' };
    case 'too_large':
      return {
        code: 'too_large',
        detail: 'It unpacks to far more text than a document has. Split it into smaller ones.',
      };
  }
}

const LOCKED: Rejection = {
  code: 'encrypted',
  detail: 'It is protected with a password. Remove the password and add it again.',
};

function asRead(article: Article, whenEmpty = NO_TEXT): ArticleRead {
  return { article, notes: [], whenEmpty };
}

function textOf(decoded: Decoded): string | Rejection {
  if (!('text' in decoded)) return decoded;
  return /[\p{L}\p{N}]/u.test(decoded.text) ? decoded.text : { code: 'empty', detail: NO_TEXT };
}

function bytesOf(input: DocumentInput): number {
  if ('bytes' in input) return input.bytes.length;
  return Buffer.byteLength(input.kind === 'qa' ? input.answer : input.text);
}

/** "docs/shipping-and-returns.md" → "Shipping and returns". */
function titleFromFileName(name: string): string {
  const base = (name.split(/[\\/]/).at(-1) ?? name)
    .replace(/\.[a-z0-9]{1,8}$/i, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  return base ? base[0]?.toUpperCase() + base.slice(1) : name;
}
