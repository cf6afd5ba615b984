// The app on a real port: what a request-and-answer test cannot see.

import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseUnavailable } from '../platform/database/index.ts';
import { createLog } from '../platform/log.ts';
import { type HttpServer, startHttpServer } from './index.ts';
import { hollowApp } from './testing/hollow-app.ts';

let server: HttpServer;
let lines: Record<string, unknown>[];

beforeEach(async () => {
  lines = [];
  const log = createLog({
    level: 'info',
    pretty: false,
    write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>),
  });
  const authenticate = (token: string): Promise<never> => {
    throw token === 'away' ? new DatabaseUnavailable(new Error('refused')) : new Error('Oh no');
  };
  const app = hollowApp({ log, accounts: { sessions: { authenticate } } as never });
  server = await startHttpServer(app, { port: 0, host: '127.0.0.1' });
});
afterEach(() => server.close());

/** Sends a body of so many megabytes, and goes on listening while it does. */
function post(path: string, megabytes: number, headers: Record<string, string | number>) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sent = request(
      { port: server.port, host: '127.0.0.1', path, method: 'POST', headers },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (text: string) => {
          body += text;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      },
    );
    // Once we have been told "too large", the rest need not find a taker.
    sent.on('error', (error) => setTimeout(() => reject(error), 200));
    const piece = Buffer.alloc(1024 * 1024, 0x20);
    const write = (left: number): void => {
      if (left === 0) return void sent.end();
      sent.write(piece, () => write(left - 1));
    };
    write(megabytes);
  });
}

const get = (path: string, session: string) =>
  fetch(`http://127.0.0.1:${server.port}${path}`, {
    headers: { cookie: `baton_session=${session}` },
  });

describe('a server', () => {
  it.each([
    ['says how long it is', { 'content-length': 8 * 1024 * 1024 }],
    ['does not', { 'transfer-encoding': 'chunked' }],
  ])('tells a client whose body of 8 MB is too large so, when it %s', async (_, headers) => {
    const type = { 'content-type': 'application/json' };
    const { status, body } = await post('/api/session', 8, { ...type, ...headers });
    expect(status).toBe(413);
    expect(JSON.parse(body)).toMatchObject({ code: 'too_large' });
  });

  it('says that it can be asked again when its database is away', async () => {
    const response = await get('/api/session', 'away');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('2');
    expect(await response.json()).toMatchObject({ code: 'unavailable', retryAfter: 2 });
  });

  it('shows a surprise gently, and logs it whole under the same id', async () => {
    const response = await get('/api/session', 'surprise');
    expect(response.status).toBe(500);
    const body = (await response.json()) as { requestId: string };
    expect(body).toMatchObject({ code: 'internal' });
    expect(JSON.stringify(body)).not.toContain('Oh no');
    const logged = lines.find(({ requestId }) => requestId === body.requestId);
    expect(logged).toMatchObject({ err: { message: 'Oh no', stack: expect.any(String) } });
    expect(response.headers.get('x-request-id')).toBe(body.requestId);
  });

  it('does not take a client that hangs up in the middle of its body for a surprise', async () => {
    const headers = { 'content-type': 'application/json', 'content-length': 100 };
    const { port } = server;
    const sent = request({
      port,
      host: '127.0.0.1',
      path: '/api/session',
      method: 'POST',
      headers,
    });
    sent.on('error', () => {});
    sent.write('{"email":');
    const cut = new Promise((resolve) => {
      server.server.once('request', (incoming) => incoming.once('close', resolve));
    });
    server.server.once('request', () => setImmediate(() => sent.destroy()));
    await cut;
    // The next answer comes after the broken request was dealt with.
    await get('/readyz', '');
    expect(lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  it('finishes what it is doing before it closes', async () => {
    const answered = get('/readyz', '');
    await new Promise((resolve) => {
      server.server.once('request', resolve);
    });
    await server.close();
    expect((await answered).status).toBe(503);
    server = await startHttpServer(hollowApp({}), { port: 0, host: '127.0.0.1' });
  });

  it('that cannot have its port says so', async () => {
    const second = startHttpServer(hollowApp({}), { port: server.port, host: '127.0.0.1' });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
