import { afterEach, expect, it, vi } from 'vitest';
import { language, speak, spokenOf, t } from './strings.ts';
import { spokenHere, wordsOf } from './words.ts';

const HOST = 'https://support.example';
const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).toSorted();

afterEach(() => vi.unstubAllGlobals());

it('every language says everything, with the same blanks to fill', () => {
  const english = wordsOf('en');
  for (const spoken of spokenHere) {
    for (const [name, text] of Object.entries(wordsOf(spoken))) {
      expect(text.trim(), `${spoken} ${name}`).not.toBe('');
      expect(placeholders(text), `${spoken} ${name}`).toEqual(
        placeholders(english[name as keyof typeof english]),
      );
    }
  }
});

it('speaks the first of the visitor’s languages that it knows, else English', () => {
  expect(spokenOf(['ja-JP', 'de-AT', 'en'])).toBe('de-AT');
  expect(spokenOf(['ja', 'en-GB', 'de'])).toBe('en-GB');
  expect(spokenOf(['ja'])).toBe('en');
});

it('fetches the words of the visitor’s language; what they lack is said in English', async () => {
  const fetch = vi.fn(() => Promise.resolve(Response.json({ send: 'Senden' })));
  vi.stubGlobal('fetch', fetch);
  await speak(['de-AT'], HOST);
  expect(fetch).toHaveBeenCalledWith(`${HOST}/widget-words/de.json`, expect.anything());
  expect([language(), t('send'), t('retry')]).toEqual(['de-AT', 'Senden', 'Try again']);
});

it.each([
  ['is not there', () => Promise.resolve(new Response('', { status: 404 }))],
  ['is no JSON', () => Promise.resolve(new Response('<html>'))],
  ['cannot be reached', () => Promise.reject(new TypeError('offline'))],
])('speaks English when the file of words %s', async (_, fetch) => {
  vi.stubGlobal('fetch', fetch);
  await speak(['fr'], HOST);
  expect([language(), t('send')]).toEqual(['en', 'Send']);
});

it('fills in names as they are, and asks nobody for English', async () => {
  const fetch = vi.fn();
  vi.stubGlobal('fetch', fetch);
  await speak(['en'], HOST);
  expect(t('joined', { name: '$& {name}' })).toBe('$& {name} joined');
  expect(fetch).not.toHaveBeenCalled();
});
