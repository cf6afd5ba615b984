// What a passage is worth once it was read: search's score and the reader's log odds, weighed.
// Where the weights come from: bench/reader.

/** Of the log odds, beside ten times search's score. */
const READING = 0.2;
const SCALE = 10;
/** Puts an average find near the middle. */
const MIDDLE = 5;

/** From here on a question is the one that a teammate pinned, in nearly its words. */
const PINNED = 0.9;

/** 0..1, growing with both. What a teammate pinned to this very question needs no reading. */
export function scoreOfReading(score: number, odds: number, pinned = 0): number {
  if (pinned >= PINNED) return pinned;
  return 1 / (1 + Math.exp(-(SCALE * score - MIDDLE + READING * odds) / 2));
}
