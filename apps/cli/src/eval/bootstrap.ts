// 95 % intervals by resampling whole groups (articles, conversations), because rows of one group
// rise and fall together. Seeded, so a report can be made again to the last digit.

export interface Interval {
  low: number;
  high: number;
}

/** Percentile interval of `statistic` over resampled groups; NaN draws are left out. */
export function bootstrapInterval<T>(
  items: readonly T[],
  groupOf: (item: T, at: number) => string,
  statistic: (sample: readonly T[]) => number,
  draws = 500,
  seed = 20_260_101,
): Interval {
  const groups = new Map<string, T[]>();
  items.forEach((item, at) => {
    const key = groupOf(item, at);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  });
  const pool = [...groups.values()];
  const random = mulberry32(seed);
  const values: number[] = [];
  for (let draw = 0; draw < draws; draw += 1) {
    const sample = pool.flatMap(() => pool[Math.floor(random() * pool.length)] ?? []);
    const value = statistic(sample);
    if (!Number.isNaN(value)) values.push(value);
  }
  values.sort((a, b) => a - b);
  return { low: quantile(values, 0.025), high: quantile(values, 0.975) };
}

/** Linear between neighbours; NaN of nothing. `sorted` ascending. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  if (low === undefined || high === undefined) return Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
