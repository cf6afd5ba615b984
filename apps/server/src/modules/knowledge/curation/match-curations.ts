// Which of a document's passages, freshly cut, are the ones that teammates curated.
//
//   the same headings and words          → the curation holds as it is
//   the same headings, other words       → it is kept, and marked as outdated
//   the headings are gone                → it rests, until they come back
//
// Pure. Nobody's work is lost, and nothing is applied in a place that it was not made for.

import type { PassageDraft } from '../extraction/passages.ts';
import { bareWords, fingerprintOf, placeOf } from './fingerprint.ts';

/** What a teammate did to a passage, and the passage as it was then. */
export interface Curation {
  fingerprint: string;
  trail: string[];
  heading: string;
  /** The document's own words when it was curated. */
  original: string;
  edited: string | null;
  excluded: boolean;
  questions: string[];
}

export interface Matched {
  curation: Curation;
  outdated: boolean;
}

/** One entry per passage, in order; each curation is used at most once. */
export function matchCurations(
  curations: readonly Curation[],
  passages: readonly PassageDraft[],
): (Matched | null)[] {
  const matches: (Matched | null)[] = passages.map(() => null);
  if (curations.length === 0) return matches;
  const unused = new Map(curations.map((curation) => [curation.fingerprint, curation]));
  passages.forEach((passage, i) => {
    const curation = unused.get(fingerprintOf(passage));
    if (!curation) return;
    unused.delete(curation.fingerprint);
    matches[i] = { curation, outdated: false };
  });
  // The most alike of a section first: where a long section is cut may have moved.
  const pairs = [...unused.values()].flatMap((curation) =>
    passages.flatMap((passage, i) =>
      matches[i] === null && placeOf(passage) === placeOf(curation)
        ? [{ curation, i, alike: alike(curation.original, passage.markdown) }]
        : [],
    ),
  );
  for (const { curation, i } of pairs.sort((a, b) => b.alike - a.alike || a.i - b.i)) {
    if (matches[i] !== null || !unused.delete(curation.fingerprint)) continue;
    matches[i] = { curation, outdated: true };
  }
  return matches;
}

/** Share of common words, 0..1. */
function alike(a: string, b: string): number {
  const words = new Set(bareWords(a).split(' '));
  const others = new Set(bareWords(b).split(' '));
  let common = 0;
  for (const word of words) if (others.has(word)) common += 1;
  return common / (words.size + others.size - common);
}
