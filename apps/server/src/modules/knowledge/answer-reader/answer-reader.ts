// The reader: does this passage answer this question, or does it only resemble it? A small model of
// our own (models/reader-l6-int8) that reads both together. Search proposes, the reader disposes.

import type { Proposed } from '../core/reading.ts';

/** In search's order: its score says which of the rest could still come first. */
export interface PassageToRead extends Proposed {
  text: string;
}

/**
 * `first`: until no other passage could come first, about six of ten. `all`: every one, for whoever
 * uses more than the best: a language model, a search by hand.
 */
export type Places = 'first' | 'all';

export interface AnswerReader {
  /** Names model and version in decision records. */
  readonly id: string;
  /**
   * Log odds that a passage answers the question, above 0 is more likely than not: of the first
   * passages, as many as had to be read for these places (enoughRead).
   * Rejects when the model cannot run; whoever asks goes on without.
   */
  read(question: string, passages: PassageToRead[], places: Places): Promise<number[]>;
  close(): Promise<void>;
}
