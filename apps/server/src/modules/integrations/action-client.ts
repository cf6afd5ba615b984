/**
 * The requests of actions: one request, one honest word about what became of it.
 *
 * Redirects are never followed, for a request that changes something must not change something
 * else; the body is read up to a bound; and what failed before anything was sent is told apart from
 * what may have happened.
 */
import { retryAfterOf } from '../../platform/retry-after.ts';
import type { FetchRefusal, RefusalCode, SafeFetch } from '../../platform/safe-fetch/index.ts';
import type { RefusesServer, SendRequest } from '../answering/index.ts';

const MOST_BYTES = 256 * 1024;
const TEXT_KEPT = 2_000;

/** Refused before a byte of the request could arrive. */
const NOT_SENT: ReadonlySet<RefusalCode> = new Set([
  'bad_url',
  'scheme',
  'credentials',
  'port',
  'private_address',
  'unknown_host',
  'unreachable',
  'tls',
]);
const MAY_PASS: ReadonlySet<RefusalCode> = new Set(['unknown_host', 'unreachable']);

/** Where the client never sends anything, in words for who types an address. */
const NO_SERVER: Partial<Record<RefusalCode, string>> = {
  port: 'names a port that belongs to another service: nothing is sent there',
  private_address:
    'leads into a private network; actions go to public addresses only, unless the operator of Baton allows others (BATON_ALLOW_PRIVATE_FETCH)',
};

export function createServerCheck(web: Pick<SafeFetch, 'refuses'>): RefusesServer {
  return (origin) => {
    const refusal = web.refuses(origin);
    return refusal === null
      ? null
      : (NO_SERVER[refusal.code] ?? 'is not an address that requests are sent to');
  };
}

export function createActionClient(web: Pick<SafeFetch, 'fetch'>): SendRequest {
  return async ({ method, url, headers, body, timeoutMs, idempotencyKey }) => {
    const fetched = await web.fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        ...headers,
        ...(body !== null && { 'content-type': 'application/json' }),
        'idempotency-key': idempotencyKey,
      },
      ...(body !== null && { body }),
      maxBytes: MOST_BYTES,
      totalMs: timeoutMs,
      idleMs: timeoutMs,
      maxRedirects: 0,
    });
    if (!fetched.ok) return refused(fetched);
    const waitMs = retryAfterOf(fetched.headers, new Date());
    const text = new TextDecoder().decode(fetched.bytes);
    return {
      kind: 'answered',
      status: fetched.status,
      json: text.trim() === '' ? {} : parsed(text),
      text: text.slice(0, TEXT_KEPT),
      retryAfter: waitMs === null ? null : waitMs / 1_000,
    };
  };
}

function refused({ code, words }: FetchRefusal): Awaited<ReturnType<SendRequest>> {
  if (NOT_SENT.has(code)) return { kind: 'not_sent', words, mayPass: MAY_PASS.has(code) };
  if (code === 'too_many_redirects') {
    return { kind: 'unreadable', words: 'It redirects, and redirects are not followed.' };
  }
  return { kind: code === 'too_large' ? 'unreadable' : 'unknown', words };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
