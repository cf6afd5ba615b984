// Ranking measures over many questions: how high the right row stands.

/** One question: the ranked ids, best first, and the ids that are right. */
export interface RankedQuestion {
  ranked: string[];
  relevant: ReadonlySet<string>;
}

export interface RankingMetrics {
  hit1: number;
  hit5: number;
  mrr10: number;
  ndcg10: number;
}

const DEPTH = 10;

export function rankingMetrics(questions: RankedQuestion[]): RankingMetrics {
  const mean = (measure: (question: RankedQuestion) => number): number =>
    questions.reduce((sum, question) => sum + measure(question), 0) / (questions.length || 1);
  return {
    hit1: mean((question) => hit(question, 1)),
    hit5: mean((question) => hit(question, 5)),
    mrr10: mean(reciprocalRank),
    ndcg10: mean(ndcg),
  };
}

function hit({ ranked, relevant }: RankedQuestion, depth: number): number {
  return ranked.slice(0, depth).some((id) => relevant.has(id)) ? 1 : 0;
}

function reciprocalRank({ ranked, relevant }: RankedQuestion): number {
  const at = ranked.slice(0, DEPTH).findIndex((id) => relevant.has(id));
  return at < 0 ? 0 : 1 / (at + 1);
}

/** Binary relevance: gain 1/log2(rank + 1), over the gain of all relevant ids on top. */
function ndcg({ ranked, relevant }: RankedQuestion): number {
  const gain = (position: number): number => 1 / Math.log2(position + 2);
  const found = ranked
    .slice(0, DEPTH)
    .reduce((sum, id, position) => sum + (relevant.has(id) ? gain(position) : 0), 0);
  const ideal = Array.from({ length: Math.min(DEPTH, relevant.size) }, (_, i) => gain(i));
  const best = ideal.reduce((sum, value) => sum + value, 0);
  return best === 0 ? 0 : found / best;
}

/** Nearest-rank percentile; `share` 0..1. */
export function percentile(values: number[], share: number): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[at] as number;
}
