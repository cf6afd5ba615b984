// How good is a confidence? Metrics over answers sorted by it, as docs/evaluation.md defines them.
// Equal confidences are one group: within it the order carries no information, so sums use the
// group's mean, and coverage may only stop at a group's end.

export interface Scored {
  confidence: number;
  ok: boolean;
}

interface Group {
  size: number;
  ok: number;
}

function groups(items: readonly Scored[]): Group[] {
  const sorted = [...items].sort((a, b) => b.confidence - a.confidence);
  const found: Group[] = [];
  let last = Number.NaN;
  for (const { confidence, ok } of sorted) {
    const group = found.at(-1);
    if (group === undefined || confidence !== last) found.push({ size: 1, ok: ok ? 1 : 0 });
    else {
      group.size += 1;
      group.ok += ok ? 1 : 0;
    }
    last = confidence;
  }
  return found;
}

/** Mean over k of the share of wrong answers among the k most confident. Lower is better. */
export function aurc(items: readonly Scored[]): number {
  let seen = 0;
  let wrong = 0;
  let sum = 0;
  for (const group of groups(items)) {
    const rate = 1 - group.ok / group.size;
    for (let at = 1; at <= group.size; at += 1) sum += (wrong + rate * at) / (seen + at);
    seen += group.size;
    wrong += group.size - group.ok;
  }
  return items.length === 0 ? Number.NaN : sum / items.length;
}

/** AURC beyond that of the perfect ordering of the same answers. */
export function eAurc(items: readonly Scored[]): number {
  const perfect = items.map(({ ok }) => ({ ok, confidence: ok ? 1 : 0 }));
  perfect.sort((a, b) => b.confidence - a.confidence);
  let wrong = 0;
  let sum = 0;
  perfect.forEach(({ ok }, at) => {
    wrong += ok ? 0 : 1;
    sum += wrong / (at + 1);
  });
  return aurc(items) - sum / items.length;
}

/** The largest share of questions that can be answered with at most `risk` of them wrong. */
export function coverageAtRisk(items: readonly Scored[], risk: number): number {
  let seen = 0;
  let wrong = 0;
  let best = 0;
  for (const group of groups(items)) {
    seen += group.size;
    wrong += group.size - group.ok;
    if (wrong / seen <= risk) best = seen;
  }
  return items.length === 0 ? Number.NaN : best / items.length;
}

export const ECE_BINS = 15;

/** Expected calibration error over 15 bins of equal mass. */
export function ece(items: readonly Scored[], bins = ECE_BINS): number {
  const sorted = [...items].sort((a, b) => a.confidence - b.confidence);
  let sum = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    const from = Math.floor((bin * sorted.length) / bins);
    const to = Math.floor(((bin + 1) * sorted.length) / bins);
    if (to === from) continue;
    const part = sorted.slice(from, to);
    const confidence = part.reduce((total, each) => total + each.confidence, 0) / part.length;
    const ok = part.filter((each) => each.ok).length / part.length;
    sum += (part.length / sorted.length) * Math.abs(confidence - ok);
  }
  return items.length === 0 ? Number.NaN : sum;
}

/** What a perfectly calibrated model of this accuracy would still show, about. */
export function eceFloor(items: readonly Scored[], bins = ECE_BINS): number {
  const p = items.filter((each) => each.ok).length / items.length;
  return 0.8 * Math.sqrt((p * (1 - p) * bins) / items.length);
}

export const brier = (items: readonly Scored[]): number =>
  items.reduce((sum, { confidence, ok }) => sum + (confidence - (ok ? 1 : 0)) ** 2, 0) /
  items.length;
