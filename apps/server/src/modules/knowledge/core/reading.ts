// What a passage is worth once it was read: search's score and the reader's log odds, weighed.
// Where the weights come from: bench/reader.

/** Of the log odds, beside ten times search's score. */
const READING = 0.2;
const SCALE = 10;
/** Puts an average find near the middle. */
const MIDDLE = 5;

/** 0..1, growing with both. */
export function scoreOfReading(score: number, odds: number): number {
  return 1 / (1 + Math.exp(-(SCALE * score - MIDDLE + READING * odds) / 2));
}
