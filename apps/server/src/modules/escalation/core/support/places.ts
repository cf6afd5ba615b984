// Numbers that stand in a passage, but not where the sentence puts them: "€24 a month or €2.90 a
// year", "express €4.90, standard €14.90". An amount and its period are one quantity, and a number
// belongs to the words that stand nearest to it. A word that the passages give to another number of
// the unit, and never to this one, tells that the two have changed places.

import { agree, type Quantity } from './quantities.ts';
import { UNIT_OF } from './measures.ts';
import type { Told, ToldPassage } from './told.ts';
import { writtenOut, type Word } from './words.ts';

export interface Misplaced {
  /** As written in the sentence, in lower case: "€24 a month". */
  said: string;
  /** The unit that puts it elsewhere. */
  told: string;
}

/** The first quantity that the passages have, but with another period or for something else. */
export function misplacedIn(claim: Told, passages: readonly ToldPassage[]): Misplaced | null {
  return wrongPeriod(claim, passages) ?? wrongPlace(claim, passages);
}

const MONEY = new Set(['money', 'dollar', 'pound', 'cent']);
const PERIOD =
  /^\s*(?:[a-z]+ed )?(?:(?:\/|an?\b|per\b|each\b|every\b|pro\b|im\b|par\b|al\b|por\b|je\b)\s*)?(\p{L}+)/u;

/** Of an amount of money, what it is paid for, in seconds: "a month", "/year", "monthly". */
function periodOf(
  told: Told,
  { kind, at, said }: Quantity,
): { seconds: number; said: string } | null {
  if (!MONEY.has(kind)) return null;
  const match = PERIOD.exec(writtenOut(told.text).slice(at + said.length));
  const unit = UNIT_OF.get(match?.[1] ?? '');
  if (match === null || unit?.kind !== 'time' || unit.factor < 60) return null;
  return { seconds: unit.factor, said: `${said}${match[0]}` };
}

function wrongPeriod(claim: Told, passages: readonly ToldPassage[]): Misplaced | null {
  for (const quantity of claim.quantities) {
    const period = periodOf(claim, quantity);
    if (period === null) continue;
    const places = placesOf(quantity, passages);
    if (places.length === 0 || places.some((place) => takesPeriod(place, period.seconds))) continue;
    return { said: period.said, told: places[0]?.unit.text ?? '' };
  }
  return null;
}

interface Place {
  unit: Told;
  before: Told | undefined;
  about: Told;
  quantity: Quantity;
}

const placesOf = (one: Quantity, passages: readonly ToldPassage[]): Place[] =>
  passages.flatMap(({ units, about }) =>
    units.flatMap((unit, n) =>
      unit.quantities
        .filter((other) => other.sure && agree(one, other))
        .map((quantity) => ({ unit, before: units[n - 1], about, quantity })),
    ),
  );

/** Its own period, or else one that its row or heading gives for all: "€10 a day here, €25 there". */
function takesPeriod({ unit, about, quantity }: Place, seconds: number): boolean {
  const own = periodOf(unit, quantity);
  if (own !== null) return own.seconds === seconds;
  const others = unit.quantities.flatMap((each) => periodOf(unit, each)?.seconds ?? []);
  return (
    others.every((other) => other === seconds) &&
    [...unit.words, ...about.words].some(({ raw }) => UNIT_OF.get(raw)?.factor === seconds)
  );
}

function wrongPlace(claim: Told, passages: readonly ToldPassage[]): Misplaced | null {
  const owned = ownersOf(claim);
  for (const quantity of claim.quantities) {
    if (!isPlaced(quantity)) continue;
    const places = placesOf(quantity, passages);
    if (places.length === 0) continue;
    const clause = clauseOf(claim, quantity);
    const anchors = claim.words.filter(
      (word) =>
        isAnchor(word) &&
        !claim.quantities.some((each) => isWithin(word, each)) &&
        isOnly(owned.get(word), quantity),
    );
    const near = new Set(anchors.filter((word) => word.clause === clause).map(({ stem }) => stem));
    const period = periodOf(claim, quantity)?.seconds;
    let elsewhere: Told | null = null;
    let [against, open, kept] = [0, 0, false];
    for (const stem of new Set(anchors.map((word) => word.stem))) {
      const other = givenToAnother(stem, { ...quantity, period }, passages);
      const own = places.some((place) => isGiven(stem, place));
      // A word that goes with both tells nothing.
      if (own && other === null) kept = true;
      // "On the Pro plan, …" may speak for a number, but never against it.
      if (own || !near.has(stem)) continue;
      if (other === null) open += 1;
      else if (!places.some((place) => goesBefore(stem, place))) {
        against += 1;
        elsewhere ??= other;
      }
    }
    if (elsewhere !== null && !kept && against >= open)
      return { said: quantity.said, told: elsewhere.text };
  }
  return null;
}

const clauseOf = ({ words }: Told, { at }: Quantity): number =>
  words.find((word) => word.at + word.raw.length > at)?.clause ?? 0;

const isOnly = (owners: Quantity[] | undefined, quantity: Quantity): boolean =>
  owners?.length === 1 && owners[0] === quantity;

