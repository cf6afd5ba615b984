/**
 * One input made into another. Bytes are changed as every fuzzer changes them; what reads as JSON is
 * mostly changed as a tree, so that it still parses and comes to what lies behind the parser.
 */
import type { Chance } from './chance.ts';

export interface Mutator {
  chance: Chance;
  words: readonly Uint8Array[];
  longest: number;
  /** Another input that is kept, to take a piece from. */
  other: () => Uint8Array;
}

const ODD_BYTES = [0, 1, 9, 10, 13, 32, 34, 39, 44, 47, 60, 62, 92, 123, 127, 128, 192, 237, 255];
const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  2 ** 31,
  2 ** 53,
  0.1,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\ufffe',
  '1',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  "' or 1=1 --",
  '%00',
  '\u{1f469}\u200d\u{1f692}',
  '\u202e',
  'İ',
  'ﬃ',
  'javascript:alert(1)',
  'http://127.0.0.1/',
  [],
  {},
];
const MOST_JSON = 20_000;

export function mutate(input: Uint8Array, tools: Mutator): Uint8Array {
  const { chance } = tools;
  const tree = input.length < MOST_JSON && !chance.oneIn(4) ? asTree(input) : undefined;
  let made = input;
  if (tree !== undefined) made = Buffer.from(JSON.stringify(changedTree(tree.value, tools)) ?? '');
  else for (let times = 1 << chance.below(4); times > 0; times -= 1) made = changed(made, tools);
  return made.length > tools.longest ? made.subarray(0, tools.longest) : made;
}

function changed(input: Uint8Array, { chance, words, other }: Mutator): Uint8Array {
  const at = chance.below(input.length + 1);
  const length = Math.min(input.length - at, 1 + chance.below(1 << chance.below(9)));
  const piece = () => input.subarray(at, at + length);
  const put = (what: Uint8Array, instead: number) =>
    Buffer.concat([input.subarray(0, at), what, input.subarray(at + instead)]);
  switch (chance.below(10)) {
    case 0: {
      if (input.length === 0) return Buffer.of(chance.below(256));
      const copy = Buffer.from(input);
      const place = chance.below(input.length);
      copy[place] = (copy[place] as number) ^ (1 << chance.below(8));
      return copy;
    }
    case 1:
      return put(Buffer.of(chance.of(ODD_BYTES)), chance.below(2));
    case 2:
      return put(Buffer.of(chance.below(256)), chance.below(2));
    case 3:
      return put(new Uint8Array(), length);
    case 4:
      return put(Buffer.concat([piece(), piece()]), 0);
    case 5:
      return put(Buffer.concat(Array.from({ length: 1 + chance.below(64) }, piece)), 0);
    case 6: {
      const from = other();
      const start = chance.below(from.length + 1);
      return put(from.subarray(start, start + 1 + chance.below(256)), length);
    }
    case 7:
      return put(Buffer.from(String(chance.of([0, 1, -1, 255, 65_536, 2 ** 31, 2 ** 53]))), length);
    default:
      return words.length === 0
        ? put(Buffer.of(chance.below(256)), 0)
        : put(chance.of(words), chance.oneIn(2) ? length : 0);
  }
}

function asTree(input: Uint8Array): { value: unknown } | undefined {
  const first = input[0];
  if (first !== 0x7b && first !== 0x5b) return undefined;
  try {
    return { value: JSON.parse(Buffer.from(input).toString('utf8')) };
  } catch {
    return undefined;
  }
}

/** Walks to a place by chance and changes what it finds there. */
function changedTree(value: unknown, tools: Mutator): unknown {
  const { chance } = tools;
  if (typeof value !== 'object' || value === null || chance.oneIn(6))
    return changedLeaf(value, tools);
  if (Array.isArray(value)) {
    const copy = [...(value as unknown[])];
    const at = chance.below(copy.length + 1);
    const how = at === copy.length ? 0 : chance.below(6);
    if (how === 0) copy.splice(at, 0, copy[at] ?? leaf(tools));
    else if (how === 1) copy.splice(at, 1);
    else copy[at] = changedTree(copy[at], tools);
    return copy;
  }
  const entries = Object.entries(value);
  const at = chance.below(entries.length + 1);
  const [name, held] = entries[at] ?? [wordOf(tools), leaf(tools)];
  if (at < entries.length && chance.oneIn(6)) entries.splice(at, 1);
  else entries[at] = [chance.oneIn(12) ? wordOf(tools) : name, changedTree(held, tools)];
  return Object.fromEntries(entries);
}

function changedLeaf(value: unknown, tools: Mutator): unknown {
  const { chance } = tools;
  if (typeof value === 'string' && !chance.oneIn(3))
    return Buffer.from(changed(Buffer.from(value), tools)).toString('utf8');
  if (typeof value === 'number' && chance.oneIn(2)) return value + chance.below(5) - 2;
  return leaf(tools);
}

const leaf = (tools: Mutator): unknown =>
  tools.chance.oneIn(4) ? wordOf(tools) : structuredClone(tools.chance.of(ODD_VALUES));

const wordOf = ({ words, chance }: Mutator): string =>
  words.length === 0 ? 'x' : Buffer.from(chance.of(words)).toString('utf8');
