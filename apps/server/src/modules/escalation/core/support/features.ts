// What can be measured about "do these passages carry this sentence?" before any model weighs it. All
// features are plain numbers, higher or lower with a reason that can be said in words.

import { type Alignment, distinct, quantitiesIn, stemsOf, sum, type Window } from './alignment.ts';
import { holds } from './names.ts';
import { clashes } from './exclusive.ts';
import { LIMITED, negationGap, opposed, UNIVERSAL } from './polarity.ts';
import { type Quantity, saidBy } from './quantities.ts';
import { type Misplaced, misplacedIn, pricesTold } from './places.ts';
import { isQuoted } from './quoted.ts';
import { overlay } from './restated.ts';
import { type Told, wordsSaidOtherwise } from './told.ts';
import type { Word } from './words.ts';

/** How alike two words are, -1..1, beyond having one stem. */
export type Similarity = (claim: string, told: string) => number;

export interface Held {
  features: Record<string, number>;
  /** The unit that carries it best, for people. */
  best: string;
  /** Quantities and names that no passage has; sure ones only. */
  missingQuantities: Quantity[];
  /** What the best place says instead of the first missing one, where it says one of that kind. */
  instead: Quantity | null;
  missingExact: string[];
  missingNames: string[];
  /** Says the opposite of its best unit. */
  opposite: boolean;
  /** A word of the claim and the one that stands in its place: "green", "red". */
  clash: [string, string] | null;
  /** A number that the passages give to something else. */
  misplaced: Misplaced | null;
  /** Word for word in a passage, or nothing but prices as one has them. */
  quoted: boolean;
}

export function featuresOf(alignment: Alignment, similar: Similarity): Held {
  const { claim, passages, units, content, weightOf, cover, one, two, cosine } = alignment;
  const total = sum(content.map(weightOf));
  const everything = stemsOf([
    ...units.flatMap(({ words }) => words),
    ...passages.flatMap(({ about }) => about.words),
  ]);
  const narrow = one.window.words;
  const wide = two.window.words;
  const softened = alignment.open.map((word) => ({
    word,
    like: soft(Math.max(0, ...alignment.around.map(({ raw }) => similar(word.raw, raw)))),
  }));
  const open = sum(softened.map(({ word, like }) => weightOf(word) * (1 - like)));

  const told = units
    .flatMap(({ quantities }) => quantities)
    .concat(passages.flatMap(({ about }) => about.quantities));
  const sure = claim.quantities.filter((each) => each.sure);
  const missing = sure.filter((each) => !saidBy(each, told));
  const inWindow = two.window.units.flatMap(({ quantities }) => quantities);
  const away = sure.filter((each) => saidBy(each, told) && !saidBy(each, inWindow));
  const lower = passages.map((passage) => passage.lower).join('\n');
  const missingExact = claim.names.exact.filter((name) => !lower.includes(name));
  const missingNames = claim.names.names.filter((name) => !holds(lower, name));
  const windowLower = two.window.units.map((unit) => unit.lower).join(' ') + two.window.about.lower;
  const namesAway = [...claim.names.names, ...claim.names.exact].filter(
    (name) => holds(lower, name) && !holds(windowLower, name),
  );
  const rivals = one.window.units
    .flatMap((unit) => unit.names.names)
    .filter((name) => !holds(claim.lower, name));

  const oppositeHere = opposed(claim.words, claim.stances, narrow);
  const oppositeWide = opposed(claim.words, claim.stances, wide);
  const clashing = clashes(claim.words, narrow);
  const clashingWide = clashing.filter(([said]) => !wide.some(({ raw }) => raw === said));
  const overlays = [one.window, two.window].map((window) =>
    overlay(claim.words, window.words, similar, countedIn(claim, window)),
  );
  const laid = overlays.reduce((a, b) => (a.added + a.skipped <= b.added + b.skipped ? a : b));
  const slots = slotsOf(claim.words, narrow, similar);
  const gapOne = negationGap(claim.words, narrow);
  const gapWide = negationGap(claim.words, wide);
  const claimNegated = claim.words.some(({ negated }) => negated);
  const toldNegated = narrow.some(({ negated }) => negated);
  const bestText = one.window.units.map(({ text }) => text).join(' ');
  const universal =
    UNIVERSAL.test(claim.text) &&
    !UNIVERSAL.test(two.window.units.map(({ text }) => text).join(' '));
  const swap = swapOf(claim, sure, units, weightOf);

  return {
    features: {
      coverOne: one.covered,
      coverAbout: one.withAbout,
      coverTwo: two.covered,
      coverAll: cover(everything),
      spread: cover(everything) - two.withAbout,
      open: Math.min(4, open),
      openShare: total === 0 ? 0 : open / total,
      openMost: Math.max(0, ...softened.map(({ like }) => 1 - like)),
      cosOne: one.near,
      cosBest: Math.max(0, ...units.map(cosine)),
      numbersMissing: Math.min(2, missing.length),
      numbersAway: Math.min(2, away.length),
      numbersKept:
        sure.length === 0 ? 0.5 : (sure.length - missing.length - away.length) / sure.length,
      swap: swap.all,
      swapWord: swap.word,
      exactMissing: Math.min(2, missingExact.length),
      namesMissing: Math.min(2, missingNames.length),
      namesAway: Math.min(2, namesAway.length),
      rivals: namesAway.length > 0 || missingNames.length > 0 ? Math.min(2, rivals.length) : 0,
      opposites: Math.min(2, oppositeHere.near),
      oppositesFar: Math.min(2, Math.min(oppositeHere.all, oppositeWide.all)),
      clashes: Math.min(2, clashing.length),
      clashesWide: Math.min(2, clashingWide.length),
      slots: Math.min(3, slots.length),
      slotLike: Math.max(0, ...slots),
      gapOne,
      gapWide: Math.min(gapOne, gapWide),
      negationAdded: claimNegated && !wide.some(({ negated }) => negated) ? 1 : 0,
      negationLost: !claimNegated && toldNegated ? 1 : 0,
      universal: universal ? 1 : 0,
      limitLost: LIMITED.test(bestText) && !LIMITED.test(claim.text) ? 1 : 0,
      conditionLost: conditionLost(narrow, claim.words),
      added: Math.min(6, laid.added),
      skipped: Math.min(6, laid.skipped),
      alone: Math.min(5, laid.alone),
      restated: laid.share,
      edits: Math.min(8, laid.added + laid.skipped),
      pairs: pairsOf(content, units),
      order: orderOf(content, wide),
      density: densityOf(content, narrow),
    },
    best: bestText,
    missingQuantities: missing,
    instead:
      missing[0] === undefined
        ? null
        : insteadOf(missing[0], inWindow.length > 0 ? inWindow : told),
    missingExact,
    missingNames,
    opposite: oppositeHere.near > 0 || Math.min(gapOne, gapWide) > 0.3,
    clash: clashingWide[0] ?? clashing[0] ?? null,
    misplaced: misplacedIn(claim, passages),
    quoted: isQuoted(claim.text, passages) || pricesTold(claim, passages),
  };
}

