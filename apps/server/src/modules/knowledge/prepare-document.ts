// One thing that somebody hands in → a document ready to be stored, or a plain-words rejection.

import { createHash } from 'node:crypto';
import { type Article, articleMarkdown } from './core/article.ts';
import { decodeText } from './decode-text.ts';
import type { DocumentInput, Rejection } from './documents.ts';
import { extractHtml } from './extraction/extract-html.ts';
import { extractMarkdown } from './extraction/extract-markdown.ts';
import { extractQuestionAndAnswer, extractText } from './extraction/extract-text.ts';
import { cutPassages, type PassageDraft } from './extraction/passages.ts';

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

type Format = 'markdown' | 'html' | 'text';

const FORMATS: Record<string, Format> = {
  md: 'markdown',
  markdown: 'markdown',
  mdx: 'markdown',
  mdown: 'markdown',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  txt: 'text',
  text: 'text',
  'text/markdown': 'markdown',
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/plain': 'text',
};

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

export async function prepareDocument(input: DocumentInput): Promise<PreparedDocument | Rejection> {
  const name = nameOf(input);
  if (!name) return { code: 'bad_name', detail: 'It needs a name.' };
  const text = textOfInput(input);
  if (typeof text !== 'string') return text;
  if (!/[\p{L}\p{N}]/u.test(text)) return { code: 'empty', detail: 'There is no text in it.' };
  const format = input.kind === 'file' || input.kind === 'example' ? formatOf(input, text) : null;
  if (format !== null && typeof format !== 'string') return format;

  let article: Article;
  let passages: PassageDraft[];
  try {
    article = await read(input, name, text, format);
    passages = cutPassages(article);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { code: 'unreadable', detail: `It could not be read (${reason.slice(0, 200)}).` };
  }
  if (passages.length === 0)
    return {
      code: 'empty',
      detail:
        format === 'html'
          ? 'No content was found on this page, only menus or scripts.'
          : 'There is no text in it.',
    };
  return {
    kind: input.kind,
    name,
    title: (article.title.replace(/\s+/g, ' ').trim() || name).slice(0, LONGEST_TITLE),
    url: input.url ?? article.url,
    markdown: articleMarkdown(article),
    bytes: 'bytes' in input ? input.bytes.length : Buffer.byteLength(text),
    passages,
    notes: [],
  };
}

/** Without NUL, which PostgreSQL's text cannot hold. */
function textOfInput(input: DocumentInput): string | Rejection {
  if (input.kind === 'qa') return input.answer.replaceAll('\u0000', '');
  const decoded =
    input.kind === 'text' ? decodeText(Buffer.from(input.text, 'utf8')) : decodeText(input.bytes);
  return 'text' in decoded ? decoded.text : decoded;
}

async function read(
  input: DocumentInput,
  name: string,
  text: string,
  format: Format | null,
): Promise<Article> {
  if (input.kind === 'qa') return extractQuestionAndAnswer(name, text);
  if (input.kind === 'text') return { ...extractMarkdown(text, name), title: name };
  const title = titleFromFileName(name);
  if (format === 'html') return extractHtml(text, title);
  return format === 'text' ? extractText(text, title) : extractMarkdown(text, title);
}

function formatOf(
  input: { name: string; mime?: string | undefined },
  text: string,
): Format | Rejection {
  const extension = /\.([a-z0-9]+)$/i.exec(input.name)?.[1]?.toLowerCase() ?? '';
  const mime = input.mime?.split(';')[0]?.trim().toLowerCase() ?? '';
  const known = FORMATS[extension] ?? FORMATS[mime];
  if (known) return known;
  if (/^\s*(?:<!doctype html|<html[\s>])/i.test(text)) return 'html';
  if (!extension && (mime === '' || mime.startsWith('text/'))) return 'markdown';
  return {
    code: 'unsupported_type',
    detail: `Files of this kind (${extension ? `.${extension}` : mime}) cannot be read yet. Markdown, HTML and plain text can.`,
  };
}

/** "docs/shipping-and-returns.md" → "Shipping and returns". */
function titleFromFileName(name: string): string {
  const base = (name.split(/[\\/]/).at(-1) ?? name)
    .replace(/\.[a-z0-9]{1,8}$/i, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  return base ? base[0]?.toUpperCase() + base.slice(1) : name;
}
