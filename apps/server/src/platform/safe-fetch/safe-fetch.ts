/**
 * One guarded request: every address checked, every redirect checked again, bounded in bytes and in
 * time, and answered with a value whatever happens. See index.ts for the promise.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { Agent, errors, request } from 'undici';
import { isNeverAllowed, isPublicAddress } from './address.ts';
import { readBody } from './body.ts';
import { guardedConnector, type MayConnect, PRIVATE, type Resolve } from './connect.ts';
import { type FetchRefusal, Refused } from './refusal.ts';
import { hostOf, targetOf } from './target.ts';

export interface SafeFetchOptions {
  /** For an intranet: private addresses too, but never those of cloud metadata. Default: false. */
  allowPrivate?: boolean;
  /** Sent with every request. */
  userAgent: string;
  /** Instead of the rules of address.ts; for tests, which have loopback only. */
  mayConnect?: MayConnect;
  /** Instead of the system's; for tests. */
  resolve?: Resolve;
}

export interface FetchOptions {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Those that carry secrets go no further than the origin that was asked for. */
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Bytes of the body, also once decompressed. Default: 10 MB. */
  maxBytes?: number;
  /** For everything, redirects included, however slowly it drips. Default: 30 s. */
  totalMs?: number;
  /** Without a byte. Default: 10 s. */
  idleMs?: number;
  /** Default: 5. */
  maxRedirects?: number;
  /** Asked before a redirect is followed; no ends with `not_followed` at that address. */
  mayFollow?: (to: URL, from: URL) => boolean | Promise<boolean>;
  /** Asked when the headers are here; no leaves the body unread. */
  wantsBody?: (head: FetchHead) => boolean;
  signal?: AbortSignal;
}

export interface FetchHead {
  /** Where the answer came from: after redirects. */
  url: string;
  status: number;
  headers: IncomingHttpHeaders;
}

export interface Fetched extends FetchHead {
  ok: true;
  bytes: Uint8Array;
}

export interface SafeFetch {
  /** Any answer of a server is one, a 404 too. Never throws. */
  fetch(url: string | URL, options?: FetchOptions): Promise<Fetched | FetchRefusal>;
  /** What is refused by its spelling alone, before anything is resolved; null: it may be tried. */
  refuses(url: string): FetchRefusal | null;
  close(): Promise<void>;
}

const MAX_BYTES = 10 * 1024 * 1024;
const MAX_HEADER_BYTES = 32 * 1024;
const TOTAL_MS = 30_000;
const IDLE_MS = 10_000;
const CONNECT_MS = 10_000;
const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const SECRET_HEADERS = new Set(['authorization', 'cookie', 'proxy-authorization']);

