/** From what somebody pasted to example phrases. Pure. */

/** One phrase a line; marks of lists, quotes around a whole line and doubles are left out. */
export function phrasesIn(pasted: string): string[] {
  const phrases = pasted
    .split(/\r?\n/u)
    .map((line) =>
      line
        .trim()
        .replace(/^(?:[-*•–]|\d{1,3}[.)])\s+/u, '')
        .replace(/^(["“„«'])(.*)(["”“»'])$/u, '$2')
        .trim(),
    )
    .filter((line) => line !== '');
  return [...new Set(phrases)];
}

/** The phrases with those added that are not there yet, whatever their case. */
export function withPhrases(known: readonly string[], added: readonly string[]): string[] {
  const fold = (phrase: string) => phrase.trim().toLocaleLowerCase();
  const there = new Set(known.map(fold));
  return [...known, ...added.filter((phrase) => !there.has(fold(phrase)))];
}
