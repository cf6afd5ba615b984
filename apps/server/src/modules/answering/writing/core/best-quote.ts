// Where a passage says what an answer says by it: the sentence, or the list or table, that shares
// most words with the answer's.

import { unitsOf } from './answer-parser.ts';
import { overlap, wordStems } from './plain-words.ts';

interface Part {
  raw: string;
  stems: ReadonlySet<string>;
}

/** A passage is quoted again and again while its answer grows; it is cut only once. */
const cut = new WeakMap<object, Part[]>();

export function bestQuote(passage: { text: string }, said: readonly string[]): string {
  const wanted = new Set(said.flatMap(wordStems));
  let best = '';
  let most = 0;
  for (const { raw, stems } of partsOf(passage)) {
    const found = [...wanted].filter((stem) => stems.has(stem)).length;
    const score = found * (0.5 + 0.5 * overlap(raw, wanted));
    if (best === '' || score > most) [best, most] = [raw, score];
  }
  return best === '' ? passage.text.trim() : best;
}

function partsOf(passage: { text: string }): Part[] {
  const known = cut.get(passage);
  if (known !== undefined) return known;
  const parts = unitsOf(passage.text)
    .filter(({ kind }) => kind !== 'heading')
    .map(({ raw }) => ({ raw: raw.trim(), stems: new Set(wordStems(raw)) }));
  cut.set(passage, parts);
  return parts;
}
