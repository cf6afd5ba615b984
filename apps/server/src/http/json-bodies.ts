/**
 * Reads JSON bodies, never more than allowed, and drops from them what PostgreSQL cannot hold: NUL
 * characters, and halves of surrogate pairs (which become U+FFFD). Done once, here, so that no
 * schema and no store has to think of it.
 */
import { LIMITS, POLICY_LIMITS } from '@baton/protocol';
import type { Context, MiddlewareHandler } from 'hono';
import type { HttpEnv } from './http-env.ts';
import { Problem } from './problem.ts';

const mayCarryBody = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

export function readJsonBodies(): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    if (mayCarryBody.has(c.req.method) && !isMultipart(c)) {
      const text = cleanJson(await readText(c, mostBytes(c.req.path)));
      // Hono keeps promises of bodies here and parses `json()` from this one; its type says string.
      Object.assign(c.req.bodyCache, { text: Promise.resolve(text) });
    }
    await next();
  };
}

/** Files come as multipart; their route reads them as they stream in. */
export function isMultipart(c: Context<HttpEnv>): boolean {
  return /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '');
}

/** A policy holds many guidelines; everything else is small. */
const mostBytes = (path: string): number =>
  /\/policy(?:\/|$)/.test(path) ? POLICY_LIMITS.bodyBytes : LIMITS.bodyBytes;

async function readText(c: Context<HttpEnv>, most: number): Promise<string> {
  const declared = Number(c.req.header('content-length') ?? Number.NaN);
  if (declared > most) throw tooLarge(most);
  // The server holds a client to the length it declared.
  if (!Number.isNaN(declared)) return c.req.text();
  return readCounted(c.req.raw.body, most);
}

async function readCounted(body: ReadableStream<Uint8Array> | null, most: number): Promise<string> {
  if (body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > most) throw tooLarge(most);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function tooLarge(most: number): Problem {
  return new Problem(
    'too_large',
    `A request here has at most ${most / 1024} kB; a message ${LIMITS.messageLength} characters.`,
  );
}

/** In valid JSON both can only be written as escapes; most bodies have none and stay as they are. */
const suspicious = /\\u(?:0000|d[89a-f])/i;

function cleanJson(text: string): string {
  if (!suspicious.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text, (_key, value: unknown) => cleaned(value)));
  } catch {
    // Malformed: the route says so.
    return text;
  }
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [cleanText(key), held]));
}

const loneSurrogate = /[\uD800-\uDFFF]/gu;

/** Text as PostgreSQL can hold it. */
export function cleanText(text: string): string {
  return text.replaceAll('\u0000', '').replace(loneSurrogate, '\uFFFD');
}
