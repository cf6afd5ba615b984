// Embeddings from any server that speaks OpenAI's /embeddings (OpenAI, Ollama, vLLM, LM Studio …),
// instead of the model that ships. For retrieval only: the decision's models need the built-in one.
//
//   embed() → batches → POST {url}/embeddings → checked, unit length
//
// The address is the operator's own setting, mostly inside their network, so the guard against
// private addresses that fetches of untrusted URLs have does not apply here. Plain fetch: one request
// and one reply, which a client library would not make shorter.

import { setTimeout as sleep } from 'node:timers/promises';
import { retryAfterOf } from '../../../platform/retry-after.ts';
import type { Embedder } from './embedder.ts';
import { unitLength } from './embedding-engine.ts';

export interface RemoteEmbedderOptions {
  /** Up to and with the version, such as https://api.openai.com/v1. */
  url: string;
  model: string;
  key: string | null;
  /** Told in plain words when the server is slow or refuses. */
  onTrouble?: (message: string) => void;
  /** For tests. */
  timeoutMs?: number;
  /** Wait before the attempt of this number (1, 2, …) after the first. */
  pauseMs?: (attempt: number) => number;
}

const BATCH = 64;
const ATTEMPTS = 5;
/** The start of the server waits for it. */
const PROBE_ATTEMPTS = 3;
const TIMEOUT_MS = 30_000;
/** A customer waits for a question's vector. */
const QUERY_ATTEMPTS = 2;
const LONGEST_PAUSE_MS = 30_000;
const LONGEST_TEXT = 8_000;

/** What the server did; `again` says whether asking again may help. */
class Refusal extends Error {
  readonly again: boolean;
  readonly pauseMs: number | null;

  constructor(message: string, again: boolean, pauseMs: number | null = null) {
    super(message);
    this.again = again;
    this.pauseMs = pauseMs;
  }
}

/** Asks for one vector to learn the dimensions. Rejects, in plain words, when that fails. */
export async function openRemoteEmbedder(options: RemoteEmbedderOptions): Promise<Embedder> {
  const closed = new AbortController();
  const [probe] = await embedded(options, ['Hello'], PROBE_ATTEMPTS, closed.signal);
  const dimensions = (probe as Float32Array).length;
  return {
    id: `${options.model}/${dimensions}`,
    dimensions,
    async embed(texts, kind) {
      if (closed.signal.aborted) throw new Error('the embedder is closed');
      const vectors: Float32Array[] = [];
      const attempts = kind === 'query' ? QUERY_ATTEMPTS : ATTEMPTS;
      for (let at = 0; at < texts.length; at += BATCH) {
        const some = await embedded(options, texts.slice(at, at + BATCH), attempts, closed.signal);
        for (const vector of some) {
          if (vector.length !== dimensions)
            throw new Error(
              `${options.model} answered with ${vector.length} dimensions after ${dimensions}: has the model behind ${options.url} changed?`,
            );
          vectors.push(vector);
        }
      }
      return vectors;
    },
    close: async () => closed.abort(new Error('the embedder is closed')),
  };
}

async function embedded(
  options: RemoteEmbedderOptions,
  texts: string[],
  attempts: number,
  signal: AbortSignal,
): Promise<Float32Array[]> {
  const pause = options.pauseMs ?? ((attempt) => 500 * 2 ** attempt * (0.5 + Math.random()));
  for (let attempt = 1; ; attempt++) {
    try {
      return await asked(options, texts, signal);
    } catch (error) {
      const again = error instanceof Refusal && error.again && !signal.aborted;
      if (!again || attempt >= attempts) throw error;
      options.onTrouble?.(`${error.message}; asking again`);
      const wait = Math.max(error.pauseMs ?? 0, pause(attempt));
      await sleep(Math.min(LONGEST_PAUSE_MS, wait), undefined, { signal });
    }
  }
}

async function asked(
  { url, model, key, timeoutMs = TIMEOUT_MS }: RemoteEmbedderOptions,
  texts: string[],
  signal: AbortSignal,
): Promise<Float32Array[]> {
  const where = `the embeddings server at ${url}`;
  let status: number;
  let pauseMs: number | null;
  let body: string;
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/embeddings`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key ? { authorization: `Bearer ${key}` } : {}),
      },
      // An empty text is refused by most servers.
      body: JSON.stringify({
        model,
        input: texts.map((text) => text.slice(0, LONGEST_TEXT) || ' '),
        encoding_format: 'float',
      }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    status = response.status;
    pauseMs = retryAfterOf(Object.fromEntries(response.headers), new Date());
    body = await response.text();
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const late = (error as Error).name === 'TimeoutError';
    throw new Refusal(
      late ? `${where} did not answer within ${timeoutMs / 1_000} s` : `${where} cannot be reached`,
      true,
    );
  }
  if (status !== 200) {
    const again = status === 429 || status === 408 || status >= 500;
    throw new Refusal(
      `${where} answered ${status}${status === 401 || status === 403 ? ' (is BATON_EMBEDDINGS_KEY right?)' : ''}`,
      again,
      pauseMs,
    );
  }
  return vectorsOf(body, texts.length, where);
}

function vectorsOf(body: string, count: number, where: string): Float32Array[] {
  let rows: { index?: unknown; embedding?: unknown }[];
  try {
    const { data } = JSON.parse(body) as { data?: unknown };
    if (!Array.isArray(data)) throw new Error('no data');
    rows = data as typeof rows;
  } catch {
    throw new Refusal(`${where} sent a reply that is cut short or no JSON`, true);
  }
  const vectors: Float32Array[] = [];
  rows.forEach(({ index, embedding }, at) => {
    if (!Array.isArray(embedding) || !embedding.every((number) => Number.isFinite(number)))
      throw new Refusal(`${where} sent something that is no vector`, false);
    vectors[typeof index === 'number' ? index : at] = unitLength(embedding as number[]);
  });
  if (vectors.length !== count || Object.keys(vectors).length !== count || count === 0)
    throw new Refusal(`${where} sent ${rows.length} vectors for ${count} texts`, false);
  return vectors;
}
