/** The few statistics of these benchmarks. */

export const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

/** The value below which this share lies, 0 to 1; `ascending` must be sorted. */
export function quantile(ascending: readonly number[], share: number): number {
  const at = Math.min(ascending.length - 1, Math.max(0, Math.ceil(share * ascending.length) - 1));
  return ascending[at] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(sorted(values), 0.5);

/** "12.3 (11.9–14.0)": the median, and the least and most of all rounds. */
export function spread(values: readonly number[], digits: number): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}

export interface Line {
  slope: number;
  /** Half the width of the slope's 95 % interval. */
  give: number;
}

/** Ordinary least squares through points of equal weight; at least three. */
export function fitLine(xs: readonly number[], ys: readonly number[]): Line {
  const n = xs.length;
  const meanX = xs.reduce((sum, x) => sum + x, 0) / n;
  const meanY = ys.reduce((sum, y) => sum + y, 0) / n;
  const across = xs.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
  const together = xs.reduce((sum, x, i) => sum + (x - meanX) * ((ys[i] as number) - meanY), 0);
  const slope = together / across;
  const left = xs.reduce(
    (sum, x, i) => sum + ((ys[i] as number) - meanY - slope * (x - meanX)) ** 2,
    0,
  );
  // Near enough to Student's t from some ten points on, and cautious below.
  const t = n > 12 ? 2.1 : 3.2;
  return { slope, give: t * Math.sqrt(left / Math.max(1, n - 2) / across) };
}
