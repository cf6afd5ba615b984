/** The guard of safe-fetch, for what streams. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createGuardedFetch,
  type GuardedFetch,
  type GuardedFetchOptions,
} from './guarded-fetch.ts';

const plays: Record<string, (response: ServerResponse) => void> = {
  '/page': (response) => void response.end('Hello.'),
  '/away': (response) => void response.writeHead(302, { location: '/page' }).end(),
  '/large': (response) => void response.end(Buffer.alloc(300_000)),
  '/bomb': (response) =>
    void response
      .writeHead(200, { 'content-encoding': 'gzip' })
      .end(gzipSync(Buffer.alloc(50 * 1024 * 1024))),
};
const asked: { path: string; encoding: unknown }[] = [];
const server = createServer((request, response) => {
  asked.push({ path: request.url ?? '', encoding: request.headers['accept-encoding'] });
  plays[request.url ?? '']?.(response);
});
const made: GuardedFetch[] = [];
let port = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  await Promise.all(made.map((each) => each.close()));
  server.closeAllConnections();
  server.close();
});

function ask(path: string, options: GuardedFetchOptions = {}): Promise<Response> {
  const guarded = createGuardedFetch({ allowPrivate: true, ...options });
  made.push(guarded);
  return guarded.fetch(`http://127.0.0.1:${port}${path}`);
}

describe('a guarded fetch', () => {
  it('fetches, and asks for nothing compressed', async () => {
    expect(await (await ask('/page')).text()).toBe('Hello.');
    expect(asked.at(-1)).toEqual({ path: '/page', encoding: 'identity' });
  });

  it('goes to public addresses only, unless private ones are open', async () => {
    const before = asked.length;
    await expect(ask('/page', { allowPrivate: false })).rejects.toMatchObject({
      cause: { code: 'private_address' },
    });
    expect(asked).toHaveLength(before);
  });

  it('follows no redirect', async () => {
    await expect(ask('/away')).rejects.toMatchObject({ code: 'not_followed' });
    expect(asked.at(-1)?.path).toBe('/away');
  });

  it.each(['/large', '/bomb'])('reads no more than it was given room for: %s', async (path) => {
    const answer = await ask(path, { maxBytes: 100_000 });
    await expect(answer.text()).rejects.toMatchObject({ code: 'too_large' });
  });

  it.each(['ftp://127.0.0.1/', 'http://user:key@127.0.0.1/', 'http://127.0.0.1:6379/', 'nowhere'])(
    'does not try %s',
    async (url) => {
      const guarded = createGuardedFetch({ allowPrivate: true });
      made.push(guarded);
      await expect(guarded.fetch(url)).rejects.toHaveProperty('name', 'Refused');
    },
  );

  it('a name that leads to closed addresses is refused, whatever it is called', async () => {
    const resolve = async () => [{ address: '169.254.169.254', family: 4 }];
    const guarded = createGuardedFetch({ allowPrivate: true, resolve });
    made.push(guarded);
    await expect(guarded.fetch('http://model.example:8080/v1')).rejects.toMatchObject({
      cause: { code: 'private_address' },
    });
  });
});
