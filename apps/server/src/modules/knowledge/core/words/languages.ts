// Which language a text is in, as far as stemming and stop words need to know: its script, and the
// words that carry no content, give it away.

import { FUNCTION_WORDS, type Language } from './function-words.ts';
import { wordsOf } from './words.ts';

export type { Language } from './function-words.ts';

/**
 * Word (lower case, with its accents) → term: the stem that "refund", "refunds" and "refunded"
 * share, folded.
 */
export type Stem = (written: string, language: Language) => string;

/** Writes what others write as two words as one. */
const COMPOUNDING: ReadonlySet<Language> = new Set([
  'de',
  'nl',
  'sv',
  'da',
  'no',
  'fi',
  'hu',
  'ko',
]);

const STOP_WORDS = new Map<Language, Set<string>>(
  (Object.entries(FUNCTION_WORDS) as [Language, string][]).map(([language, list]) => [
    language,
    new Set(wordsOf(list).map((word) => word.text)),
  ]),
);

/** Scripts that one language of ours is written in; kana before Han, as Japanese has both. */
const SCRIPTS: readonly [RegExp, Language][] = [
  [/[\p{sc=Hiragana}\p{sc=Katakana}]/u, 'ja'],
  [/\p{sc=Han}/u, 'zh'],
  [/\p{sc=Hangul}/u, 'ko'],
  [/\p{sc=Thai}/u, 'th'],
  [/\p{sc=Arabic}/u, 'ar'],
  [/\p{sc=Hebrew}/u, 'he'],
  [/\p{sc=Devanagari}/u, 'hi'],
  [/\p{sc=Cyrillic}/u, 'ru'],
];
const OWN_SCRIPT =
  /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}\p{sc=Hangul}\p{sc=Thai}\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Devanagari}\p{sc=Cyrillic}]/u;

export function isStopWord(word: string, language: Language): boolean {
  return STOP_WORDS.get(language)?.has(word) ?? false;
}

export function writesCompounds(language: Language): boolean {
  return COMPOUNDING.has(language);
}

/** The likeliest language of some words, or `fallback` when too few of them tell. */
export function detectLanguage(words: string[], fallback: Language): Language {
  const byScript = languageOfScript(words);
  if (byScript) return byScript;
  let best = fallback;
  let bestHits = Math.max(1, words.length * 0.08);
  for (const [language, list] of STOP_WORDS) {
    let hits = language === fallback ? 0.5 : 0;
    for (const word of words) if (list.has(word)) hits += 1;
    if (hits > bestHits) {
      best = language;
      bestHits = hits;
    }
  }
  return best;
}

/** Null when most words are in a script that many languages share. */
function languageOfScript(words: string[]): Language | null {
  const own = words.filter((word) => OWN_SCRIPT.test(word));
  if (own.length === 0 || own.length * 3 < words.length) return null;
  const counts = SCRIPTS.map(([script]) => own.filter((word) => script.test(word)).length);
  // A page of Japanese may be mostly Han; a page of Chinese has no kana to speak of.
  const [kana = 0, han = 0] = counts;
  if (kana + han > own.length / 2) return kana * 10 >= han ? 'ja' : 'zh';
  return SCRIPTS[counts.indexOf(Math.max(...counts))]?.[1] ?? null;
}
