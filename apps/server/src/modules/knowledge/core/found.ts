// What a search found, taken down so that it can be put into another order later: a reader needs
// its time, and meanwhile the index goes on answering others.

import { measureEvidence, type Standing } from './evidence.ts';
import type { QueryTerm } from './query-term.ts';
import type { RetrievedPassage, Retrieval } from './retrieval.ts';

export interface FoundParts {
  question: string;
  terms: readonly QueryTerm[];
  /** All candidates, best first by search. */
  ranked: readonly Standing[];
  /** Of the first of them, in the same order. */
  passages: readonly RetrievedPassage[];
  passageCount: number;
  documentCount: number;
  embeddedShare: number;
  highestIdf: number;
}

/** A passage that was read: what it is worth now, and the log odds that it answers. */
export interface Reading {
  score: number;
  odds: number;
}

export class Found {
  private readonly parts: FoundParts;

  constructor(parts: FoundParts) {
    this.parts = parts;
  }

  get question(): string {
    return this.parts.question;
  }

  /** Best first by search. */
  get passages(): readonly RetrievedPassage[] {
    return this.parts.passages;
  }

  /** As search ordered it. */
  inOrder(): Retrieval {
    const { question, passages, ...parts } = this.parts;
    return { question, passages: [...passages], evidence: measureEvidence(parts) };
  }

  /** Those that were read, by their new scores, before all others. One reading a passage, from the first. */
  reordered(readings: readonly Reading[]): Retrieval {
    const { question, passages, ranked, ...parts } = this.parts;
    const order = readings
      .map((reading, at) => ({ ...reading, at }))
      .sort((a, b) => b.score - a.score || a.at - b.at);
    const lowest = order.at(-1)?.score ?? 1;
    const unread = (score: number): number => Math.min(score, lowest);
    return {
      question,
      passages: [
        ...order.map(({ at, score, odds }) => ({
          ...(passages[at] as RetrievedPassage),
          score,
          read: probability(odds),
        })),
        ...passages
          .slice(readings.length)
          .map((passage) => ({ ...passage, score: unread(passage.score) })),
      ],
      evidence: {
        ...measureEvidence({
          ...parts,
          ranked: [
            ...order.map(({ at, score }) => ({ ...(ranked[at] as Standing), score })),
            ...ranked
              .slice(readings.length)
              .map((standing) => ({ ...standing, score: unread(standing.score) })),
          ],
        }),
        ...readingEvidence(order.map(({ at, odds }) => ({ at, odds, of: ranked[at] as Standing }))),
      },
    };
  }
}

/** `read`: in the new order; `at` is the place that search had given. */
function readingEvidence(read: { at: number; odds: number; of: Standing }[]) {
  const [first] = read;
  if (!first) return {};
  const odds = read.map((each) => each.odds);
  const elsewhere = read.filter(({ of }) => of.documentId !== first.of.documentId);
  const best = Math.max(...odds);
  const other = elsewhere.length > 0 ? Math.max(...elsewhere.map((each) => each.odds)) : best - 4;
  return {
    readFirst: first.odds,
    readBest: best,
    readLead: first.odds - other,
    readMean: odds.reduce((sum, each) => sum + each, 0) / odds.length,
    readRise: first.at / read.length,
  };
}

const probability = (odds: number): number => 1 / (1 + Math.exp(-odds));