/** Words of both that give one quantity: "two weeks", "14 days". */
function countedIn(claim: Told, window: Window): Set<Word> {
  const counted = new Set(wordsSaidOtherwise(claim, quantitiesIn(window), window.words));
  let at = 0;
  for (const unit of window.units) {
    const said = wordsSaidOtherwise(unit, claim.quantities, claim.words);
    // The window's words are the units' words in their order, some as copies.
    for (const word of unit.words) {
      const own = window.words[at++];
      if (said.has(word) && own !== undefined) counted.add(own);
    }
  }
  return counted;
}

const soft = (like: number): number => Math.max(0, Math.min(0.85, (like - 0.45) / 0.4));

/**
 * Numbers of one kind compete: "Pro 10 seats, Team 50 seats". Above 0 when the claim's words stand
 * nearer to another number of the kind than to the one that the claim gives: all of them together,
 * and the one word that stands nearest to the other.
 */
function swapOf(
  claim: Told,
  sure: readonly Quantity[],
  units: readonly Told[],
  weightOf: (word: Word) => number,
): { all: number; word: number } {
  const swap = { all: -1, word: -1 };
  const content = distinct(
    claim.words.filter(({ weight, raw }) => weight > 0 && !/^\d/u.test(raw)),
  );
  for (const quantity of sure) {
    // A word belongs to the number that it stands nearest to in the claim itself.
    const anchors = content.filter((word) =>
      sure.every((other) => Math.abs(other.at - word.at) >= Math.abs(quantity.at - word.at)),
    );
    const own: number[][] = [];
    const rival: number[][] = [];
    for (const unit of units)
      for (const other of unit.quantities) {
        const same = saidBy(quantity, [other]);
        if (same) own.push(nearness(anchors, unit, other));
        else if (competes(quantity, other) && !sure.some((each) => saidBy(each, [other])))
          rival.push(nearness(anchors, unit, other));
      }
    const weights = anchors.map(weightOf);
    const total = (near: readonly number[]) =>
      sum(near.map((each, at) => each * (weights[at] ?? 0)));
    const best = own.reduce<number[] | null>(
      (top, each) => (top === null || total(each) > total(top) ? each : top),
      null,
    );
    if (best === null || rival.length === 0) continue;
    const most = Math.max(...rival.map(total));
    swap.all = Math.max(swap.all, (most - total(best)) / (most + total(best) + 0.3));
    for (const near of rival)
      near.forEach((each, at) => {
        swap.word = Math.max(swap.word, each - (best[at] ?? 0));
      });
  }
  return { all: swap.all === -1 ? -0.5 : swap.all, word: swap.word === -1 ? -0.2 : swap.word };
}

const competes = (a: Quantity, b: Quantity): boolean =>
  a.kind === b.kind || (a.kind === 'count' && b.kind !== 'phone') || b.kind === 'count';

