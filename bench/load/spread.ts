/** A figure of several rounds: the median, and how far the rounds lay apart. */
export interface Spread {
  median: number;
  least: number;
  most: number;
  /** `1234 (1200–1300)` */
  text(digits: number): string;
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  const [median, least, most] = [at(0.5), at(0), at(1)];
  return {
    median,
    least,
    most,
    text: (digits) =>
      `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`,
  };
}

/** The value that `share` of all do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
