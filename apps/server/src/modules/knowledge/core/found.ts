// What a search found, taken down so that it can be put into another order later: a reader needs
// its time, and meanwhile the index goes on answering others.

import { measureEvidence, type Standing } from './evidence.ts';
import type { QueryTerm } from './query-term.ts';
import { type Reading, UNREAD } from './reading.ts';
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

  /**
   * Those with a reading, by their new scores, before all others. One reading a passage, from the
   * first; some of them may have been left unread.
   */
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
          read: odds === null ? null : probability(odds),
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

/** `order`: the new one; `at` is the place that search had given. */
function readingEvidence(order: { at: number; odds: number | null; of: Standing }[]) {
  const read = order.filter((each): each is typeof each & { odds: number } => each.odds !== null);
  const [first] = read;
  if (!first) return {};
  const best = Math.max(...read.map(({ odds }) => odds));
  const elsewhere = order
    .filter(({ of }) => of.documentId !== first.of.documentId)
    .map(({ odds }) => odds ?? UNREAD);
  const other = elsewhere.length > 0 ? Math.max(...elsewhere) : best - 4;
  return {
    readFirst: first.odds,
    readBest: best,
    readLead: first.odds - other,
    readMean: order.reduce((sum, { odds }) => sum + (odds ?? UNREAD), 0) / order.length,
    readRise: first.at / order.length,
  };
}

const probability = (odds: number): number => 1 / (1 + Math.exp(-odds));
