// Chance that can be repeated.

import { mulberry32 } from '../../apps/cli/src/eval/bootstrap.ts';

export const seeded = mulberry32;

export function shuffle<T>(items: T[], random: () => number): T[] {
  for (let at = items.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [items[at], items[other]] = [items[other] as T, items[at] as T];
  }
  return items;
}

export const sample = <T>(items: readonly T[], count: number, random: () => number): T[] =>
  shuffle([...items], random).slice(0, count);

/** One or two slips of the finger: a letter left out, doubled, swapped or hit beside. */
export function withTypos(text: string, random: () => number): string {
  const letters = [...text.toLowerCase()];
  const slips = 1 + Math.floor(random() * Math.min(2, letters.length / 12));
  for (let slip = 0; slip < slips; slip += 1) {
    const at = 1 + Math.floor(random() * Math.max(1, letters.length - 2));
    const letter = letters[at];
    if (letter === undefined || !/\p{L}/u.test(letter)) continue;
    const kind = Math.floor(random() * 4);
    if (kind === 0) letters.splice(at, 1);
    else if (kind === 1) letters.splice(at, 0, letter);
    else if (kind === 2) letters.splice(at - 1, 2, letter, letters[at - 1] ?? '');
    else letters[at] = NEIGHBOURS[letter]?.[Math.floor(random() * 2)] ?? letter;
  }
  return letters.join('');
}

const NEIGHBOURS: Record<string, string> = {
  a: 'sq',
  b: 'vn',
  c: 'xv',
  d: 'sf',
  e: 'wr',
  f: 'dg',
  g: 'fh',
  h: 'gj',
  i: 'uo',
  j: 'hk',
  k: 'jl',
  l: 'ko',
  m: 'n,',
  n: 'bm',
  o: 'ip',
  p: 'ol',
  q: 'wa',
  r: 'et',
  s: 'ad',
  t: 'ry',
  u: 'yi',
  v: 'cb',
  w: 'qe',
  x: 'zc',
  y: 'tu',
  z: 'xa',
};
