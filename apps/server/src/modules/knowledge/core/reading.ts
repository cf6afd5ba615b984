// What a passage is worth once it was read: search's score and the reader's log odds, weighed.
// And when enough was read. Where the weights come from: bench/reader.

/** What is known of a passage before it is read. */
export interface Proposed {
  /** Search's, 0..1. */
  score: number;
  /** See RetrievedPassage. */
  pinned: number;
}

/** What a passage is worth; `odds` null: nobody read it. */
export interface Reading {
  score: number;
  odds: number | null;
}

/** Of the log odds, beside ten times search's score. */
const READING = 0.2;
const SCALE = 10;
/** Puts an average find near the middle. */
const MIDDLE = 5;

/** From here on a question is the one that a teammate pinned, in nearly its words. */
const PINNED = 0.9;

/** Read in any case, where there are as many: confidence is measured on how the first compare. */
const AT_LEAST = 4;
/** Of what search put below the fourth place, one reading in 3,700 is higher. */
const HARDLY_HIGHER = 2;
/** Counted for a passage that was not read: the mean of readings below the fourth place. */
export const UNREAD = -3;

/** 0..1, growing with both. What a teammate pinned to this very question needs no reading. */
export function scoreOfReading(score: number, odds: number, pinned = 0): number {
  if (pinned >= PINNED) return pinned;
  return 1 / (1 + Math.exp(-(SCALE * score - MIDDLE + READING * odds) / 2));
}

/**
 * Whether the first of them are settled once as many were read as there are `odds`: none of the rest
 * could come first, unless its log odds were above HARDLY_HIGHER.
 */
export function enoughRead(proposed: readonly Proposed[], odds: readonly number[]): boolean {
  if (odds.length < Math.min(AT_LEAST, proposed.length)) return false;
  const worth = (most: number) => (each: Proposed, at: number) =>
    scoreOfReading(each.score, odds[at] ?? most, each.pinned);
  const all = proposed.map(worth(HARDLY_HIGHER));
  const best = Math.max(...all.slice(0, odds.length));
  return all.slice(odds.length).every((possible) => possible <= best);
}

/** `odds` of the first of them, as many as were read. */
export function readingsOf(proposed: readonly Proposed[], odds: readonly number[]): Reading[] {
  return proposed.map(({ score, pinned }, at) => ({
    score: scoreOfReading(score, odds[at] ?? UNREAD, pinned),
    odds: odds[at] ?? null,
  }));
}
