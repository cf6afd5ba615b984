// Where a passage says what an answer says by it: the sentence, or the list or table, that shares
// most words with the answer's.

import { unitsOf } from './answer-parser.ts';
import { overlap, wordStems } from './plain-words.ts';

export function bestQuote(passage: string, said: readonly string[]): string {
  const units = unitsOf(passage).filter(({ kind }) => kind !== 'heading');
  const wanted = new Set(said.flatMap(wordStems));
  const scored = units.map(({ raw }) => {
    const stems = new Set(wordStems(raw));
    const found = [...wanted].filter((stem) => stems.has(stem)).length;
    return { raw, score: found * (0.5 + 0.5 * overlap(raw, wanted)) };
  });
  const best = scored.reduce<(typeof scored)[number] | null>(
    (a, b) => (a !== null && a.score >= b.score ? a : b),
    null,
  );
  return best?.raw.trim() ?? passage.trim();
}
