/**
 * `fetch` with this client's guard, for libraries that bring their own protocol and stream their
 * answers (language models): the same checked connections, no redirects, a bounded body. Time is
 * the caller's: its signal ends the connection at once.
 */
import { Agent, fetch as undiciFetch, Response } from 'undici';
import { isNeverAllowed, isPublicAddress } from './address.ts';
import { guardedConnector, type MayConnect, type Resolve } from './connect.ts';
import { Refused } from './refusal.ts';
import { targetOf } from './target.ts';

export interface GuardedFetchOptions {
  /** Private addresses too, but never those of cloud metadata. Default: false. */
  allowPrivate?: boolean;
  /** Bytes of an answer, once decompressed. Default: 8 MB. */
  maxBytes?: number;
  /** To stand with a connection. Default: 5 s. */
  connectMs?: number;
  /** Instead of the rules of address.ts; for tests, which have loopback only. */
  mayConnect?: MayConnect;
  /** Instead of the system's; for tests. */
  resolve?: Resolve;
}

export interface GuardedFetch {
  /** @throws whatever `fetch` throws; a refusal of the guard is in its chain of causes. */
  fetch: typeof fetch;
  close(): Promise<void>;
}

const MAX_BYTES = 8 * 1024 * 1024;
const MAX_HEADER_BYTES = 32 * 1024;
const CONNECT_MS = 5_000;
/** Callers come in bursts, and a handshake costs as much as a first word. */
const KEEP_ALIVE_MS = 15_000;
const CONNECTIONS = 256;

export function createGuardedFetch(options: GuardedFetchOptions = {}): GuardedFetch {
  const { allowPrivate = false, maxBytes = MAX_BYTES, connectMs = CONNECT_MS } = options;
  const mayConnect =
    options.mayConnect ??
    (allowPrivate ? (address) => !isNeverAllowed(address) : (address) => isPublicAddress(address));
  const agent = new Agent({
    connect: guardedConnector({ mayConnect, resolve: options.resolve, timeoutMs: connectMs }),
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    connections: CONNECTIONS,
    pipelining: 1,
  });

  async function guarded(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('accept-encoding', 'identity');
    const answer = await undiciFetch(targetOf(url), {
      ...(init as unknown as Parameters<typeof undiciFetch>[1]),
      headers: Object.fromEntries(headers),
      redirect: 'manual',
      dispatcher: agent,
    });
    if (answer.status >= 300 && answer.status < 400) {
      await answer.body?.cancel();
      throw new Refused('not_followed', 'The server sends callers on to another address.');
    }
    // The same streams under two names: undici's types and the platform's do not know each other.
    if (answer.body === null) return answer;
    return new Response(answer.body.pipeThrough(atMost(maxBytes) as never) as never, answer);
  }

  return {
    // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- needed where the DOM's types are known
    fetch: ((input, init) => guarded(String(input), init)) as GuardedFetch['fetch'],
    close: () => agent.destroy(),
  };
}

function atMost(
  maxBytes: number,
): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let size = 0;
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.length;
      if (size <= maxBytes) controller.enqueue(chunk);
      else controller.error(new Refused('too_large', `It is larger than ${maxBytes} bytes.`));
    },
  });
}
