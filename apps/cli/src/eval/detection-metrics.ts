// How good is a detector? Metrics over scored positives and negatives. Ties count half in the AUROC
// and are never split by a threshold.

export interface Detected {
  score: number;
  positive: boolean;
}

/** Chance that a positive outscores a negative; 0.5 knows nothing. NaN without both. */
export function auroc(items: readonly Detected[]): number {
  const sorted = [...items].sort((a, b) => a.score - b.score);
  const positives = items.filter((each) => each.positive).length;
  const negatives = items.length - positives;
  let ranks = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) to += 1;
    const middle = (from + to + 1) / 2;
    for (let at = from; at < to; at += 1) if (sorted[at]?.positive) ranks += middle;
    from = to;
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}

export interface AtThreshold {
  precision: number;
  recall: number;
  f1: number;
  fpr: number;
  mcc: number;
}

/** `score >= threshold` is a yes. Shares of nothing are 0, not NaN. */
export function atThreshold(items: readonly Detected[], threshold: number): AtThreshold {
  return ofCounts(
    countsOf(items.map(({ score, positive }) => ({ said: score >= threshold, positive }))),
  );
}

interface Counts {
  tp: number;
  fp: number;
  fn: number;
  tn: number;
}

export function countsOf(items: readonly { said: boolean; positive: boolean }[]): Counts {
  const counts = { tp: 0, fp: 0, fn: 0, tn: 0 };
  for (const { said, positive } of items)
    counts[said ? (positive ? 'tp' : 'fp') : positive ? 'fn' : 'tn'] += 1;
  return counts;
}

export function ofCounts({ tp, fp, fn, tn }: Counts): AtThreshold {
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  return {
    precision: share(tp, tp + fp),
    recall: share(tp, tp + fn),
    f1: share(2 * tp, 2 * tp + fp + fn),
    fpr: share(fp, fp + tn),
    mcc: share(tp * tn - fp * fn, Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))),
  };
}

/** Best recall at any threshold whose share of false alarms is at most `fpr`. */
export function recallAtFpr(items: readonly Detected[], fpr: number): number {
  const sorted = [...items].sort((a, b) => b.score - a.score);
  const positives = items.filter((each) => each.positive).length;
  const allowed = fpr * (items.length - positives) + 1e-9;
  let tp = 0;
  let fp = 0;
  let best = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    for (; to < sorted.length && sorted[to]?.score === sorted[from]?.score; to += 1)
      if (sorted[to]?.positive) tp += 1;
      else fp += 1;
    if (fp <= allowed) best = tp;
    from = to;
  }
  return positives === 0 ? Number.NaN : best / positives;
}
