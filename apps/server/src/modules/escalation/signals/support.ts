// How much of a draft its passages carry: the share of its words that stand in what was found. An
// extractive answer quotes, so it is carried whole; a generated one has to earn it.

import { lexicalWords } from '../core/text/lexical-features.ts';
import type { DraftAnswer, TurnPassage } from '../core/turn.ts';

export function support(
  draft: DraftAnswer | null,
  passages: readonly TurnPassage[],
): number | null {
  if (draft === null) return null;
  const used = passages.filter((each) => draft.passageIds.includes(each.passageId));
  const known = new Set(
    used.flatMap((each) =>
      lexicalWords(`${each.title} ${each.heading} ${each.text.slice(0, 8_000)}`),
    ),
  );
  const words = lexicalWordsOf(draft.text).filter((word) => word.length > 3);
  if (words.length === 0) return used.length > 0 ? 1 : 0;
  return words.filter((word) => known.has(word)).length / words.length;
}

/** Long drafts in slices, as the word reader is bounded. */
function lexicalWordsOf(text: string): string[] {
  const slices: string[] = [];
  for (let at = 0; at < Math.min(text.length, 6_000); at += 500)
    slices.push(text.slice(at, at + 500));
  return slices.flatMap(lexicalWords);
}
