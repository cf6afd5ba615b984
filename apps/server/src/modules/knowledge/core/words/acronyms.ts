// What the documents themselves say that letters stand for: "two-factor authentication (2FA)",
// "DNS (Domain Name System)"; and, as a guess for letters nobody explains, titles whose words begin
// with them.

import { fold } from './fold.ts';
import { wordsOf } from './words.ts';

/** Folded acronym → the folded words it stands for. */
type Meanings = Map<string, { words: string[]; count: number }>;

const IN_BRACKETS = /\(([A-Z0-9][A-Za-z0-9]{1,6})\)/g;
const BEFORE_BRACKETS = /\b([A-Z0-9][A-Z0-9]{1,6})\s+\(([^()\n]{6,80})\)/g;
const LONGEST_PHRASE = 90;
const NUMBERS = new Map([
  ['1', 'one'],
  ['2', 'two'],
  ['3', 'three'],
]);
const SMALL_WORDS = new Set([
  'of',
  'the',
  'and',
  'for',
  'to',
  'in',
  'on',
  'a',
  'an',
  'de',
  'la',
  'und',
]);

export class Acronyms {
  private readonly explained: Meanings = new Map();
  private readonly titles: Meanings = new Map();

  /** `change` −1 takes back what the same texts brought. */
  count(title: string | null, text: string, change: 1 | -1): void {
    for (const [acronym, words] of explanationsIn(text))
      tally(this.explained, acronym, words, change);
    if (title === null) return;
    const words = singleWords(title).filter((word) => !SMALL_WORDS.has(word));
    if (words.length >= 2 && words.length <= 5)
      tally(this.titles, words.map((word) => word[0]).join(''), words, change);
  }

  /** What an acronym stands for, by the documents' own word. */
  meaning(acronym: string): readonly string[] {
    return this.explained.get(acronym)?.words ?? [];
  }

  /** For letters that nobody explains. */
  guess(letters: string): readonly string[] {
    return this.titles.get(letters)?.words ?? [];
  }

  /** Acronyms whose words all stand in a question, each with those words. */
  spelledOut(asked: ReadonlySet<string>): { acronym: string; words: readonly string[] }[] {
    const found = [];
    for (const [acronym, { words }] of this.explained)
      if (words.every((word) => asked.has(word))) found.push({ acronym, words });
    return found;
  }
}

function tally(into: Meanings, acronym: string, words: string[], change: 1 | -1): void {
  const known = into.get(acronym);
  if (!known) {
    if (change > 0) into.set(acronym, { words, count: 1 });
    return;
  }
  known.count += change;
  if (known.count <= 0) into.delete(acronym);
}

function* explanationsIn(text: string): Generator<[acronym: string, words: string[]]> {
  if (!text.includes('(')) return;
  for (const match of text.matchAll(IN_BRACKETS)) {
    const before = text.slice(Math.max(0, match.index - LONGEST_PHRASE), match.index);
    const words = phraseOf(match[1] as string, singleWords(before.split('\n').at(-1) ?? ''));
    if (words) yield [fold(match[1] as string), words];
  }
  for (const match of text.matchAll(BEFORE_BRACKETS)) {
    const inside = singleWords(match[2] as string);
    const words = phraseOf(match[1] as string, inside);
    if (words && words.length === inside.filter((word) => !SMALL_WORDS.has(word)).length)
      yield [fold(match[1] as string), words];
  }
}

/** The last words whose first letters are the acronym's; null when they are not. */
function phraseOf(acronym: string, before: readonly string[]): string[] | null {
  const letters = [...fold(acronym)];
  if (letters.length < 2) return null;
  const words: string[] = [];
  let at = before.length - 1;
  for (const letter of letters.reverse()) {
    while (at >= 0 && before[at]?.[0] !== letter && SMALL_WORDS.has(before[at] as string)) at -= 1;
    const word = before[at];
    if (!word || !(word.startsWith(letter) || word === NUMBERS.get(letter))) return null;
    words.unshift(word);
    at -= 1;
  }
  return words;
}

/** Folded; of "two-factor" only two and factor. */
function singleWords(text: string): string[] {
  return wordsOf(text.replace(/[-‐‑_]/g, ' ')).map((word) => word.text);
}
