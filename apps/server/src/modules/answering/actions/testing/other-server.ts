/**
 * Somebody else's server, on loopback: does each thing once per Idempotency-Key, remembers what it
 * was sent, and answers as a test wishes.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Call {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

type Answer = (call: Call, response: ServerResponse) => void;

export type OtherServer = Awaited<ReturnType<typeof openOtherServer>>;

export async function openOtherServer() {
  const calls: Call[] = [];
  /** What was changed, by key: the same key again changes nothing more. */
  const effects = new Set<string>();
  let answer: Answer = says({});

  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString();
    });
    request.on('end', () => {
      const call = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body,
      };
      calls.push(call);
      const key = String(request.headers['idempotency-key']);
      if (request.method !== 'GET') effects.add(key);
      answer(call, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    effects,
    answers(next: Answer) {
      answer = next;
    },
    forget() {
      calls.length = 0;
      effects.clear();
      answer = says({});
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** JSON, or text as it is. */
export function says(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}
