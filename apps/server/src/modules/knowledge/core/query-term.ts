// One word of a question, as search looks for it.

export interface Alternative {
  term: string;
  weight: number;
  /** Speaks for a passage, but is not the word: the passage does not cover it. */
  hints?: boolean;
}

export interface QueryTerm {
  /** As the customer wrote it. */
  word: string;
  /** Best first; weights 0..1. Empty when nothing like it is known. */
  alternatives: Alternative[];
  /** Share in the score: less for a term that only helps. */
  weight: number;
  idf: number;
  /** The knowledge base has the word itself, in some form. */
  known: boolean;
}
