/** One request of an action: what became of it is told as it is, and no further than is known. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSafeFetch } from '../../platform/safe-fetch/index.ts';
import type { OutgoingRequest } from '../answering/index.ts';
import {
  openOtherServer,
  type OtherServer,
  says,
} from '../answering/actions/testing/other-server.ts';
import { createActionClient, createServerCheck } from './index.ts';

let other: OtherServer;
const open = createSafeFetch({ userAgent: 'test', mayConnect: () => true });
const guarded = createSafeFetch({ userAgent: 'test' });
beforeAll(async () => {
  other = await openOtherServer();
});
beforeEach(() => other.forget());
afterAll(async () => {
  await open.close();
  await guarded.close();
  await other.close();
});

const request = (changes: Partial<OutgoingRequest> = {}): OutgoingRequest => ({
  method: 'POST',
  url: `${other.url}/things`,
  headers: { authorization: 'Bearer key' },
  body: '{"a":1}',
  timeoutMs: 400,
  idempotencyKey: 'run_1',
  ...changes,
});
const send = (changes?: Partial<OutgoingRequest>) => createActionClient(open)(request(changes));

describe('a request', () => {
  it('carries its headers, its body and its key', async () => {
    other.answers(says({ ok: true }, 201, { 'retry-after': '7' }));
    expect(await send()).toEqual({
      kind: 'answered',
      status: 201,
      json: { ok: true },
      text: '{"ok":true}',
      retryAfter: 7,
    });
    expect(other.calls).toMatchObject([
      {
        method: 'POST',
        body: '{"a":1}',
        headers: {
          authorization: 'Bearer key',
          'idempotency-key': 'run_1',
          'content-type': 'application/json',
        },
      },
    ]);
  });

  it('hears how long to wait, also as a date', async () => {
    const inTwoHours = new Date(Date.now() + 2 * 3_600_000).toUTCString();
    other.answers(says({}, 503, { 'retry-after': inTwoHours }));
    const answer = await send();
    expect(answer.kind === 'answered' && answer.retryAfter).toBeGreaterThan(3_600);
  });

  it('without a body says nothing of its kind', async () => {
    await send({ method: 'GET', body: null });
    expect(other.calls[0]?.headers['content-type']).toBeUndefined();
  });

  it('that reaches nobody was not sent', async () => {
    expect(await send({ url: 'http://127.0.0.1:9/' })).toMatchObject({ kind: 'not_sent' });
    expect(await send({ url: 'http://nowhere.invalid/' })).toMatchObject({
      kind: 'not_sent',
      mayPass: true,
    });
  });

  it.each(['http://127.0.0.1:8080/', 'http://169.254.169.254/latest', 'http://[::1]:8080/'])(
    'to the inside of a network is not sent: %s',
    async (url) => {
      const sent = await createActionClient(guarded)(request({ url }));
      expect(sent).toMatchObject({ kind: 'not_sent', mayPass: false });
    },
  );

  it('whose answer redirects goes no further, whatever the method', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      for (const method of ['GET', 'POST', 'DELETE'] as const) {
        other.forget();
        other.answers(says('', status, { location: `${other.url}/elsewhere` }));
        const body = method === 'POST' ? '{}' : null;
        expect(await send({ method, body })).toMatchObject({ kind: 'unreadable' });
        expect(other.calls).toHaveLength(1);
      }
    }
  });

  it('that is not answered in time, or whose answer breaks off, may have happened', async () => {
    other.answers(() => undefined);
    expect(await send()).toMatchObject({ kind: 'unknown' });
    other.answers((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"a"');
      setTimeout(() => response.destroy(), 10);
    });
    expect(await send()).toMatchObject({ kind: 'unknown' });
  });

  it('whose answer is no JSON, or far too much, is told apart from one that failed', async () => {
    other.answers(says('<h1>Hello</h1>'));
    expect(await send()).toMatchObject({ kind: 'answered', json: undefined });
    other.answers(says(''));
    expect(await send()).toMatchObject({ kind: 'answered', json: {} });
    other.answers(says('x'.repeat(300_000)));
    expect(await send()).toMatchObject({ kind: 'unreadable' });
  });
});

describe('a server', () => {
  it('where nothing is ever sent is known by its spelling, in words that follow its name', () => {
    const refuses = createServerCheck(guarded);
    expect(refuses('https://api.shop.example')).toBeNull();
    expect(refuses('http://10.1.2.3')).toMatch(/^leads into a private network;/);
    expect(refuses('https://api.shop.example:5432')).toMatch(/^names a port/);
    expect(refuses('ftp://api.shop.example')).toMatch(/^is not an address/);
    expect(createServerCheck(open)('http://10.1.2.3')).toBeNull();
  });
});
