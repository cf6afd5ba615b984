// "At most 5 % of the answers wrong", with a guarantee: fixed-sequence learn-then-test. A grid of
// thresholds is fixed beforehand and walked from the strictest down; at each, the Clopper–Pearson
// upper bound on the share of wrong answers must stay within the budget, and the walk stops at the
// first that does not. So P(risk > budget) ≤ δ, for data like the reviewed ones.

export interface Reviewed {
  confidence: number;
  ok: boolean;
}

export interface BudgetChoice {
  /** Null: no threshold can be promised on this much data. */
  threshold: number | null;
  answered: number;
  wrong: number;
  /** Upper bound on the risk at the threshold. */
  bound: number;
}

/** Strictest first. Fixed, so that the data cannot choose the grid. */
export const THRESHOLD_GRID: readonly number[] = Array.from(
  { length: 99 },
  (_, at) => (99 - at) / 100,
);

/** Fewer answered than this say nothing either way: the walk passes over, it does not stop. */
const fewestFor = (budget: number, delta: number): number =>
  Math.ceil(Math.log(delta) / Math.log(1 - budget));

export function chooseThreshold(
  reviewed: readonly Reviewed[],
  budget: number,
  delta = 0.1,
): BudgetChoice {
  let chosen: BudgetChoice = { threshold: null, answered: 0, wrong: 0, bound: 1 };
  // Starting where enough is answered depends on confidences alone, never on what was wrong.
  const start = fewestFor(budget, delta);
  for (const threshold of THRESHOLD_GRID) {
    const answered = reviewed.filter((each) => each.confidence >= threshold);
    if (answered.length < start) continue;
    const wrong = answered.filter((each) => !each.ok).length;
    const bound = upperBound(wrong, answered.length, delta);
    if (bound > budget) break;
    chosen = { threshold, answered: answered.length, wrong, bound };
  }
  return chosen;
}

/** Clopper–Pearson: the risk that `wrong` of `n` still allows at confidence 1 − δ. */
export function upperBound(wrong: number, n: number, delta: number): number {
  if (n === 0 || wrong >= n) return 1;
  let [low, high] = [wrong / n, 1];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (atMost(wrong, n, middle) > delta) low = middle;
    else high = middle;
  }
  return high;
}

/** P(at most k of n) at rate p, summed in logs so that large n stay exact enough. */
function atMost(k: number, n: number, p: number): number {
  let logTerm = n * Math.log1p(-p);
  let sum = Math.exp(logTerm);
  for (let i = 1; i <= k; i += 1) {
    logTerm += Math.log((n - i + 1) / i) + Math.log(p) - Math.log1p(-p);
    sum += Math.exp(logTerm);
  }
  return Math.min(1, sum);
}
