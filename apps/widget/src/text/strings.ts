/** The widget's own words in the visitor's language. */
import { english, others } from './english.ts';
import type { Word, Words } from './words.ts';

export type { Word } from './words.ts';

/** Nobody waits longer than this for words: then it is English. */
const PATIENCE = 4_000;

let spoken: { language: string; words: Words } = { language: 'en', words: english };

/** The first of a visitor's languages that the widget speaks, else English. */
export function spokenOf(languages: readonly string[]): string {
  const known = (language: string) => ['en', ...others].includes(shortOf(language));
  return languages.find(known) ?? 'en';
}

/** Chooses the language, once, before anything is drawn. `host`: where the words are kept. */
export async function speak(languages: readonly string[], host: string): Promise<void> {
  const language = spokenOf(languages);
  const words = shortOf(language) === 'en' ? english : await fetchWords(language, host);
  spoken = words
    ? { language, words: { ...english, ...words } }
    : { language: 'en', words: english };
}

async function fetchWords(language: string, host: string): Promise<Words | null> {
  try {
    const late = new AbortController();
    setTimeout(() => late.abort(), PATIENCE);
    const answer = await fetch(`${host}/widget-words/${shortOf(language)}.json`, {
      credentials: 'omit',
      signal: late.signal,
    });
    return answer.ok ? ((await answer.json()) as Words) : null;
  } catch {
    return null;
  }
}

const shortOf = (language: string) => language.slice(0, 2).toLowerCase();

/** The tag of the language spoken, for `lang` and for dates. */
export const language = () => spoken.language;

/** `t('joined', { name: 'Sam' })` */
export function t(word: Word, values: Readonly<Record<string, string | number>> = {}): string {
  return spoken.words[word].replace(/\{(\w+)\}/g, (whole, name: string) => {
    return String(values[name] ?? whole);
  });
}
