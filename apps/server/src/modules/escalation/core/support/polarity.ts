// Opposites: does a sentence say the contrary of what a passage says? Two ways to do so: the same
// words with a "not" more or less, and words that exclude each other ("free", "costs").

import { NEGATORS, stemOf, type Word, writtenOut } from './words.ts';

/** One side | the other. Words as people write them; "a b" is two words in a row. */
const AXES = `
free | fee, surcharge, charge, cost, pay, price
include, part of, contain | exclude, except, left out
allow, permitted, welcome, accept | forbidden, prohibited, banned, reject, refuse, disallow
enable, switch on, turn on, turned on | disable, switch off, turn off, turned off, deactivate
before, prior to, ahead of, in advance, until | after, afterwards, once the, later than
increase, raise, higher, rise, more than, longer | decrease, lower, reduce, shorter, less than, fewer than
at least, minimum | at most, maximum, up to
always, every time | never
require, need, must, mandatory, compulsory, have to | optional
automatic, by itself, on its own, without asking | manual, by hand
keep, remain, preserve, stored | delete, remove, erase, gone, lost, wiped
immediately, straight, now | later, end of, at the end, when the period ends
public | private
online, website | offline, in person, by post, by letter
add | remove
with | without
same, identical | different, differ
clockwise | anticlockwise, counterclockwise
north | south
east | west
left | right
above, over, more than | below, under, less than, underneath
early, earlier | late, later
inside, indoors | outside, outdoors
warm | cool, cold
old | new
work, function, usable | fail, break, unusable, stop working
valid | invalid, expired, void
active | inactive, inactive, deactivated
show, visible, see | hide, hidden, invisible
monthly, month | yearly, year, annual
more | less, fewer
first | last
start, begin | end, finish
replace, overwrite | keep, leave
skip | update
extend, longer | shorten, shorter
full, in full | partial, partly
plug in, plugged in | unplug
lock, freeze | unlock, unfreeze
online | by phone
email | post, letter, fax
damp, slightly damp | wet
used | unused, unopened
success | fail
only one, single, one at a time | several, multiple, as often as, as many as
renew | end by themselves, expire
rare, sometimes, usually, normally, often | always, guaranteed
owner | admin, member
buy | sell
send | receive
push, press | pull
`;

interface Phrase {
  stems: string[];
}
interface Axis {
  sides: [Phrase[], Phrase[]];
}

const axes: Axis[] = AXES.trim()
  .split('\n')
  .map((line) => {
    const sides = line.split('|').map((side) =>
      side
        .split(',')
        .map((phrase) => phrase.trim())
        .filter((phrase) => phrase !== '')
        .map((phrase) => ({
          stems:
            writtenOut(phrase)
              .match(/[\p{L}]+/gu)
              ?.map(stemOf) ?? [],
        })),
    );
    return { sides: [sides[0] ?? [], sides[1] ?? []] };
  });

/** Where a text stands on the axes: which word, and on which side. */
export interface Stance {
  axis: number;
  /** 1 or -1. "not free" is the other side of "free". */
  side: number;
  at: number;
}

export function stancesOf(words: readonly Word[]): Stance[] {
  return axes.flatMap(({ sides }, axis) => [
    ...mentions(words, sides[0]).map(({ at, negated }) => ({ axis, side: negated ? -1 : 1, at })),
    ...mentions(words, sides[1]).map(({ at, negated }) => ({ axis, side: negated ? 1 : -1, at })),
  ]);
}

function mentions(words: readonly Word[], phrases: readonly Phrase[]) {
  return phrases.flatMap(({ stems }) => {
    const own = stems.some((stem) => NEGATORS.has(stem));
    return words.flatMap((word, at) =>
      stems.every((stem, n) => words[at + n]?.stem === stem)
        ? // A phrase that holds a negator is not negated by it.
          [{ at, negated: word.negated && !own }]
        : [],
    );
  });
}

/**
 * How many axes the two stand at opposite ends of: all of them, and those where both speak of the
 * same thing, as a word that stands near tells.
 */
export function opposed(
  claim: readonly Word[],
  claimed: readonly Stance[],
  told: readonly Word[],
): { all: number; near: number } {
  const there = stancesOf(told);
  const opposite = new Set<number>();
  const near = new Set<number>();
  for (const mine of claimed) {
    const same = there.filter(({ axis }) => axis === mine.axis);
    if (same.length === 0 || same.some(({ side }) => side === mine.side)) continue;
    opposite.add(mine.axis);
    const around = stemsAround(claim, mine.at, 4);
    if (same.some(({ at }) => [...stemsAround(told, at, 5)].some((stem) => around.has(stem))))
      near.add(mine.axis);
  }
  return { all: opposite.size, near: near.size };
}

const stemsAround = (words: readonly Word[], at: number, reach: number): Set<string> =>
  new Set(
    words
      .slice(Math.max(0, at - reach), at + reach + 1)
      .filter((word, n) => word.weight > 0 && n !== Math.min(at, reach))
      .map(({ stem }) => stem),
  );

/**
 * Of the words both share: the share that one negates and the other does not. Clauses decide, so a
 * "not" about something else in the sentence does not count.
 */
export function negationGap(claim: readonly Word[], told: readonly Word[]): number {
  let shared = 0;
  let flipped = 0;
  for (const word of claim) {
    if (word.weight === 0) continue;
    const same = told.filter(({ stem }) => stem === word.stem);
    if (same.length === 0) continue;
    shared += 1;
    if (same.every(({ negated }) => negated !== word.negated)) flipped += 1;
  }
  return shared === 0 ? 0 : flipped / shared;
}

export const UNIVERSAL =
  /\b(?:all|any|every(?:body|one|thing|where)?|always|anyone|anything|anywhere|worldwide|unlimited|whole|entire|never|none|each|as often as|as many as|as much as|at any time|completely|no limit|without limit|jede[rsnm]?|alle[srnm]?|immer|überall|tous|toutes|toujours|partout|todos|todas|siempre)\b/iu;
export const LIMITED =
  /\b(?:only|except|unless|if|as long as|provided|up to|at most|some|usually|normally|often|mostly|may|might|sometimes|rare(?:ly)?|but|until|within|when|where|without|for (?:orders|companies|customers)|with (?:the|a|an)|nur|wenn|außer|bis zu|sauf|sauf si|seulement|si|solo|sólo|salvo|excepto|hasta)\b/iu;
