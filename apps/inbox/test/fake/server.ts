/** The fake server: the built inbox, its API over a `World`, and the live socket. */
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssistRequest, type Teammate } from '@baton/protocol';
import { WebSocketServer } from 'ws';
import { answerApi } from './api.ts';
import { streamAssist } from './assist.ts';
import { sam } from './people.ts';
import type { World } from './world.ts';

const dist = process.env['INBOX_DIST'] ?? fileURLToPath(new URL('../../dist/', import.meta.url));
const kinds: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
/** As strict as the real one. */
const csp =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ws:; frame-ancestors 'none'; base-uri 'none'";

export type FakeServer = {
  url: string;
  stop: () => Promise<void>;
  cut: () => void;
  mend: () => void;
};

export async function startFake(
  world: World,
  me: () => Teammate | null = () => sam,
): Promise<FakeServer> {
  let away = false;
  const server = createServer((request, response) => {
    if (away) return void request.socket.destroy();
    void serve(world, me(), request, response);
  });
  const sockets = new WebSocketServer({ server, path: '/api/live' });
  sockets.on('connection', (socket) => {
    if (away) return socket.terminate();
    const send = (frame: object) => socket.send(JSON.stringify(frame));
    const stop = world.listen((frame) => {
      send(frame);
      const who = me();
      if (who && 'event' in frame) send({ type: 'counts', counts: world.counts(who.id) });
    });
    socket.on('close', stop);
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data));
      if (frame.type === 'ping') send({ type: 'pong' });
      if (frame.type !== 'hello') return;
      send({ type: 'welcome' });
      const from = Number(String(frame.cursor ?? world.cursor()).split('.')[1]);
      for (const entry of world.feed) {
        if (Number(entry.cursor.split('.')[1]) > from) send({ type: 'event', ...entry });
      }
      send({ type: 'caughtUp', cursor: world.cursor() });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      away = true;
      for (const client of sockets.clients) client.terminate();
    },
    mend() {
      away = false;
    },
    async stop() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function serve(
  world: World,
  me: Teammate | null,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const url = new URL(request.url ?? '/', 'http://fake');
  if (url.pathname.endsWith('/assist') && me && !world.trouble?.('POST', url.pathname)) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked = AssistRequest.parse(JSON.parse(Buffer.concat(chunks).toString()));
    world.assisted.push(asked);
    return streamAssist(world.assist(asked), response);
  }
  if (url.pathname.startsWith('/api/')) {
    const { status, body } = await answerApi(world, me, request, url);
    response.writeHead(status, {
      'content-type': status >= 400 ? 'application/problem+json' : 'application/json',
    });
    return response.end(body === undefined ? '' : JSON.stringify(body));
  }
  const file = extname(url.pathname) ? url.pathname : '/index.html';
  try {
    const bytes = await readFile(join(dist, file));
    response.writeHead(200, {
      'content-type': kinds[extname(file)] ?? 'text/plain',
      'content-security-policy': csp,
    });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}
