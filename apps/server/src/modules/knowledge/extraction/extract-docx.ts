// Word documents → articles.
//
// Only the parts with text are unpacked, within limits, and nothing of them runs: macros, embedded
// objects and pictures stay packed. mammoth turns Word's styles into headings, lists and tables.

import mammoth from 'mammoth';
import type { Article } from '../core/article.ts';
import { extractMarkdown } from './extract-markdown.ts';
import { markdownOfHtml } from './markdown-of-html.ts';
import { readZip, ZipRefused, type ZipLimits } from './open-zip.ts';

const LIMITS: ZipLimits = {
  entries: 5_000,
  totalBytes: 80 * 1024 * 1024,
  entryBytes: 60 * 1024 * 1024,
};
const TEXT_PARTS = /^(?:\[Content_Types\]\.xml|_rels\/.*|word\/[^/]+\.xml|word\/_rels\/.*)$/i;

const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  "r[style-name='Strong'] => strong",
];

export type DocxRead = { article: Article } | { refused: 'not_word' | 'too_large' | 'encrypted' };

export async function extractDocx(bytes: Uint8Array, fallbackTitle: string): Promise<DocxRead> {
  const parts = new Map<string, Buffer>();
  try {
    for (const part of await readZip(bytes, LIMITS, (name) => TEXT_PARTS.test(name))) {
      if ('bytes' in part) parts.set(part.name, part.bytes);
      else if (part.refused === 'encrypted') return { refused: 'encrypted' };
      else if (part.refused !== 'unreadable') return { refused: 'too_large' };
    }
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error;
    return { refused: error.reason === 'unreadable' ? 'not_word' : 'too_large' };
  }
  if (![...parts.keys()].some((name) => /^word\/document[^/]*\.xml$/i.test(name)))
    return { refused: 'not_word' };
  const html = await htmlOf(parts);
  if (html === null) return { refused: 'not_word' };
  return { article: extractMarkdown(markdownOfHtml(html), fallbackTitle) };
}

/** Null: the XML in it is none, or not Word's. Its parser says so in a program's words. */
async function htmlOf(parts: ReadonlyMap<string, Buffer>): Promise<string | null> {
  try {
    const { value } = await mammoth.convertToHtml(unpacked(parts), {
      styleMap: STYLES,
      externalFileAccess: false,
      // The picture itself is not read; mammoth adds its alt text.
      convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
    });
    return value;
  } catch {
    return null;
  }
}

/** mammoth's own view of an opened archive: it would unpack one without any limit. */
function unpacked(parts: ReadonlyMap<string, Buffer>): Parameters<typeof mammoth.convertToHtml>[0] {
  const file = {
    exists: (name: string) => parts.has(name),
    async read(name: string, encoding?: string) {
      const bytes = parts.get(name) ?? Buffer.alloc(0);
      if (encoding === 'base64') return bytes.toString('base64');
      return encoding ? new TextDecoder(encoding).decode(bytes) : new Uint8Array(bytes);
    },
  };
  return { file } as unknown as Parameters<typeof mammoth.convertToHtml>[0];
}
