// A sentence and its passages, read once: words, quantities, names, stances.

import { type Names, namesOf } from './names.ts';
import { type Stance, stancesOf } from './polarity.ts';
import { type Quantity, quantitiesOf, saidBy } from './quantities.ts';
import { plain, UNDER, unitsOf } from './units.ts';
import { type Word, wordsOf, writtenOut } from './words.ts';

/** A text read once. */
export interface Told {
  /** As it stands, for people and for the embedder. */
  text: string;
  lower: string;
  words: Word[];
  quantities: Quantity[];
  names: Names;
  stances: Stance[];
}

export interface ToldPassage {
  units: Told[];
  /** Title and heading: what everything in it is about. */
  about: Told;
  /** Everything in lower case, for names. */
  lower: string;
}

/** The words of `one` that give a quantity which `others` give as well, but in other words. */
export function wordsSaidOtherwise(
  one: Told,
  others: readonly Quantity[],
  otherWords: readonly Word[],
): Set<Word> {
  const there = new Set(otherWords.map(({ stem }) => stem));
  const found = new Set<Word>();
  for (const quantity of one.quantities) {
    if (!quantity.sure || !saidBy(quantity, others)) continue;
    const { at, said } = quantity;
    const words = one.words.filter((word) => word.at >= at && word.at < at + said.length);
    if (words.every(({ stem }) => there.has(stem))) continue;
    for (const word of words) found.add(word);
  }
  return found;
}

/** Nobody's sentence; but a table or a log may come as one. */
const LONGEST = 1_500;

export function tell(text: string): Told {
  const shown = plain(text.slice(0, LONGEST));
  const normal = writtenOut(shown);
  const words = negatedByHeading(shown, wordsOf(normal));
  return {
    text: shown,
    lower: shown.toLowerCase(),
    words,
    quantities: quantitiesOf(normal),
    names: namesOf(text.slice(0, LONGEST)),
    stances: stancesOf(words),
  };
}

/** Under "What cannot be returned" everything listed cannot be returned. */
function negatedByHeading(text: string, words: Word[]): Word[] {
  const heading = text.includes(UNDER) ? (text.split(UNDER)[0] ?? '') : '';
  if (
    !/^(?:what|which|who|not|was|welche|ce qui|qué|que)\b.*\b(?:not|cannot|can't|never|excluded|nicht|pas|no)\b|^not\b/iu.test(
      heading,
    )
  )
    return words;
  return words.map((word) => ({ ...word, negated: true }));
}

export function tellPassage(title: string, heading: string, markdown: string): ToldPassage {
  const about = tell([title, heading].filter((part) => part !== '').join(': '));
  const units = unitsOf(markdown).map(tell);
  return {
    units,
    about,
    lower: `${about.lower}\n${units.map(({ lower }) => lower).join('\n')}\n${markdown.toLowerCase()}`,
  };
}
