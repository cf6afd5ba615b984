// How well a score tells carried sentences from the rest.

export interface Scored {
  score: number;
  supported: boolean;
}

/** Probability that a carried sentence scores above one that is not; ties count half. */
export function auroc(rows: readonly Scored[]): number {
  const sorted = [...rows].sort((a, b) => a.score - b.score);
  let rank = 0;
  let ranks = 0;
  for (let at = 0; at < sorted.length; ) {
    let end = at;
    while (end < sorted.length && sorted[end]?.score === sorted[at]?.score) end += 1;
    const middle = rank + (end - at + 1) / 2;
    for (let n = at; n < end; n += 1) if (sorted[n]?.supported) ranks += middle;
    rank += end - at;
    at = end;
  }
  const right = rows.filter(({ supported }) => supported).length;
  const wrong = rows.length - right;
  return right === 0 || wrong === 0
    ? Number.NaN
    : (ranks - (right * (right + 1)) / 2) / (right * wrong);
}

/** 95 % interval of the AUROC by resampling whole groups: sentences of one document go together. */
export function aurocInterval(
  rows: readonly (Scored & { group: string })[],
  random: () => number,
  rounds = 1_000,
): [number, number] {
  const byGroup = new Map<string, (Scored & { group: string })[]>();
  for (const row of rows) byGroup.set(row.group, [...(byGroup.get(row.group) ?? []), row]);
  const groups = [...byGroup.values()];
  const values = Array.from({ length: rounds }, () =>
    auroc(groups.flatMap(() => groups[Math.floor(random() * groups.length)] ?? [])),
  )
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b);
  return [
    values[Math.floor(0.025 * values.length)] ?? 0,
    values[Math.floor(0.975 * values.length)] ?? 1,
  ];
}

/** Lowest threshold at which at most `share` of the unsupported pass. */
export function thresholdFor(rows: readonly Scored[], share: number): number {
  const wrong = rows
    .filter(({ supported }) => !supported)
    .map(({ score }) => score)
    .sort((a, b) => b - a);
  const at = wrong[Math.floor(share * wrong.length)] ?? 0;
  return Math.min(1, at + 1e-6);
}
