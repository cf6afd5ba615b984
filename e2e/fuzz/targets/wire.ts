/** What arrives on the wire: requests byte by byte, bodies, forms with files, cookies, socket frames. */
import { EventEmitter } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import { Duplex } from 'node:stream';
import { bytesOf, declared, promise, rawText, type Target } from '../engine/target.ts';

const covers = /\/server\/src\/http\/|\/modules\/realtime\/|\/protocol\/src\//;
const form = (parts: readonly string[]): Uint8Array =>
  bytesOf(`----x|${parts.map((part) => `------x\r\n${part}\r\n`).join('')}------x--\r\n`);

export const wireTargets: readonly Target[] = [
  {
    name: 'socket-frames',
    about: 'frames of both sockets, in any order',
    seeds: () => [
      bytesOf(
        '{"type":"hello","token":"t","cursor":"a.1.1"}\n{"type":"ping"}\n{"type":"typing","conversationId":"cnv_00000000000000000000000000","typing":true}\n{"type":"viewing","conversationId":null}',
      ),
      bytesOf('{"type":"hello"}\n{"type":"hello"}'),
    ],
    words: [
      '{"type":"hello"',
      '{"type":"ping"}',
      '{"type":"typing"',
      '{"type":"viewing"',
      '"cursor":"',
      '"token":"',
      '\n',
      '"conversationId":"cnv_',
      'null',
      '[',
      '1',
    ],
    covers,
    share: 0.5,
    open: async () => {
      const { createServer } = await import('node:http');
      const { createRealtime } = await import('../../../apps/server/src/modules/realtime/index.ts');
      const { createLog } = await import('../../../apps/server/src/platform/log.ts');
      let surprise: string | null = null;
      const log = createLog({
        level: 'warn',
        pretty: false,
        write: (line) => {
          surprise = line;
        },
      });
      const here = { workspaceId: 'wsp', teammateId: 'tmt', contactId: 'con', name: 'A' };
      // Whatever is read of the feed: one row that says that nothing is newer.
      const row = { generation: 'a', xid: '1', horizon: '1', position: '1', cursor: 'a.1.1' };
      const realtime = await createRealtime({
        database: {
          query: async () => [row],
          listen: async () => async () => undefined,
          notify: async () => undefined,
        },
        tail: { subscribe: () => () => undefined },
        clock: { now: () => new Date(0) },
        log,
        processId: 'fuzz',
        doorkeeper: {
          teammate: async () => here,
          contact: async () => ({ ...here, conversationId: null }),
        },
        names: new Proxy({}, { get: () => async () => new Map() }),
        countsOf: async () => ({}),
        contactOf: async () => null,
      } as never);
      const server = createServer((_request, response) => response.end());
      realtime.attach(server);
      return async (input) => {
        surprise = null;
        const door = (input.at(-1) ?? 0) % 2 === 0 ? '/api/live' : '/widget/v1/live';
        const handshake = `GET ${door} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
        const lines = rawText(input).split('\n').slice(0, 80);
        const answer = await converse(
          server,
          Buffer.concat([Buffer.from(handshake), ...lines.map(frame)]),
        );
        promise(answer.startsWith('HTTP/1.1 101'), 'it is let in');
        const { inbox, widget } = realtime.sockets();
        promise(inbox + widget <= 50, 'who hangs up leaves its seat');
        // What a client may cause is never a warning to the operator, but for a feed that is away.
        promise(
          surprise === null || /could not be served/.test(surprise),
          `no surprise: ${String(surprise).slice(0, 600)}`,
        );
      };
    },
  },
  {
    name: 'json-body',
    about: 'bodies of requests: JSON, and what is taken out of it',
    seeds: () =>
      [
        '{"a":"\\u0000\\ud800x","b":[1,{"c\\u0000":null}]}',
        '[]',
        '"x"',
        '{"__proto__":{"a":"\\u0000"}}',
      ].map(bytesOf),
    words: [
      '\\u0000',
      '\\ud800',
      '\\udc00',
      '"__proto__":',
      '"constructor"',
      '{',
      '[',
      '1e999',
      '-0',
    ],
    covers,
    share: 0.5,
    open: async () => {
      const { readJsonBodies } = await import('../../../apps/server/src/http/json-bodies.ts');
      const { Problem } = await import('../../../apps/server/src/http/problem.ts');
      const { Hono } = await import('hono');
      const app = new Hono();
      let read: string | undefined;
      app.onError((error) => {
        throw error;
      });
      app.use(readJsonBodies() as never).post('/', async (c) => {
        read = await c.req.text();
        return c.body(null, 204);
      });
      return async (input) => {
        read = undefined;
        await declared([Problem], () =>
          app.request('/', {
            method: 'POST',
            body: Uint8Array.from(input),
            headers: { 'content-type': 'application/json' },
          }),
        );
        const value = parsedOr(read);
        promise(!holdsNul(value), 'what PostgreSQL cannot hold is gone');
        promise(
          Object.getPrototypeOf({}) === Object.prototype && !('polluted' in {}),
          'no prototype is touched',
        );
      };
    },
  },
  {
    name: 'upload-form',
    about: 'forms with files (multipart)',
    seeds: () => [
      form([
        'Content-Disposition: form-data; name="file"; filename="a.md"\r\nContent-Type: text/markdown\r\n\r\n# A',
        'Content-Disposition: form-data; name="x"\r\n\r\n1',
      ]),
      form([
        'Content-Disposition: form-data; name="file"; filename*=UTF-8\'\'%e2%82%ac.md\r\nContent-Transfer-Encoding: base64\r\n\r\neA==',
      ]),
    ],
    words: [
      '\r\n',
      '------x',
      '--\r\n',
      'Content-Disposition: form-data; name="',
      'filename="',
      "filename*=utf-8''",
      'Content-Type: ',
      'boundary=',
      '%00',
      '../',
      '"',
      ';',
      '|',
    ],
    covers: /\/http\/uploads|busboy/,
    share: 0.3,
    open: async () => {
      const { readUploads } = await import('../../../apps/server/src/http/uploads.ts');
      const { Problem } = await import('../../../apps/server/src/http/problem.ts');
      return async (input) => {
        const raw = rawText(input);
        const cut = Math.max(raw.indexOf('|'), 0);
        const boundary = raw.slice(0, cut).replace(/[^\x20-\x7e]/g, '');
        const body = Uint8Array.from(input.subarray(cut + 1));
        const request = new Request('http://x/', {
          method: 'POST',
          body,
          headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
        });
        const uploads = await declared([Problem], () =>
          within(5_000, readUploads(request), 'a form is read to its end'),
        );
        for (const file of uploads?.files ?? [])
          promise('name' in file && file.name.length <= 250, 'names are bounded');
      };
    },
  },
  {
    name: 'http-wire',
    about: 'requests byte by byte into the real server: line, headers, cookies, upgrades',
    seeds: () =>
      [
        'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n',
        'POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nOrigin: http://a\r\nContent-Length: 27\r\n\r\n{"email":"a","password":""}',
        'GET /api/session HTTP/1.1\r\nHost: a\r\nCookie: baton_session=abc; x=%E4\r\nX-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: https\r\n\r\n',
        'GET /widget/v1/config?key=x HTTP/1.1\r\nHost: a\r\nOrigin: https://b.example\r\n\r\n',
        'GET /api/live HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
        'POST /api/setup HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
        'GET /assets/..%2f..%2fsecret HTTP/1.1\r\nHost: a\r\nIf-None-Match: "x"\r\nAccept-Encoding: br;q=0, gzip\r\n\r\n',
      ].map(bytesOf),
    words: [
      '\r\n',
      'GET ',
      'POST ',
      'OPTIONS ',
      'PATCH ',
      'DELETE ',
      'TRACE ',
      'CONNECT a:1 ',
      'HEAD ',
      '/api/',
      '/widget/v1/',
      '/api/openapi.json',
      '/articles/',
      '/metrics',
      '/readyz',
      ' HTTP/1.1\r\n',
      ' HTTP/1.0\r\n',
      'Host: ',
      'Host: a:99999\r\n',
      'Cookie: ',
      'baton_session=',
      'Content-Length: ',
      'Transfer-Encoding: chunked\r\n',
      'Content-Type: multipart/form-data; boundary=x\r\n',
      'Authorization: Bearer ',
      'X-Forwarded-Host: [\r\n',
      'Origin: null\r\n',
      'Sec-Fetch-Site: cross-site\r\n',
      'Expect: 100-continue\r\n',
      'Range: bytes=0-\r\n',
      '%00',
      '%ff',
      '//',
      '?q=',
      '#',
      '*',
      'http://b/',
    ],
    covers,
    share: 0.1,
    open: async () => {
      const { createAdaptorServer } = await import('@hono/node-server');
      const { hollowApp } = await import('../../../apps/server/src/http/testing/hollow-app.ts');
      const { createLog } = await import('../../../apps/server/src/platform/log.ts');
      let surprise: string | null = null;
      const log = createLog({
        level: 'error',
        pretty: false,
        write: (line) => {
          surprise = line;
        },
      });
      const nobody = { kind: 'refused', code: 'wrong_credentials', detail: 'No.' };
      const refused = { kind: 'refused', code: 'not_found', detail: 'No.' };
      const app = hollowApp({
        log,
        lifeStage: () => 'serving',
        pingDatabase: async () => undefined,
        where: { publicUrl: null, trustProxy: true },
        metrics: {
          token: 'a-token-of-the-test',
          read: async () => ({ text: '', contentType: 'text/plain' }),
        },
        readArticle: async () => null,
        accounts: {
          sessions: {
            authenticate: async () => null,
            signIn: async () => nobody,
            signOut: async () => undefined,
          },
          setUp: { isTokenValid: async () => false, setUp: async () => nobody },
          invites: new Proxy({}, { get: () => async () => refused }),
          widgetSessions: new Proxy({}, { get: () => async () => refused }),
          aiAgents: { byWidgetKey: async () => null },
        } as never,
      });
      // As http/server.ts makes it, and never listening.
      const server = createAdaptorServer({ fetch: app.fetch }) as Server;
      server.on('upgrade', (_request: IncomingMessage, stream: Duplex) => stream.destroy());
      server.headersTimeout = 500;
      return async (input) => {
        surprise = null;
        const answer = await converse(server, input);
        promise(surprise === null, `no surprise: ${String(surprise).slice(0, 600)}`);
        promise(!/^HTTP\/1\.1 500/m.test(answer), `no 500: ${answer.slice(0, 300)}`);
      };
    },
  },
];

/** A masked text frame (RFC 6455, 5.2); one that begins with \u0001 is sent as bytes. */
function frame(line: string): Buffer {
  const payload = Buffer.from(line.slice(0, 60_000), 'latin1');
  const kind = payload[0] === 1 ? 0x82 : payload[0] === 2 ? 0x01 : 0x81;
  const head =
    payload.length < 126
      ? Buffer.of(kind, 0x80 | payload.length)
      : Buffer.of(kind, 0xfe, payload.length >> 8, payload.length & 255);
  return Buffer.concat([head, Buffer.alloc(4), payload]);
}

/** One connection that is given the bytes and hangs up; what it was answered. */
function converse(server: EventEmitter, input: Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = new Duplex({
      read() {},
      write(chunk: Buffer, _encoding, done) {
        if (answer.length < 65_536) answer += chunk.toString('latin1');
        done();
      },
      final(done) {
        done();
        setImmediate(() => socket.destroy());
      },
    });
    Object.assign(socket, {
      setTimeout: () => socket,
      setNoDelay: () => socket,
      setKeepAlive: () => socket,
      ref: () => socket,
      unref: () => socket,
      remoteAddress: '10.0.0.1',
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
    server.emit('connection', socket);
    socket.push(Buffer.from(input));
    // A turn for what is asked of the database before it hangs up.
    setImmediate(() => setImmediate(() => socket.push(null)));
    const patience = setTimeout(() => socket.destroy(), 1_000);
    socket.on('close', () => clearTimeout(patience));
  });
}

function within<T>(ms: number, work: Promise<T>, words: string): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`broken promise: ${words}`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function parsedOr(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\u0000') || /\p{Surrogate}/u.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, held]) => holdsNul(key) || holdsNul(held));
}
