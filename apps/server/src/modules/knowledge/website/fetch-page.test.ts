import { expect, it } from 'vitest';
import { fetchPage } from './fetch-page.ts';

it.each([
  [{ 'retry-after': '7' }, 7_000],
  [{ 'retry-after-ms': '1500' }, 1_500],
  [{ 'retry-after': '99999999999' }, 86_400_000],
  // Nonsense is nothing said, not "at once".
  [{ 'retry-after': '-3' }, null],
  [{}, null],
])('a website that says %j is left alone for %s ms', async (headers, afterMs) => {
  const url = 'https://shop.example/';
  const answer = await fetchPage(
    {
      fetch: async () => ({ ok: true, url, status: 429, headers, bytes: new Uint8Array() }),
      refuses: () => null,
      close: async () => {},
    },
    {
      url,
      as: 'page',
      etag: null,
      lastModified: null,
      mayFollow: () => true,
      withinMs: 1_000,
      signal: new AbortController().signal,
    },
  );
  expect(answer).toMatchObject({ type: 'again', afterMs, wholeSite: true });
});
