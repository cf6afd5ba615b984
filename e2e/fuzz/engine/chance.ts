/** Numbers by chance that come again with the same seed (mulberry32). */
export interface Chance {
  /** 0 ≤ x < below, whole. */
  below(below: number): number;
  /** True once in so many times. */
  oneIn(times: number): boolean;
  of<T>(list: readonly T[]): T;
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    oneIn: (times) => below(times) === 0,
    of: (list) => list[below(list.length)] as never,
  };
}
