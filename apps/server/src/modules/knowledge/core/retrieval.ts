// What retrieval hands to everybody else: the passages found for a question, and the numbers that
// say how good the find is. Plain JSON all the way: decisions store it and replay from it.

export interface RetrievedPassage {
  passageId: string;
  documentId: string;
  documentTitle: string;
  url: string | null;
  /** Headings above this passage's own, outermost first. */
  trail: string[];
  heading: string;
  /** Markdown, as the document has it. */
  text: string;
  /** 0..1; meant to be comparable across knowledge bases, not only within one result. */
  score: number;
  /** BM25 over the best score that this question could reach, 0..1. */
  lexical: number;
  /** Null while the passage has no vector yet. */
  cosine: number | null;
  /** Probability, by the reader, that it answers the question, 0..1; null when it was not read. */
  read: number | null;
  /** How near the question is to one that a teammate pinned to this passage, 0..1; 0 without any. */
  pinned: number;
  /** The words of the question, as the customer wrote them, that the passage covers. */
  matchedTerms: string[];
}

/**
 * Facts about one retrieval, for the confidence calibrator. Every field is a finite number;
 * where a thing cannot be measured (no vectors yet, one passage only) the neutral value is said.
 */
export interface RetrievalEvidence {
  /** Passages searched. */
  passageCount: number;
  documentCount: number;
  /** Content words of the question after stop words. */
  queryTerms: number;
  /** Fused score of the best passage, 0..1. */
  topScore: number;
  /** Best BM25 over its maximum possible for this question, 0..1. */
  topLexical: number;
  /** Best cosine; 0 when there are no vectors. */
  topCosine: number;
  /** Cosine of the passage that ranked first; 0 when it has no vector. */
  firstCosine: number;
  /** (s1 − s2) / s1 over fused scores; 1 when there is only one passage. */
  margin: number;
  /** The same between the best passages of the two best documents. */
  documentMargin: number;
  /** s1 over the mean of s2..s5, at most 10; 10 when there is only one. */
  peak: number;
  /** The same over cosines. */
  cosinePeak: number;
  /** IDF-weighted share of the question's terms that the first passage covers, 0..1. */
  coverage: number;
  /** The same for the whole document of the first passage, its title and headings included. */
  documentCoverage: number;
  /** The same for the first passage's title, trail and heading alone. */
  headingCoverage: number;
  /** Highest IDF among terms that the first passage misses, over the highest possible, 0..1. */
  missingIdf: number;
  /** IDF-weighted share of the question's terms that the knowledge base has never seen, 0..1. */
  unknownShare: number;
  /** 1 / rank of the lexical winner in the semantic order; 0 without vectors. */
  lexicalInSemantic: number;
  /** 1 / rank of the semantic winner in the lexical order; 0 without vectors. */
  semanticInLexical: number;
  /** Share of the ten best by words that are among the ten best by meaning, 0..1. */
  agreement: number;
  /** How many of the five best passages come from the first one's document, 0..5. */
  sameDocumentInTop5: number;
  /** Share of searched passages that have a vector, 0..1. */
  embeddedShare: number;
  /** How near the question is to one pinned to the first passage, 0..1. */
  pinned: number;
  /** The rest only where a reader runs, as log odds that a passage answers: of the one put first. */
  readFirst?: number;
  /** The highest of any that was read. */
  readBest?: number;
  /** How far the first is above the best of another document. */
  readLead?: number;
  /** The mean of all that were read. */
  readMean?: number;
  /** From how far below the reader brought the first up: 0 search had it first, towards 1 last. */
  readRise?: number;
}

export interface Retrieval {
  question: string;
  /** Best first, at most ten. Empty when nothing was found at all. */
  passages: RetrievedPassage[];
  evidence: RetrievalEvidence;
}
