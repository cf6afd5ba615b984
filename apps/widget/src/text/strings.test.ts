import { expect, it } from 'vitest';
import { speak, t, type Words, wordsFor } from './strings.ts';

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).toSorted();

it('every language says everything, with the same blanks to fill', () => {
  const english = wordsFor(['en']).words;
  for (const language of ['de', 'fr', 'es']) {
    const { words } = wordsFor([language]);
    expect(words).not.toBe(english);
    for (const [name, text] of Object.entries(english)) {
      const translated = words[name as keyof Words];
      expect(translated.trim(), `${language} ${name}`).not.toBe('');
      expect(placeholders(translated), `${language} ${name}`).toEqual(placeholders(text));
    }
  }
});

it('speaks the first of the visitor’s languages that it knows, else English', () => {
  expect(wordsFor(['ja-JP', 'de-AT', 'en']).language).toBe('de-AT');
  expect(wordsFor(['ja']).language).toBe('en');
});

it('fills in names as they are', () => {
  speak(['en']);
  expect(t('joined', { name: '$& {name}' })).toBe('$& {name} joined');
});
