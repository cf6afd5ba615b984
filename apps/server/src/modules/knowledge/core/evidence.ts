// What a retrieval tells about itself. See RetrievalEvidence for what each number means.

import { MOST_QUERY_TERMS } from './lexical-index.ts';
import type { QueryTerm } from './query-term.ts';
import type { Candidate } from './ranking.ts';
import type { RetrievalEvidence } from './retrieval.ts';

/** A candidate with what is known of it and its document: enough to judge any order of them. */
export interface Standing extends Candidate {
  documentId: string;
  /** Bit i: covers query term i, anywhere; in title, trail and heading; anywhere in its document. */
  covered: number;
  coveredAbove: number;
  coveredByDocument: number;
  /** See RetrievedPassage. */
  pinned: number;
}

export interface EvidenceInput {
  /** Best first. */
  ranked: readonly Standing[];
  terms: readonly QueryTerm[];
  passageCount: number;
  documentCount: number;
  embeddedShare: number;
  /** The IDF of a word in no passage. */
  highestIdf: number;
}

const HIGHEST_PEAK = 10;

export function measureEvidence(input: EvidenceInput): RetrievalEvidence {
  const { ranked } = input;
  const terms = input.terms.slice(0, MOST_QUERY_TERMS);
  const first = ranked[0];
  const withVector = ranked.filter((candidate) => !Number.isNaN(candidate.cosine));
  const byMeaning = [...withVector].sort((a, b) => b.cosine - a.cosine);
  const byWords = [...ranked].sort((a, b) => b.lexical - a.lexical);
  const other = ranked.find((candidate) => candidate.documentId !== first?.documentId);
  const covered = first?.covered ?? 0;
  const share = (bits: number): number => weightedShare(terms, (_, i) => (bits & (1 << i)) !== 0);
  const missing = terms.filter((_, i) => (covered & (1 << i)) === 0);
  return {
    passageCount: input.passageCount,
    documentCount: input.documentCount,
    queryTerms: input.terms.length,
    topScore: first?.score ?? 0,
    topLexical: byWords[0]?.lexical ?? 0,
    topCosine: byMeaning[0]?.cosine ?? 0,
    firstCosine: first && !Number.isNaN(first.cosine) ? first.cosine : 0,
    margin: gap(first?.score, ranked[1]?.score),
    documentMargin: gap(first?.score, other?.score),
    peak: peak(ranked.map((candidate) => candidate.score)),
    cosinePeak: peak(byMeaning.map((candidate) => candidate.cosine)),
    coverage: share(covered),
    documentCoverage: share(first?.coveredByDocument ?? 0),
    headingCoverage: share(first?.coveredAbove ?? 0),
    missingIdf:
      input.highestIdf > 0 ? Math.max(0, ...missing.map((term) => term.idf)) / input.highestIdf : 0,
    unknownShare: weightedShare(terms, (term) => term.alternatives.length === 0),
    lexicalInSemantic: reciprocalRank(byMeaning, byWords[0]),
    semanticInLexical: reciprocalRank(byWords, byMeaning[0]),
    agreement: overlap(byWords.slice(0, 10), byMeaning.slice(0, 10)),
    sameDocumentInTop5: ranked
      .slice(0, 5)
      .filter((candidate) => candidate.documentId === first?.documentId).length,
    embeddedShare: input.embeddedShare,
    pinned: first?.pinned ?? 0,
  };
}

function gap(first: number | undefined, second: number | undefined): number {
  if (first === undefined || first <= 0) return 0;
  return second === undefined ? 1 : (first - second) / first;
}

function peak(scores: number[]): number {
  const [first, ...rest] = scores;
  if (first === undefined || first <= 0) return 0;
  const next = rest.slice(0, 4);
  const mean = next.reduce((sum, score) => sum + Math.max(0, score), 0) / (next.length || 1);
  return mean <= 0 ? HIGHEST_PEAK : Math.min(HIGHEST_PEAK, first / mean);
}

function weightedShare(
  terms: readonly QueryTerm[],
  counts: (term: QueryTerm, position: number) => boolean,
): number {
  const total = terms.reduce((sum, term) => sum + term.idf, 0);
  if (total === 0) return 0;
  return terms.reduce((sum, term, i) => sum + (counts(term, i) ? term.idf : 0), 0) / total;
}

function reciprocalRank(order: Candidate[], wanted: Candidate | undefined): number {
  const at = order.findIndex((candidate) => candidate.slot === wanted?.slot);
  return at < 0 ? 0 : 1 / (at + 1);
}

function overlap(a: Candidate[], b: Candidate[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const slots = new Set(b.map((candidate) => candidate.slot));
  return a.filter((candidate) => slots.has(candidate.slot)).length / Math.min(a.length, b.length);
}
