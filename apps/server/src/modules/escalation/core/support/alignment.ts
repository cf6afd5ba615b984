// Where in the passages a sentence would have to come from: the unit, and the two neighbouring units,
// that carry most of it.

import { type Quantity, saidBy } from './quantities.ts';
import { type Told, type ToldPassage, wordsSaidOtherwise } from './told.ts';
import type { Word } from './words.ts';

/** One unit, or two that stand together. */
export interface Window {
  words: Word[];
  units: Told[];
  about: Told;
}

export interface Alignment {
  claim: Told;
  passages: readonly ToldPassage[];
  units: readonly Told[];
  /** The claim's words that say something, each stem once. */
  content: Word[];
  weightOf(word: Word): number;
  /** Share of the claim's weight that these stems hold. */
  cover(stems: ReadonlySet<string>): number;
  one: Placed;
  two: Placed;
  cosine(unit: Told): number;
  /** Words of the claim that the wider window does not have, and the words it could mean by them. */
  open: Word[];
  around: Word[];
}

export interface Placed {
  window: Window;
  covered: number;
  withAbout: number;
  near: number;
}

/** Null where the passages hold no words at all. */
export function align(
  claim: Told,
  passages: readonly ToldPassage[],
  cosine: (unit: Told) => number,
): Alignment | null {
  const units = passages.flatMap((passage) => passage.units);
  const content = distinct(claim.words.filter(({ weight }) => weight > 0));
  const rarity = rarityOf(units);
  const weightOf = (word: Word) => word.weight * rarity(word.stem);
  const total = sum(content.map(weightOf));
  const cover = (stems: ReadonlySet<string>) =>
    total === 0 ? 1 : sum(content.filter(({ stem }) => stems.has(stem)).map(weightOf)) / total;

  const place = (window: Window) => {
    const counted = wordsSaidOtherwise(claim, quantitiesIn(window), window.words);
    const own = stemsOf([...window.words, ...counted]);
    const covered = cover(own);
    const withAbout = cover(new Set([...own, ...stemsOf(window.about.words)]));
    const near = Math.max(...window.units.map(cosine));
    const numbers = claim.quantities.filter((each) =>
      window.units.some((unit) => saidBy(each, unit.quantities)),
    ).length;
    const score = 0.6 * covered + 0.4 * withAbout + 0.8 * near + 0.15 * numbers;
    return { window, covered, withAbout, near, score };
  };
  const placed = windowsOf(passages).map(place);
  const one = best(placed.filter(({ window }) => window.units.length === 1));
  if (one === null) return null;
  const two = best(placed.filter(({ window }) => window.units.length === 2)) ?? one;
  const known = stemsOf([
    ...two.window.words,
    ...two.window.about.words,
    ...wordsSaidOtherwise(claim, quantitiesIn(two.window), two.window.words),
  ]);
  return {
    claim,
    passages,
    units,
    content,
    weightOf,
    cover,
    one,
    two,
    cosine,
    open: content.filter(({ stem }) => !known.has(stem)),
    around: distinct(two.window.words.filter(({ weight }) => weight > 0)),
  };
}

export const quantitiesIn = (window: Window): Quantity[] =>
  window.units.flatMap(({ quantities }) => quantities);

export const stemsOf = (words: readonly Word[]): Set<string> =>
  new Set(words.map(({ stem }) => stem));

function windowsOf(passages: readonly ToldPassage[]): Window[] {
  return passages.flatMap(({ units, about }) =>
    units.flatMap((unit, n) => {
      const next = units[n + 1];
      const alone: Window = { words: unit.words, units: [unit], about };
      if (next === undefined) return [alone];
      // Clauses of the second go on counting where the first ends.
      const shift = (unit.words.at(-1)?.clause ?? 0) + 1;
      const more = next.words.map((word) => ({ ...word, clause: word.clause + shift }));
      return [alone, { about, units: [unit, next], words: [...unit.words, ...more] }];
    }),
  );
}

/** A word that stands in every unit tells them apart less than one that stands in a single one. */
function rarityOf(units: readonly Told[]): (stem: string) => number {
  const counts = new Map<string, number>();
  for (const { words } of units)
    for (const stem of stemsOf(words)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return (stem) => 1 / (1 + 0.5 * Math.log(Math.max(1, counts.get(stem) ?? 1)));
}

export function distinct(words: readonly Word[]): Word[] {
  const seen = new Set<string>();
  return words.filter(({ stem }) => !seen.has(stem) && seen.add(stem) !== undefined);
}

const best = <T extends { score: number }>(scored: readonly T[]): T | null =>
  scored.reduce<T | null>(
    (top, each) => (top === null || each.score > top.score ? each : top),
    null,
  );

export const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
