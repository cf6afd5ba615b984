// The reader: does this passage answer this question, or does it only resemble it? A small model of
// our own (models/reader-l6-int8) that reads both together. Search proposes, the reader disposes.

export interface AnswerReader {
  /** Names model and version in decision records. */
  readonly id: string;
  /**
   * Log odds that each text answers the question, in order: above 0 is more likely than not.
   * Rejects when the model cannot run; whoever asks goes on without.
   */
  read(question: string, texts: string[]): Promise<number[]>;
  close(): Promise<void>;
}
