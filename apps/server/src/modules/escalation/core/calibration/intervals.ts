// How sure is a share? The intervals and bounds that reviews are reported with, each with its
// source. All are for independent draws.

/** Of `n` (which may be an effective size), a share of `k`: 0 of 0 says nothing. */
export interface ShareInterval {
  share: number;
  low: number;
  high: number;
}

/** Wilson's score interval (1927), 95 %: sits well even for few, and for shares near 0 or 1. */
export function wilson(k: number, n: number, z = 1.959964): ShareInterval {
  if (n <= 0) return { share: 0, low: 0, high: 1 };
  const share = Math.min(1, Math.max(0, k / n));
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half =
    (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return {
    share,
    low: Math.min(share, Math.max(0, middle - half)),
    high: Math.max(share, Math.min(1, middle + half)),
  };
}

/** Clopper–Pearson (1934), exact: the share that `k` of `n` still allows at confidence 1 − δ. */
export function upperBound(k: number, n: number, delta: number): number {
  if (n === 0 || k >= n) return 1;
  let [low, high] = [k / n, 1];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (atMost(k, n, middle) > delta) low = middle;
    else high = middle;
  }
  return high;
}

/** The same from below. */
export const lowerBound = (k: number, n: number, delta: number): number =>
  1 - upperBound(n - k, n, delta);

/**
 * Massart (1990) on Dvoretzky–Kiefer–Wolfowitz, one-sided: with probability 1 − δ no empirical
 * distribution of `n` lies further than this on the wrong side of the true one, anywhere.
 */
export const anywhereMargin = (n: number, delta: number): number =>
  n === 0 ? 1 : Math.sqrt(Math.log(1 / delta) / (2 * n));

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
