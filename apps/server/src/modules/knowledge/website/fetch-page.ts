// Asks for one address and says in a value what came of it. Knows nothing of databases.

import { retryAfterOf } from '../../../platform/retry-after.ts';
import { gunzipWithin, type Fetched, type SafeFetch } from '../../../platform/safe-fetch/index.ts';
import { textOfPage } from './charset.ts';
import { doorByLook, doorByStatus, type Door, DOOR_WORDS, isLoginPath } from './doors.ts';
import { lookAtPage, type PageLook, robotsDirectives } from './look-at-page.ts';
import { readSitemap, type Sitemap } from './sitemap.ts';

export interface PageWish {
  url: string;
  /** A sitemap is read as nothing else; the start page may turn out to be one. */
  as: 'page' | 'sitemap' | 'start';
  etag: string | null;
  lastModified: string | null;
  mayFollow: (to: URL) => boolean | Promise<boolean>;
  /** For the whole page, however slowly it drips. */
  withinMs: number;
  signal: AbortSignal;
}

interface Answered {
  /** Where it was found in the end. */
  url: string;
  status: number;
}

interface Found extends Answered {
  etag: string | null;
  lastModified: string | null;
}

export type PageAnswer =
  | ({ type: 'page'; look: PageLook; html: string } & Found)
  | ({ type: 'file'; bytes: Uint8Array; mime: string; noindex: boolean } & Found)
  | ({ type: 'sitemap'; sitemap: Sitemap } & Found)
  | ({ type: 'unchanged' } & Answered)
  /** Not there, and says so. */
  | ({ type: 'gone'; reason: string } & Answered)
  /** Nothing wrong with it, but nothing for us. */
  | ({ type: 'skipped'; reason: string } & Answered)
  | { type: 'failed'; reason: string; status: number | null; door: Door | null }
  /** Worth another try. `wholeSite`: everything there should wait. */
  | {
      type: 'again';
      reason: string;
      status: number | null;
      afterMs: number | null;
      wholeSite: boolean;
    }
  | { type: 'stopped' };

const MOST_BYTES = 10 * 1024 * 1024;
const MOST_SITEMAP_BYTES = 50 * 1024 * 1024;
const ACCEPT =
  'text/html,application/xhtml+xml,application/pdf,text/markdown,text/plain,application/xml;q=0.9,*/*;q=0.5';

const HTML = /^(?:text\/html|application\/xhtml\+xml)$/;
const XML = /^(?:text|application)\/(?:[\w.-]+\+)?xml$/;
/** What the document path may read; whether it can is its to say. */
const FILES: [RegExp, string][] = [
  [/^application\/pdf$/, '.pdf'],
  [/^application\/vnd\.openxmlformats-officedocument\.wordprocessingml\.document$/, '.docx'],
  [/^text\/(?:x-)?markdown$/, '.md'],
  [/^text\/plain$/, '.txt'],
  [/^text\/csv$/, '.csv'],
];
const FILE_ENDING = /\.(?:pdf|docx|md|markdown|txt|csv)$/i;

const PERMANENT = new Set([
  'bad_url',
  'scheme',
  'credentials',
  'port',
  'private_address',
  'tls',
  'too_large',
  'too_many_redirects',
]);

export async function fetchPage(web: SafeFetch, wish: PageWish): Promise<PageAnswer> {
  const answer = await web.fetch(wish.url, {
    headers: {
      accept: ACCEPT,
      ...(wish.etag ? { 'if-none-match': wish.etag } : {}),
      ...(wish.lastModified ? { 'if-modified-since': wish.lastModified } : {}),
    },
    maxBytes: wish.as === 'sitemap' ? MOST_SITEMAP_BYTES : MOST_BYTES,
    totalMs: wish.withinMs,
    idleMs: Math.min(wish.withinMs, 15_000),
    signal: wish.signal,
    mayFollow: wish.mayFollow,
    wantsBody: (head) => head.status >= 400 || isWanted(typeOf(head), head.url, wish.as),
  });
  if (answer.ok) return answered(answer, wish);
  if (answer.code === 'stopped') return { type: 'stopped' };
  if (answer.code === 'not_followed') {
    if (isLoginPath(answer.url)) return throughDoor('login', null);
    return { type: 'skipped', reason: `It leads to ${answer.url}.`, url: wish.url, status: 302 };
  }
  if (PERMANENT.has(answer.code)) {
    return { type: 'failed', reason: answer.words, status: null, door: null };
  }
  return {
    type: 'again',
    reason: answer.words,
    status: null,
    afterMs: null,
    wholeSite: answer.code === 'unreachable' || answer.code === 'unknown_host',
  };
}

