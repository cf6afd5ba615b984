/**
 * One attempt: a POST, and what became of it. The receiver's status alone decides; its answer is read
 * as far as a log shows it, and a long one, or one that breaks off, takes nothing back.
 */
import { retryAfterOf } from '../../../platform/retry-after.ts';
import type { FetchHead, SafeFetch } from '../../../platform/safe-fetch/index.ts';
import { refusalWords } from './refusal-words.ts';

const WITHIN_MS = 15_000;
const IDLE_MS = 10_000;
const MOST_BYTES = 16 * 1024;
const EXCERPT = 500;

export interface Posted {
  /** `gone`: it wants no more of them (410). */
  outcome: 'delivered' | 'failed' | 'gone';
  status: number | null;
  response: string | null;
  /** In words, when it failed. */
  problem: string | null;
  /** How long it asks to be left alone. */
  retryAfterMs: number | null;
  milliseconds: number;
}

export interface ToPost {
  url: string;
  headers: Record<string, string>;
  body: string;
  signal?: AbortSignal;
}

export type Post = (request: ToPost) => Promise<Posted>;

/** @param withinMs for all of it */
export function createPost(web: Pick<SafeFetch, 'fetch'>, withinMs: number = WITHIN_MS): Post {
  return async ({ url, headers, body, signal }) => {
    const began = performance.now();
    let head: FetchHead | undefined;
    const fetched = await web.fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
      maxBytes: MOST_BYTES,
      totalMs: withinMs,
      idleMs: Math.min(IDLE_MS, withinMs),
      // What is signed for one address goes to no other.
      maxRedirects: 0,
      wantsBody: (seen) => {
        head = seen;
        return !(Number(seen.headers['content-length']) > MOST_BYTES);
      },
      ...(signal && { signal }),
    });
    const milliseconds = Math.round(performance.now() - began);
    const answer = fetched.ok ? fetched : head;
    if (answer === undefined) {
      const words = fetched.ok ? '' : refusalWords(fetched);
      return { ...nothing, outcome: 'failed', problem: words, milliseconds };
    }
    const { status } = answer;
    const response = fetched.ok ? excerptOf(fetched.bytes) : null;
    const retryAfterMs = retryAfterOf(answer.headers, new Date());
    const outcome =
      status >= 200 && status < 300 ? 'delivered' : status === 410 ? 'gone' : 'failed';
    const problem = outcome === 'delivered' ? null : problemOf(status);
    return { outcome, status, response, problem, retryAfterMs, milliseconds };
  };
}

const nothing = { status: null, response: null, retryAfterMs: null } as const;

function problemOf(status: number): string {
  return status === 410
    ? 'It answered 410: it wants no more of these.'
    : `It answered with status ${status}.`;
}

/** Text without control characters: it is shown, and stored in a column that takes no NUL. */
function excerptOf(bytes: Uint8Array): string | null {
  const text = new TextDecoder()
    .decode(bytes)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .trim();
  return text === '' ? null : [...text].slice(0, EXCERPT).join('');
}
