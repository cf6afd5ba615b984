/** The promises of the client, against servers on loopback that break every one of theirs. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSafeFetch, type SafeFetch, type SafeFetchOptions } from './safe-fetch.ts';

type Play = (request: IncomingMessage, response: ServerResponse) => void;

const asked: IncomingMessage[] = [];
const redirect = (to: string, status = 302): Play => {
  return (_, response) => void response.writeHead(status, { location: to }).end();
};
const drip: Play = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/html' });
  const timer = setInterval(() => response.write('.'), 20);
  response.on('close', () => clearInterval(timer));
};
const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
const plays: Record<string, Play> = {
  '/page': (_, response) => void response.end('Hello.'),
  '/gone': (_, response) => void response.writeHead(410).end('Gone.'),
  '/loop': redirect('/loop'),
  '/hop': redirect('/page', 301),
  '/metadata': redirect('http://169.254.169.254/latest/meta-data/'),
  '/decimal': redirect('http://2130706433/'),
  '/mapped': redirect('http://[::ffff:10.0.0.1]/'),
  '/named': redirect('http://inside.example/'),
  '/file': redirect('file:///etc/passwd'),
  '/user': redirect('http://root@127.0.0.1/'),
  '/drip': drip,
  '/silent': () => {},
  '/bomb': (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
  '/nested': (_, response) =>
    void response
      .writeHead(200, { 'content-encoding': 'gzip, br' })
      .end(brotliCompressSync(gzipSync('Unpacked.'))),
  '/odd': (_, response) => void response.writeHead(200, { 'content-encoding': 'zstd' }).end('x'),
  '/large': (_, response) => void response.end(Buffer.alloc(300_000)),
  '/endless': (_, response) => {
    const more = (): void => {
      while (response.write(Buffer.alloc(65_536)));
    };
    response.on('drain', more).on('error', () => {});
    more();
  },
  '/headers': (_, response) => {
    for (let i = 0; i < 50; i++) response.setHeader(`x-${i}`, 'y'.repeat(1_000));
    response.end();
  },
  '/broken': (_, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('half');
    setTimeout(() => response.destroy(), 20);
  },
};

const server = createServer((request, response) => {
  asked.push(request);
  const play = plays[new URL(request.url ?? '/', 'http://x').pathname];
  if (play) play(request, response);
  else response.writeHead(404).end();
});
const other = createServer((request, response) => {
  asked.push(request);
  response.end('Elsewhere.');
});
let port = 0;
let otherPort = 0;
const clients: SafeFetch[] = [];

beforeAll(async () => {
  for (const each of [server, other]) {
    await new Promise<void>((resolve) => each.listen(0, '127.0.0.1', resolve));
  }
  port = (server.address() as AddressInfo).port;
  otherPort = (other.address() as AddressInfo).port;
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  for (const each of [server, other]) {
    each.closeAllConnections();
    each.close();
  }
});

/** A client for which our server, and nothing else of loopback, counts as public. */
function client(options: Partial<SafeFetchOptions> = {}): SafeFetch {
  const made = createSafeFetch({
    userAgent: 'Test/1.0',
    mayConnect: (address, to) => address === '127.0.0.1' && to === port,
    resolve: async (name) =>
      name === 'shop.example'
        ? [{ address: '127.0.0.1', family: 4 }]
        : name === 'mixed.example'
          ? [
              { address: '127.0.0.1', family: 4 },
              { address: '10.0.0.1', family: 4 },
            ]
          : name === 'inside.example'
            ? [{ address: '192.168.1.1', family: 4 }]
            : [],
    ...options,
  });
  clients.push(made);
  return made;
}
const at = (path: string) => `http://shop.example:${port}${path}`;
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

