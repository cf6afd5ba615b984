// Which language a message is in, roughly: by script, then by the commonest little words. Null when
// a message is too short to say. Good enough to tell a teammate; nothing is decided by it alone.

const SCRIPTS: readonly [string, RegExp][] = [
  ['ja', /[\p{sc=Hiragana}\p{sc=Katakana}]/gu],
  ['zh', /\p{sc=Han}/gu],
  ['ko', /\p{sc=Hangul}/gu],
  ['ru', /\p{sc=Cyrillic}/gu],
  ['ar', /\p{sc=Arabic}/gu],
  ['he', /\p{sc=Hebrew}/gu],
  ['el', /\p{sc=Greek}/gu],
  ['th', /\p{sc=Thai}/gu],
  ['hi', /\p{sc=Devanagari}/gu],
];

const LITTLE_WORDS: Record<string, string> = {
  en: 'the is are my i you to of and it how what where do does can in for on with have this not',
  de: 'der die das ich ist und wie was wo nicht mit ein eine mein meine kann zu auf für sie haben',
  fr: 'le la les je est et comment où mon ma mes pas un une pour vous dans que qui puis avec',
  es: 'el la los es y cómo como dónde mi mis no un una para con que por puedo en quiero tengo',
  it: 'il la che è e come dove mio mia non un una per con di posso sono voglio in ho',
  pt: 'o a os é e como onde meu minha não um uma para com que posso em quero tenho do da',
  nl: 'de het een is en hoe waar mijn niet ik kan met voor op te van wil dat',
  pl: 'jak gdzie mój moje nie jest się na do i czy mogę chcę w z to',
  sv: 'hur var min mitt inte är och jag kan en ett för med det att vill',
  tr: 'nasıl nerede bir ve bu benim için değil ne var mı mi istiyorum',
};
const LISTS = Object.entries(LITTLE_WORDS).map(
  ([language, words]) => [language, new Set(words.split(' '))] as const,
);

export function guessLanguage(text: string): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 2) return null;
  for (const [language, script] of SCRIPTS)
    if ((text.match(script)?.length ?? 0) / letters > 0.3) return language;
  const { words, counts } = littleWords(text);
  const [first, second] = counts;
  if (first === undefined || first.hits === 0 || first.hits === second?.hits) return null;
  return first.hits >= 2 || words.length <= 4 ? first.language : null;
}

/**
 * Is one sentence written in another language than a longer text? Where a sentence is too short to
 * guess by itself, none of the text's little words in it and some of another language's tell.
 */
export function otherLanguage(sentence: string, text: string): boolean {
  const theirs = guessLanguage(text);
  // One little word is little to go by: said twice it is enough.
  const own = guessLanguage(`${sentence}\n${sentence}`);
  if (theirs === null || own !== null) return theirs !== null && own !== theirs;
  const { words, counts } = littleWords(sentence);
  const known = counts.find(({ language }) => language === theirs)?.hits ?? 0;
  return words.length >= 5 && known === 0 && (counts[0]?.hits ?? 0) > 0;
}

/** How many of each language's commonest words a text has, most first. */
function littleWords(text: string) {
  const words =
    text
      .slice(0, 2_000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const counts = LISTS.map(([language, list]) => ({
    language,
    hits: words.filter((word) => list.has(word)).length,
  })).sort((a, b) => b.hits - a.hits);
  return { words, counts };
}