/** Of each anchor: 1 beside the quantity, falling with the words and clauses between. */
function nearness(anchors: readonly Word[], unit: Told, quantity: Quantity): number[] {
  const here = unit.words.findIndex(({ at }) => at >= quantity.at);
  const place = here === -1 ? unit.words.length - 1 : here;
  const clause = unit.words[place]?.clause ?? 0;
  return anchors.map(({ stem }) =>
    unit.words.reduce((near, word, at) => {
      if (word.stem !== stem) return near;
      const apart = Math.abs(at - place) + 3 * Math.abs(clause - word.clause);
      return Math.max(near, Math.exp(-apart / 5));
    }, 0),
  );
}

/**
 * One word in the place of another: between two words that both share, the claim has one that the
 * unit does not, and the unit one that the claim does not. How alike the two are, for each.
 */
function slotsOf(claim: readonly Word[], told: readonly Word[], similar: Similarity): number[] {
  const mine = claim.filter(({ weight }) => weight > 0);
  const theirs = told.filter(({ weight }) => weight > 0);
  const here = stemsOf(theirs);
  const there = stemsOf(mine);
  return mine.flatMap((word, at) => {
    if (here.has(word.stem)) return [];
    const [before, after] = [mine[at - 1], mine[at + 1]];
    const rivals = theirs.filter((other, n) => {
      if (there.has(other.stem)) return false;
      const left = before === undefined ? n === 0 : theirs[n - 1]?.stem === before.stem;
      const right =
        after === undefined ? n === theirs.length - 1 : theirs[n + 1]?.stem === after.stem;
      return left || right;
    });
    return rivals.length === 0
      ? []
      : [Math.max(0, ...rivals.map(({ raw }) => similar(word.raw, raw)))];
  });
}

/** Of the neighbouring words of the claim that the passages have: how close they stand there. */
function pairsOf(content: readonly Word[], units: readonly Told[]): number {
  let pairs = 0;
  let close = 0;
  for (let at = 0; at + 1 < content.length; at += 1) {
    const [a, b] = [content[at] as Word, content[at + 1] as Word];
    let nearest = Number.POSITIVE_INFINITY;
    let known = [false, false];
    for (const { words } of units) {
      const as = indexes(words, a.stem);
      const bs = indexes(words, b.stem);
      known = [known[0] || as.length > 0, known[1] || bs.length > 0];
      for (const x of as)
        for (const y of bs) {
          const between = Math.abs((words[x] as Word).clause - (words[y] as Word).clause);
          nearest = Math.min(nearest, Math.abs(x - y) + 2 * between);
        }
    }
    if (!known[0] || !known[1]) continue;
    pairs += 1;
    close += Math.exp(-Math.max(0, nearest - 2) / 6);
  }
  return pairs === 0 ? 0.5 : close / pairs;
}

const indexes = (words: readonly Word[], stem: string): number[] =>
  words.flatMap((word, at) => (word.stem === stem ? [at] : []));

/** The longest run of shared words that both say in one order, of all that they share. */
function orderOf(content: readonly Word[], told: readonly Word[]): number {
  const places = content
    .map(({ stem }) => told.findIndex((word) => word.stem === stem))
    .filter((at) => at >= 0);
  if (places.length < 2) return 1;
  const runs = places.map(() => 1);
  for (let i = 0; i < places.length; i += 1)
    for (let j = 0; j < i; j += 1)
      if ((places[j] as number) < (places[i] as number))
        runs[i] = Math.max(runs[i] as number, (runs[j] as number) + 1);
  return Math.max(...runs) / places.length;
}

/** Shared words against the stretch of the unit that they are strewn over. */
function densityOf(content: readonly Word[], told: readonly Word[]): number {
  const stems = new Set(content.map(({ stem }) => stem));
  const at = told.flatMap(({ stem }, n) => (stems.has(stem) ? [n] : []));
  const [from, to] = [at[0], at.at(-1)];
  return from === undefined || to === undefined ? 0 : at.length / (to - from + 1);
}

const CONDITION = new Set(
  'if when unless only except provided until where wenn nur falls außer si seulement sauf cuando solo sólo salvo'.split(
    ' ',
  ),
);

/** The best unit makes a condition whose words the claim does not have. */
function conditionLost(told: readonly Word[], claim: readonly Word[]): number {
  const said = new Set(claim.map(({ stem }) => stem));
  let most = 0;
  told.forEach((word, at) => {
    if (!CONDITION.has(word.raw)) return;
    const words = told
      .slice(at + 1, at + 9)
      .filter((each) => each.weight > 0 && each.clause === word.clause);
    if (words.length === 0) return;
    most = Math.max(most, words.filter(({ stem }) => !said.has(stem)).length / words.length);
  });
  return most;
}

/** The quantity that the passage gives where the claim gives another. */
function insteadOf(missing: Quantity, told: readonly Quantity[]): Quantity | null {
  const same = told.filter((other) => other.kind === missing.kind && other.sure);
  return same.length === 1 ? (same[0] as Quantity) : null;
}
