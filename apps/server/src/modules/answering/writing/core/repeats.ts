// A model that goes round in circles: small ones do, and large ones cut off from their end token.
// What was said once is not said again, and who only repeats has come to an end.

import type { Unit } from './answer-parser.ts';

/** A step like "Save." may come twice in one answer; a sentence does not. */
const WORDS_OF_A_SENTENCE = 4;
/** So many in all, and nothing new is to be expected. */
const ENOUGH = 3;

export interface Repeats {
  /** It was said before, word for word. */
  has(unit: Unit): boolean;
  isEnough(): boolean;
}

export function createRepeats(): Repeats {
  const said = new Set<string>();
  let repeated = 0;
  return {
    has(unit) {
      const words = unit.text.toLowerCase().split(/\s+/u);
      if (words.length < WORDS_OF_A_SENTENCE) return false;
      const key = words.join(' ');
      const again = said.has(key);
      if (again) repeated += 1;
      said.add(key);
      return again;
    },
    isEnough: () => repeated >= ENOUGH,
  };
}
