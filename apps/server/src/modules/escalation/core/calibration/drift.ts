// Is what was learned still about the questions that come in? The decisions of lately are held
// against those from before, and reviewed answers against their own confidence. Each check is a
// two-sample test at a stated α; together they cry wolf in one look of a hundred.

import type { Drift, DriftCheck } from '@baton/protocol';

/** Over all checks of one look (Bonferroni). */
export const DRIFT_ALPHA = 0.01;
const CHECKS = 4;
const ALPHA = DRIFT_ALPHA / CHECKS;
/** Fewer on either side, and a check says nothing. */
const FEWEST = 80;
/** Fewer reviewed answers, and their share of wrong ones says nothing. */
const FEWEST_REVIEWED = 20;
/** Differences below these are real for a statistician and nothing to an owner. */
const WORTH_SAYING = { confidence: 0.1, share: 0.05 } as const;

export interface DriftDecision {
  /** By the calibration in use; null where nothing was found to answer from. */
  confidence: number | null;
  answered: boolean;
  /** After an answer the customer asked for a person, asked the same again, or said it was no help. */
  dissatisfied: boolean;
}

export interface DriftInput {
  reference: readonly DriftDecision[];
  recent: readonly DriftDecision[];
  /** Answers given lately and reviewed. */
  reviewed: readonly { confidence: number; right: boolean }[];
}

export function watchDrift({ reference, recent, reviewed }: DriftInput): Drift {
  const checks = [
    confidenceCheck(reference, recent),
    shareCheck('answered', 'Questions answered', reference, recent, ({ answered }) => answered),
    wrongCheck(reviewed),
    shareCheck(
      'dissatisfied',
      'Answers after which the customer was not content',
      reference.filter(({ answered }) => answered),
      recent.filter(({ answered }) => answered),
      ({ dissatisfied }) => dissatisfied,
    ),
  ];
  const drifting = checks.filter((check) => check.drifting);
  if (drifting.length > 0) {
    const what = drifting.map(sentence).join(' ');
    return {
      state: 'drifting',
      words: `${what} Mark some of the drawn answers right or wrong, so that confidence can be fitted to what is asked now.`,
      checks,
    };
  }
  if (checks.every(({ p }) => p === null))
    return { state: 'unknown', words: 'Too few conversations yet to notice a change.', checks };
  return { state: 'ok', words: 'Questions and answers are like those of before.', checks };
}

function sentence({ name, reference, recent }: DriftCheck): string {
  const [then, now] = [reference, recent].map((value) => `${Math.round((value ?? 0) * 100)} %`);
  switch (name) {
    case 'confidence':
      return `Confidence has changed: ${now} on average lately, ${then} before.`;
    case 'answered':
      return `${now} of the questions were answered lately, ${then} before.`;
    case 'wrong':
      return `${now} of the answers reviewed lately were wrong, where confidence promised ${then}.`;
    case 'dissatisfied':
      return `After ${now} of the answers lately the customer was not content, ${then} before.`;
  }
}

/** Kolmogorov–Smirnov on two samples: has the spread of confidences changed, in whatever way? */
function confidenceCheck(
  before: readonly DriftDecision[],
  lately: readonly DriftDecision[],
): DriftCheck {
  const base = { name: 'confidence' as const, label: 'Confidence', alpha: ALPHA };
  const confidences = (all: readonly DriftDecision[]) =>
    all.flatMap(({ confidence }) => confidence ?? []).sort((a, b) => a - b);
  const [a, b] = [confidences(before), confidences(lately)];
  if (a.length < FEWEST || b.length < FEWEST) return { ...base, ...silent };
  const distance = largestDistance(a, b);
  const p = kolmogorov(distance * Math.sqrt((a.length * b.length) / (a.length + b.length)));
  const drifting = p < ALPHA && distance >= WORTH_SAYING.confidence;
  return { ...base, reference: mean(a), recent: mean(b), p, drifting };
}

/** Two shares, by the pooled z-test. */
function shareCheck(
  name: 'answered' | 'dissatisfied',
  label: string,
  before: readonly DriftDecision[],
  lately: readonly DriftDecision[],
  holds: (decision: DriftDecision) => boolean,
): DriftCheck {
  const base = { name, label, alpha: ALPHA };
  const [n, m] = [before.length, lately.length];
  if (n < FEWEST || m < FEWEST) return { ...base, ...silent };
  const [k, l] = [before.filter(holds).length, lately.filter(holds).length];
  const pooled = (k + l) / (n + m);
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
  const p = spread === 0 ? 1 : 2 * tail(Math.abs(k / n - l / m) / spread);
  const apart = Math.abs(k / n - l / m) >= WORTH_SAYING.share;
  return { ...base, reference: k / n, recent: l / m, p, drifting: p < ALPHA && apart };
}

/** More wrong than confidence allows? Each answer at 80 % may be wrong once in five. */
function wrongCheck(reviewed: DriftInput['reviewed']): DriftCheck {
  const base = { name: 'wrong' as const, label: 'Reviewed answers that were wrong', alpha: ALPHA };
  if (reviewed.length < FEWEST_REVIEWED) return { ...base, ...silent };
  const wrong = reviewed.filter(({ right }) => !right).length;
  const chances = reviewed.map(({ confidence }) => 1 - confidence);
  return {
    ...base,
    reference: mean(chances),
    recent: wrong / reviewed.length,
    p: atLeast(wrong, chances),
    drifting: atLeast(wrong, chances) < ALPHA,
  };
}

const silent = { reference: null, recent: null, p: null, drifting: false } as const;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

/** The widest gap between two sorted samples' distribution functions. */
function largestDistance(a: readonly number[], b: readonly number[]): number {
  let [i, j, widest] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const at = Math.min(a[i] as number, b[j] as number);
    while (i < a.length && (a[i] as number) <= at) i += 1;
    while (j < b.length && (b[j] as number) <= at) j += 1;
    widest = Math.max(widest, Math.abs(i / a.length - j / b.length));
  }
  return widest;
}

/** P(K > x) for Kolmogorov's distribution. */
function kolmogorov(x: number): number {
  if (x < 0.3) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k += 1) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
  return Math.min(1, Math.max(0, sum));
}

/** P(Z > z) of the normal distribution (Abramowitz and Stegun 7.1.26, to 1.5e-7). */
function tail(z: number): number {
  const t = 1 / (1 + (0.3275911 * z) / Math.SQRT2);
  const series =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.min(0.5, (series * Math.exp((-z * z) / 2)) / 2);
}

/** Exactly: the chance that at least `k` of these come true (Poisson binomial). */
function atLeast(k: number, chances: readonly number[]): number {
  let ways = [1];
  for (const chance of chances) {
    const next = Array.from({ length: ways.length + 1 }, () => 0);
    ways.forEach((way, at) => {
      next[at] = (next[at] as number) + way * (1 - chance);
      next[at + 1] = (next[at + 1] as number) + way * chance;
    });
    ways = next;
  }
  return Math.min(
    1,
    ways.slice(k).reduce((sum, way) => sum + way, 0),
  );
}