describe('what is fetched', () => {
  test('a page, with where it was in the end', async () => {
    const answer = await client().fetch(at('/hop'));
    expect(answer).toMatchObject({ ok: true, status: 200, url: at('/page') });
    expect(answer.ok && text(answer.bytes)).toBe('Hello.');
    expect(asked.at(-1)?.headers).toMatchObject({
      'user-agent': 'Test/1.0',
      host: `shop.example:${port}`,
    });
  });

  test('an error of the website is an answer', async () => {
    expect(await client().fetch(at('/gone'))).toMatchObject({ ok: true, status: 410 });
  });

  test('what was compressed twice is unpacked twice', async () => {
    const answer = await client().fetch(at('/nested'));
    expect(answer.ok && text(answer.bytes)).toBe('Unpacked.');
  });

  test('whatever else hangs on the same host', async () => {
    const one = client();
    const stop = new AbortController();
    const hanging = Array.from({ length: 40 }, () =>
      one.fetch(at('/silent'), { signal: stop.signal }),
    );
    expect(await one.fetch(at('/page'))).toMatchObject({ ok: true, status: 200 });
    stop.abort();
    expect(await Promise.all(hanging)).toContainEqual(expect.objectContaining({ code: 'stopped' }));
  });

  test('a body that nobody wants is not read', async () => {
    const answer = await client().fetch(at('/endless'), { wantsBody: () => false });
    expect(answer).toMatchObject({ ok: true, status: 200, bytes: new Uint8Array() });
  });

  test('secrets stay with the origin that they were meant for', async () => {
    const open = client({ mayConnect: () => true });
    plays['/leave'] = redirect(`http://127.0.0.1:${otherPort}/`);
    await open.fetch(at('/leave'), { headers: { Authorization: 'Bearer x', 'X-Plain': 'y' } });
    expect(asked.at(-2)?.headers.authorization).toBe('Bearer x');
    expect(asked.at(-1)?.headers).toMatchObject({ 'x-plain': 'y' });
    expect(asked.at(-1)?.headers.authorization).toBeUndefined();
  });

  test('a body is never sent on to another origin', async () => {
    const open = client({ mayConnect: () => true });
    plays['/leave'] = redirect(`http://127.0.0.1:${otherPort}/`, 307);
    const before = asked.length;
    const sent = await open.fetch(at('/leave'), { method: 'POST', body: 'secret' });
    expect(sent).toMatchObject({ ok: false, code: 'not_followed' });
    expect(asked.length).toBe(before + 1);
  });
});

describe('what is refused', () => {
  test.each([
    ['/metadata', 'private_address'],
    ['/decimal', 'private_address'],
    ['/mapped', 'private_address'],
    ['/named', 'private_address'],
    ['/file', 'scheme'],
    ['/user', 'credentials'],
    ['/loop', 'too_many_redirects'],
    ['/bomb', 'too_large'],
    ['/large', 'too_large'],
    ['/endless', 'too_large'],
    ['/headers', 'too_large'],
    ['/odd', 'broken'],
    ['/broken', 'broken'],
    ['/drip', 'timeout'],
    ['/silent', 'timeout'],
  ])('%s: %s', async (path, code) => {
    const answer = await client().fetch(at(path), { maxBytes: 200_000, totalMs: 1_500 });
    expect(answer).toMatchObject({ ok: false, code });
    expect(!answer.ok && answer.words).toMatch(/^[A-Z].+\.$/);
  });

  test.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://169.254.169.254/latest/',
  ])('%s, by a client with the real rules and the real resolver', async (url) => {
    const real = createSafeFetch({ userAgent: 'Test/1.0' });
    clients.push(real);
    expect(await real.fetch(url)).toMatchObject({ ok: false, code: 'private_address' });
  });

  test('a name with one private address among its public ones', async () => {
    const answer = await client().fetch(`http://mixed.example:${port}/page`);
    expect(answer).toMatchObject({ ok: false, code: 'private_address' });
  });

  test('a name that answers with another address the second time gets no second time', async () => {
    let times = 0;
    const rebinding = client({
      resolve: async () => {
        times += 1;
        return [{ address: times === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
      },
    });
    expect(await rebinding.fetch(at('/page'))).toMatchObject({ ok: true, status: 200 });
    expect(times).toBe(1);
  });

  test('a name that nobody has, and a door that is shut', async () => {
    expect(await client().fetch('http://nobody.example/')).toMatchObject({ code: 'unknown_host' });
    const open = client({ mayConnect: () => true });
    expect(await open.fetch('http://127.0.0.1:4519/')).toMatchObject({ code: 'unreachable' });
  });

  test('a redirect that the caller does not want, naming where it leads', async () => {
    const answer = await client().fetch(at('/hop'), { mayFollow: () => false });
    expect(answer).toMatchObject({ ok: false, code: 'not_followed', url: at('/page') });
  });

  test('whatever is under way when it is stopped', async () => {
    const stop = new AbortController();
    const answer = client().fetch(at('/drip'), { signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    expect(await answer).toMatchObject({ ok: false, code: 'stopped' });
  });

  test('private addresses are open by the setting, those of cloud metadata are not', async () => {
    const intranet = createSafeFetch({ userAgent: 'Test/1.0', allowPrivate: true });
    clients.push(intranet);
    expect(await intranet.fetch(`http://127.0.0.1:${port}/page`)).toMatchObject({ status: 200 });
    expect(await intranet.fetch('http://169.254.169.254/')).toMatchObject({
      code: 'private_address',
    });
  });
});
