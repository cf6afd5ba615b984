import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { openRemoteEmbedder, type RemoteEmbedderOptions } from './remote-embedder.ts';

interface Asked {
  model: string;
  input: string[];
  authorization: string | undefined;
}

type Reply = (asked: Asked, response: ServerResponse) => void;

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** Answers with the scripted replies in turn, and rightly when they are used up. */
async function fakeServer(...script: Reply[]) {
  const calls: Asked[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const asked = { ...body, authorization: request.headers.authorization };
      calls.push(asked);
      (script.shift() ?? right())(asked, response);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const open = (options: Partial<RemoteEmbedderOptions> = {}) =>
    openRemoteEmbedder({ url, model: 'tiny', key: 'secret', pauseMs: () => 1, ...options });
  return { calls, open };
}

async function read(request: IncomingMessage): Promise<Omit<Asked, 'authorization'>> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return JSON.parse(body) as Asked;
}

const right =
  (dimensions = 4): Reply =>
  ({ input }, response) => {
    const data = input.map((text, index) => ({
      index,
      embedding: Array.from({ length: dimensions }, (_, i) => (i === 0 ? 3 : text.length)),
    }));
    response.end(JSON.stringify({ data: data.reverse() }));
  };
const status =
  (code: number, headers: Record<string, string> = {}): Reply =>
  (_, response) => {
    response.writeHead(code, headers).end('{"error":{}}');
  };
const raw =
  (body: string): Reply =>
  (_, response) => {
    response.end(body);
  };
const silence: Reply = () => {};

test('vectors have unit length and the order of the texts, whatever order they come in', async () => {
  const { open, calls } = await fakeServer();
  const embedder = await open();
  expect(embedder).toMatchObject({ id: 'tiny/4', dimensions: 4 });
  const vectors = await embedder.embed(['a', 'abcdefghij'], 'passage');
  expect(vectors.map((vector) => (vector[0] as number) > (vector[1] as number))).toEqual([
    true,
    false,
  ]);
  for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  expect(calls[1]).toMatchObject({ model: 'tiny', authorization: 'Bearer secret' });
});

test('many texts go in several requests', async () => {
  const { open, calls } = await fakeServer();
  const embedder = await open();
  const texts = Array.from({ length: 150 }, (_, i) => 'x'.repeat(i));
  expect(await embedder.embed(texts, 'passage')).toHaveLength(150);
  expect(calls.slice(1).map(({ input }) => input.length)).toEqual([64, 64, 22]);
  // Most servers refuse an empty text.
  expect(calls[1]?.input[0]).toBe(' ');
});

describe('what passes is asked again', () => {
  test.each([
    ['too many requests', status(429, { 'retry-after': '0' })],
    ['a fault of the server', status(503)],
    ['a reply that is cut short', raw('{"data":[{"index":0,"embed')],
    ['a connection that breaks', ((_, response) => response.destroy()) satisfies Reply],
    ['no reply in time', silence],
  ])('%s', async (_, fault) => {
    const { open, calls } = await fakeServer(right(), fault);
    const told: string[] = [];
    const embedder = await open({ timeoutMs: 300, onTrouble: (message) => told.push(message) });
    expect(await embedder.embed(['hello'], 'passage')).toHaveLength(1);
    expect(calls).toHaveLength(3);
    expect(told).toHaveLength(1);
  });

  test.each(['retry-after-ms', 'retry-after'])('after the time that %s names', async (header) => {
    const asks: Reply = (_, response) => {
      asked = performance.now();
      const value = header === 'retry-after' ? '0.2' : '200';
      response.writeHead(429, { [header]: value }).end();
    };
    let asked = 0;
    let waited = 0;
    const { open } = await fakeServer(right(), asks, (...call) => {
      waited = performance.now() - asked;
      right()(...call);
    });
    const embedder = await open();
    expect(await embedder.embed(['hello'], 'passage')).toHaveLength(1);
    // Never too soon; how much later is the machine's affair.
    expect(waited).toBeGreaterThan(190);
  });

  test('but not for ever', async () => {
    const { open, calls } = await fakeServer(right(), ...Array<Reply>(9).fill(status(500)));
    const embedder = await open();
    await expect(embedder.embed(['hello'], 'passage')).rejects.toThrow('answered 500');
    expect(calls).toHaveLength(6);
  });
});

describe('what stays wrong is refused at once, in plain words', () => {
  test.each([
    ['a wrong key', status(401), 'is BATON_EMBEDDINGS_KEY right?'],
    ['a model that is not there', status(404), 'answered 404'],
    ['another number of dimensions', right(7), 'has the model behind'],
    ['too few vectors', raw('{"data":[]}'), 'sent 0 vectors for 1 texts'],
    ['words for numbers', raw('{"data":[{"index":0,"embedding":["a"]}]}'), 'no vector'],
  ])('%s', async (_, fault, words) => {
    const { open, calls } = await fakeServer(right(), fault);
    const embedder = await open();
    await expect(embedder.embed(['hello'], 'passage')).rejects.toThrow(words);
    expect(calls).toHaveLength(2);
  });
});

test('after closing nothing is asked', async () => {
  const { open, calls } = await fakeServer();
  const embedder = await open();
  await embedder.close();
  await expect(embedder.embed(['hello'], 'query')).rejects.toThrow('closed');
  expect(calls).toHaveLength(1);
});
