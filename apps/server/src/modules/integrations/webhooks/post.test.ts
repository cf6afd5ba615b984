import { expect, it } from 'vitest';
import type { Fetched, FetchRefusal, SafeFetch } from '../../../platform/safe-fetch/index.ts';
import { createPost } from './post.ts';

const url = 'https://crm.example/baton';
const posted = (answer: Fetched | FetchRefusal) => {
  const web: Pick<SafeFetch, 'fetch'> = { fetch: async () => answer };
  return createPost(web)({ url, headers: {}, body: '{}' });
};
const answers = (status: number, headers: Fetched['headers']) =>
  posted({ ok: true, url, status, headers, bytes: new Uint8Array() });

it('what was not sent is told in words for a webhook', async () => {
  const refused = await posted({ ok: false, code: 'unknown_host', words: 'No website.', url });
  expect(refused).toMatchObject({
    outcome: 'failed',
    problem: 'There is no server with this name.',
  });
});

it('a receiver says how long to wait in seconds, or until when', async () => {
  expect(await answers(503, { 'retry-after': '120' })).toMatchObject({ retryAfterMs: 120_000 });
  const inTwoHours = new Date(Date.now() + 2 * 3_600_000).toUTCString();
  const { retryAfterMs } = await answers(503, { 'retry-after': inTwoHours });
  expect(retryAfterMs).toBeGreaterThan(3_600_000);
  expect(await answers(503, { 'retry-after': 'soon' })).toMatchObject({ retryAfterMs: null });
});
