// From what words say and what meaning says to one order of passages.

import type { LexicalHits } from './lexical-index.ts';

export interface Candidate {
  slot: number;
  /** 0..1, BM25 over the question's maximum. */
  lexical: number;
  /** NaN without a vector. */
  cosine: number;
  /** What passages are ordered by, 0..1. */
  score: number;
}

const MEANING = 0.7;
const WORDS = 0.3;

/** Best first. `cosines` is null when the question has no vector. */
export function rank(hits: LexicalHits, cosines: Float32Array | null, limit: number): Candidate[] {
  const best = hits.slots.reduce((top, slot) => Math.max(top, hits.scores[slot] as number), 0);
  const candidates: Candidate[] = [];
  const consider = (slot: number): void => {
    const bm25 = hits.scores[slot] as number;
    const cosine = cosines?.[slot] ?? Number.NaN;
    const words = best > 0 ? bm25 / best : 0;
    const meaning = Math.max(0, cosine);
    candidates.push({
      slot,
      lexical: hits.maximum > 0 ? bm25 / hits.maximum : 0,
      cosine,
      score: Number.isNaN(cosine) ? words * WORDS : MEANING * meaning + WORDS * words,
    });
  };
  if (cosines)
    for (let slot = 0; slot < cosines.length; slot++)
      if (!Number.isNaN(cosines[slot]) || (hits.scores[slot] as number) > 0) consider(slot);
  if (!cosines) hits.slots.forEach(consider);
  return candidates.sort((a, b) => b.score - a.score || a.slot - b.slot).slice(0, limit);
}