async function answered(answer: Fetched, wish: PageWish): Promise<PageAnswer> {
  const { url, status, headers } = answer;
  if (status === 304) return { type: 'unchanged', url, status };
  if (status === 404 || status === 410) {
    return { type: 'gone', reason: `There is no such page (status ${status}).`, url, status };
  }
  const door = doorByStatus(status, headers);
  if (door) return throughDoor(door, status);
  if (status === 429 || status >= 500 || status === 408 || status === 425) {
    if (status === 503 && doorByLook(status, await lookOf(answer)) === 'blocked') {
      return throughDoor('blocked', status);
    }
    return {
      type: 'again',
      reason:
        status === 429
          ? 'The website asks for more time between pages (status 429).'
          : `The website failed to answer (status ${status}).`,
      status,
      afterMs: retryAfterOf(headers, new Date()),
      wholeSite: status === 429 || status === 503,
    };
  }
  if (status === 403) {
    return throughDoor(doorByLook(status, await lookOf(answer)) ?? 'blocked', status);
  }
  if (status < 200 || status >= 300) {
    return {
      type: 'failed',
      reason: `The website does not give it out (status ${status}).`,
      status,
      door: null,
    };
  }
  return content(answer, wish);
}

async function content(answer: Fetched, { as }: PageWish): Promise<PageAnswer> {
  const { url, status, headers, bytes } = answer;
  const mime = typeOf(answer);
  const found: Found = {
    url,
    status,
    etag: headers.etag ?? null,
    lastModified: headers['last-modified'] ?? null,
  };
  if (as === 'sitemap' || (as === 'start' && (XML.test(mime) || isGzip(bytes)))) {
    const sitemap = await sitemapIn(bytes, mime, url);
    if (sitemap) return { type: 'sitemap', sitemap, ...found };
    if (as === 'sitemap') return { type: 'skipped', reason: 'It is no sitemap.', url, status };
  }
  if (!isWanted(mime, url, as)) {
    const what = mime === '' ? 'of no known kind' : mime;
    return { type: 'skipped', reason: `It is no page and no document (${what}).`, url, status };
  }
  const robotsTag = asText(headers['x-robots-tag']);
  if (!isPage(mime, bytes)) {
    const noindex = robotsDirectives(robotsTag ?? '').noindex === true;
    return { type: 'file', bytes, mime: mime || 'text/plain', noindex, ...found };
  }
  const html = textOfPage(bytes, headers['content-type'] ?? '');
  if (html === null) {
    const reason = 'Its text encoding is not known.';
    return { type: 'failed', reason, status, door: null };
  }
  const look = await lookAtPage(html, url, robotsTag);
  const door = doorByLook(status, look);
  return door ? throughDoor(door, status) : { type: 'page', look, html, ...found };
}

function throughDoor(door: Door, status: number | null): PageAnswer {
  return { type: 'failed', reason: DOOR_WORDS[door], status, door };
}

async function lookOf(answer: Fetched): Promise<PageLook> {
  const start = answer.bytes.subarray(0, 256 * 1024);
  const html = textOfPage(start, answer.headers['content-type'] ?? '') ?? '';
  return lookAtPage(html, answer.url, null);
}

async function sitemapIn(bytes: Uint8Array, mime: string, url: string): Promise<Sitemap | null> {
  const plain = isGzip(bytes) ? await gunzipWithin(bytes, MOST_SITEMAP_BYTES) : bytes;
  const text = plain && plain.length <= MOST_SITEMAP_BYTES ? Buffer.from(plain).toString() : null;
  return text === null || (HTML.test(mime) && /^\s*<!doctype html/i.test(text))
    ? null
    : readSitemap(text, url);
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function isWanted(mime: string, url: string, as: PageWish['as']): boolean {
  if (as === 'sitemap') return !/^(?:image|audio|video)\//.test(mime);
  if (HTML.test(mime) || FILES.some(([type]) => type.test(mime))) return true;
  if (as === 'start' && (XML.test(mime) || /gzip/.test(mime))) return true;
  const unsaid = mime === '' || mime === 'application/octet-stream';
  return unsaid && (mime === '' || FILE_ENDING.test(new URL(url).pathname));
}

/** Some servers call every page text/plain, or nothing at all. */
function isPage(mime: string, bytes: Uint8Array): boolean {
  if (HTML.test(mime)) return true;
  const start = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
  return (mime === '' || mime === 'text/plain') && /^\s*(?:<!doctype html|<html[\s>])/i.test(start);
}

function typeOf({ headers }: Pick<Fetched, 'headers'>): string {
  return (headers['content-type']?.split(';')[0] ?? '').trim().toLowerCase();
}

function asText(header: string | string[] | undefined): string | null {
  return Array.isArray(header) ? header.join(', ') : (header ?? null);
}