/** Sizes, prices and times compete for their subjects; a bare number and a phone number do not. */
const isPlaced = ({ kind, sure }: Quantity): boolean =>
  sure && kind !== 'count' && kind !== 'phone';

const isAnchor = ({ weight, raw }: Word): boolean =>
  weight > 0 && !/^[\d€$£%°]/u.test(raw) && !UNIT_OF.has(raw) && !BOUNDS.has(raw);

/** They belong to the number itself, whatever it is of. */
const BOUNDS = new Set(
  'below above over under between within after before until least most than more less up about'.split(
    ' ',
  ),
);

const isWithin = (word: Word, { at, said }: Quantity): boolean =>
  word.at + word.raw.length > at && word.at < at + said.length;

/** Stands with it in its unit, and nearest to it. */
function isGiven(stem: string, { unit, quantity }: Place): boolean {
  const owners = ownersOf(unit);
  return unit.words.some(
    (word) => word.stem === stem && owners.get(word)?.includes(quantity) === true,
  );
}

/** In the title, or in the sentence before where the unit goes on from it: "Below that it costs". */
const goesBefore = (stem: string, { unit, before, about }: Place): boolean =>
  [...about.words, ...(GOES_ON.test(unit.lower) ? (before?.words ?? []) : [])].some(
    (word) => word.stem === stem,
  );
const GOES_ON = /\b(?:it|its|that|this|they|them|these|those|es|sie|das|il|elle|ils|ce|lo)\b/u;

/** The unit where it stands nearest to another quantity of the kind, for the same period if any. */
function givenToAnother(
  stem: string,
  quantity: Quantity & { period: number | undefined },
  passages: readonly ToldPassage[],
): Told | null {
  for (const { units } of passages)
    for (const unit of units) {
      const owners = ownersOf(unit);
      // Of a clock it is told only where both times stand together: "until 11 am, on Sundays 1 pm".
      if (quantity.kind === 'clock' && !unit.quantities.some((each) => agree(each, quantity)))
        continue;
      const rival = unit.words
        .filter((word) => word.stem === stem)
        .flatMap((word) => (owners.get(word) ?? []).map((other) => ({ word, other })))
        .some(
          ({ word, other }) =>
            clauseOf(unit, other) === word.clause &&
            other.kind === quantity.kind &&
            !agree(other, quantity) &&
            (quantity.period === undefined ||
              (periodOf(unit, other)?.seconds ?? quantity.period) === quantity.period),
        );
      if (rival) return unit;
    }
  return null;
}

const ownersKnown = new WeakMap<Told, Map<Word, Quantity[]>>();
const JOINS = new Set('and or but while whereas und oder aber et ou mais y o pero'.split(' '));
/** A comma or an "and" parts as much as this many words. */
const PARTING = 3;

/** Of each word the quantities of a kind that it stands nearest to; two where it stands between. */
function ownersOf(told: Told): Map<Word, Quantity[]> {
  const known = ownersKnown.get(told);
  if (known !== undefined) return known;
  const steps = stepsOf(told.words);
  const placed = told.quantities.filter(isPlaced).map((quantity) => {
    const within = told.words.flatMap((word, n) => (isWithin(word, quantity) ? [n] : []));
    return { quantity, within };
  });
  const owners = new Map<Word, Quantity[]>();
  told.words.forEach((word, at) => {
    for (const kind of new Set(placed.map(({ quantity }) => quantity.kind))) {
      const own = placed
        .filter(({ quantity, within }) => quantity.kind === kind && within.length > 0)
        .map(({ quantity, within }) => ({
          quantity,
          apart: Math.min(...within.map((n) => Math.abs((steps[n] ?? 0) - (steps[at] ?? 0)))),
        }));
      const least = Math.min(...own.map(({ apart }) => apart));
      const nearest = own.filter(({ apart }) => apart === least).map(({ quantity }) => quantity);
      owners.set(word, [...(owners.get(word) ?? []), ...nearest]);
    }
  });
  ownersKnown.set(told, owners);
  return owners;
}

/** How far into the text each word stands, with commas and "and" as longer steps. */
function stepsOf(words: readonly Word[]): number[] {
  let step = 0;
  return words.map((word, n) => {
    const parted = word.clause !== words[n - 1]?.clause || JOINS.has(word.raw);
    step += 1 + (n > 0 && parted ? PARTING : 0);
    return step;
  });
}

/** Prices with their periods, and nothing else but what they are for: one unit has them all. */
export function pricesTold(claim: Told, passages: readonly ToldPassage[]): boolean {
  const prices = claim.quantities.filter(({ sure }) => sure);
  const periods = prices.map((each) => periodOf(claim, each)?.seconds);
  if (prices.length === 0 || periods.includes(undefined)) return false;
  if (claim.words.some(({ negated }) => negated)) return false;
  return passages.some(({ units, about }) =>
    units.some((unit) => {
      const known = new Set([...unit.words, ...about.words].map(({ stem }) => stem));
      const all = claim.words.every((word) => !isAnchor(word) || known.has(word.stem));
      return (
        all &&
        !unit.words.some(({ negated }) => negated) &&
        prices.every((price, n) =>
          unit.quantities.some(
            (other) => agree(price, other) && periodOf(unit, other)?.seconds === periods[n],
          ),
        )
      );
    }),
  );
}
