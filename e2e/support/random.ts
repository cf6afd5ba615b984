/** Chance that can be replayed: the same seed, the same choices (mulberry32). */
export interface Chance {
  /** 0 ≤ x < 1 */
  next(): number;
  /** Whole number, both ends included. */
  between(low: number, high: number): number;
  oneOf<T>(items: readonly T[]): T;
  /** A stream of its own for another actor, so that timing does not shift its choices. */
  fork(name: string): Chance;
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number): number =>
    low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    oneOf: (items) => {
      if (items.length === 0) throw new Error('nothing to choose from');
      return items[between(0, items.length - 1)] as (typeof items)[number];
    },
    fork: (name) =>
      chanceOf([...name].reduce((hash, c) => Math.imul(hash ^ c.charCodeAt(0), 0x01000193), seed)),
  };
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