export function createSafeFetch(options: SafeFetchOptions): SafeFetch {
  const { allowPrivate = false, userAgent } = options;
  const mayConnect =
    options.mayConnect ??
    (allowPrivate ? (address) => !isNeverAllowed(address) : (address) => isPublicAddress(address));
  const agent = new Agent({
    connect: guardedConnector({ mayConnect, resolve: options.resolve, timeoutMs: CONNECT_MS }),
    maxHeaderSize: MAX_HEADER_BYTES,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 10_000,
    // Connections are not limited by origin: whoever asks bounds what it asks at once. In a queue
    // here an address that hangs would use up the time of its neighbours on the same host.
    pipelining: 1,
  });

  /** One hop: an answer whose body is still to be read. */
  function ask(url: URL, wish: FetchOptions, first: URL, signal: AbortSignal) {
    const { method = 'GET', idleMs = IDLE_MS } = wish;
    const given = Object.entries(wish.headers ?? {}).filter(
      ([name]) => url.origin === first.origin || !SECRET_HEADERS.has(name.toLowerCase()),
    );
    return request(url, {
      dispatcher: agent,
      method,
      headers: {
        'user-agent': userAgent,
        'accept-encoding': 'gzip, br, deflate',
        ...Object.fromEntries(given),
      },
      body: wish.body ?? null,
      headersTimeout: idleMs,
      bodyTimeout: idleMs,
      signal,
    });
  }

  async function follow(
    start: URL,
    wish: FetchOptions,
    signal: AbortSignal,
    at: (url: URL) => void,
  ): Promise<Fetched> {
    const most = wish.maxRedirects ?? MAX_REDIRECTS;
    let url = start;
    for (let hops = 0; ; hops++) {
      at(url);
      const answer = await ask(url, wish, start, signal);
      const { location } = answer.headers;
      if (REDIRECTS.has(answer.statusCode) && typeof location === 'string') {
        answer.body.on('error', () => {}).destroy();
        if (hops === most) {
          throw new Refused('too_many_redirects', `It was redirected more than ${most} times.`);
        }
        const from = url;
        url = targetOf(location, from);
        at(url);
        if (wish.mayFollow && !(await wish.mayFollow(url, from))) {
          throw new Refused('not_followed', `It leads to ${url.href}.`);
        }
        // A body is sent again only where the server says so, and to the same origin.
        const keepsBody = answer.statusCode >= 307 && url.origin === start.origin;
        if (wish.body !== undefined && !keepsBody) {
          throw new Refused('not_followed', `It leads to ${url.href}, where nothing is sent.`);
        }
        continue;
      }
      const head = { url: url.href, status: answer.statusCode, headers: answer.headers };
      if (wish.method === 'HEAD' || (wish.wantsBody && !wish.wantsBody(head))) {
        answer.body.on('error', () => {}).destroy();
        return { ok: true, ...head, bytes: new Uint8Array() };
      }
      const { maxBytes = MAX_BYTES } = wish;
      const declared = Number(answer.headers['content-length']);
      if (declared > maxBytes) {
        answer.body.on('error', () => {}).destroy();
        const megabytes = (bytes: number) => Math.round((bytes / 1024 / 1024) * 10) / 10;
        throw new Refused(
          'too_large',
          `It has ${megabytes(declared)} MB; at most ${megabytes(maxBytes)} MB are read.`,
        );
      }
      const encoding = String(answer.headers['content-encoding'] ?? '');
      return { ok: true, ...head, bytes: await readBody(answer.body, encoding, { maxBytes }) };
    }
  }

  return {
    async fetch(given, wish = {}) {
      let last = String(given);
      const late = new AbortController();
      const timer = setTimeout(() => late.abort(), wish.totalMs ?? TOTAL_MS);
      const signal = wish.signal ? AbortSignal.any([wish.signal, late.signal]) : late.signal;
      try {
        return await follow(targetOf(given), wish, signal, (url) => {
          last = url.href;
        });
      } catch (error) {
        if (wish.signal?.aborted) {
          return { ok: false, code: 'stopped', words: 'It was stopped.', url: last };
        }
        const timedOut = late.signal.aborted;
        return { ok: false, ...(timedOut ? TOO_SLOW : asRefusal(error)), url: last };
      } finally {
        clearTimeout(timer);
      }
    },
    refuses(given) {
      try {
        const url = targetOf(given);
        const address = literalOf(hostOf(url));
        const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
        if (address === null || mayConnect(address, port)) return null;
        return { ok: false, code: 'private_address', words: PRIVATE, url: url.href };
      } catch (error) {
        return { ok: false, ...asRefusal(error), url: given };
      }
    },
    close: () => agent.destroy(),
  };
}

/** The address that a host says it is. A name of this machine's own is one, too (RFC 6761). */
function literalOf(host: string): string | null {
  if (isIP(host) !== 0) return host;
  return /(?:^|\.)localhost\.?$/.test(host) ? '127.0.0.1' : null;
}

const TOO_SLOW = { code: 'timeout', words: 'The website took too long to answer.' } as const;

/** What went wrong below, in words. A surprise counts as a connection that broke. */
function asRefusal(error: unknown): Pick<FetchRefusal, 'code' | 'words'> {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof Refused) return { code: cause.code, words: cause.message };
    if (cause instanceof AggregateError && cause.errors.length > 0) {
      return asRefusal(cause.errors[0]);
    }
    if (
      cause instanceof errors.HeadersTimeoutError ||
      cause instanceof errors.BodyTimeoutError ||
      cause instanceof errors.ConnectTimeoutError
    ) {
      return TOO_SLOW;
    }
    if (cause instanceof errors.HeadersOverflowError) {
      return { code: 'too_large', words: 'The website sent more headers than anybody reads.' };
    }
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    if (/^(?:CERT_|ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code)) {
      return { code: 'tls', words: 'Its security certificate is not valid.' };
    }
    if (/^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ETIMEDOUT)$/.test(code)) {
      return { code: 'unreachable', words: 'The website cannot be reached.' };
    }
  }
  return { code: 'broken', words: 'The connection broke off.' };
}
