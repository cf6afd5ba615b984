/**
 * Between the SDK and the guarded network, for one attempt: shapes the body as this server takes
 * it, tells an answer that is no stream from one that is, and notices how the stream ended.
 */
import type { ModelAccess } from './language-model.ts';
import { ModelError } from './language-model.ts';
import { rejected } from './model-faults.ts';
import { wordsFor } from './fault-words.ts';
import type { Quirks } from './quirks.ts';
import { shapedBody } from './request-shape.ts';

export interface ProviderFetch {
  fetch: typeof fetch;
  /** Was a request sent? From then on the provider may count tokens. */
  readonly sent: boolean;
  /** Did the stream say that it is complete? `data: [DONE]`. */
  readonly done: boolean;
}

interface Options {
  access: ModelAccess;
  quirks: Quirks;
  logprobs: boolean;
  fetch: typeof fetch;
  now: () => Date;
}

const MOST_ERROR_BYTES = 64 * 1024;
const DONE = '[DONE]';

export function providerFetch({ access, quirks, logprobs, fetch, now }: Options): ProviderFetch {
  let sent = false;
  let tail = '';
  const wish = { kind: access.kind, logprobs };

  async function send(url: string, init: RequestInit): Promise<Response> {
    const body = JSON.parse(String(init.body)) as Record<string, unknown>;
    const headers = new Headers(init.headers);
    if (access.key === null) {
      headers.delete('authorization');
      headers.delete('x-api-key');
    }
    sent = true;
    const answer = await fetch(url, {
      ...init,
      headers: Object.fromEntries(headers),
      body: JSON.stringify(shapedBody(body, wish, quirks)),
    });
    if (!answer.ok || answer.body === null) return bounded(answer);
    const type = answer.headers.get('content-type') ?? '';
    if (/json|html/i.test(type)) throw await notAStream(answer);
    return new Response(answer.body.pipeThrough(tap()), answer);
  }

  /** Some proxies send errors, and some servers their start page, with a 200. */
  async function notAStream(answer: Response): Promise<ModelError> {
    const body = await (await bounded(answer)).text();
    const error = rejected(access, { status: null, headers: {}, body }, now());
    return error.detail !== null
      ? error
      : new ModelError('malformed', wordsFor('malformed', access, null, null), {
          status: answer.status,
        });
  }

  function tap(): TransformStream<Uint8Array, Uint8Array> {
    return new TransformStream({
      transform(chunk, controller) {
        const end = chunk.subarray(-DONE.length * 2);
        tail = (tail + Buffer.from(end).toString('latin1')).slice(-DONE.length * 4);
        controller.enqueue(chunk);
      },
    });
  }

  return {
    fetch: (url, init) => send(String(url), init ?? {}),
    get sent() {
      return sent;
    },
    get done() {
      return tail.includes(DONE);
    },
  };
}

/** An error's body needs no megabytes, and may not take for ever: the signal still holds. */
async function bounded(answer: Response): Promise<Response> {
  if (answer.body === null) return answer;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_ERROR_BYTES) break;
  }
  return new Response(Buffer.concat(chunks).subarray(0, MOST_ERROR_BYTES), answer);
}
