// Passages of one document that say (nearly) the same are folded into the first of them, which
// remembers under which headings the others stood. A copy would take the place of another find.
//
// Two passages repeat each other when nine in ten of their word triples are the same and their
// numbers are all the same: "within 14 days" and "within 30 days" are two answers. Short ones and
// answers to different questions never are: "Yes." means what was asked.

import { bareWords } from '../curation/fingerprint.ts';
import type { PassageDraft } from './passages.ts';

const ALIKE = 0.9;
const FEWEST_WORDS = 20;
/** Of a passage's triples, by hash: two that are alike share one of these all but surely. */
const SKETCH = 8;
/** A phrase that stands everywhere tells nothing; comparing with all would take for ever. */
const MOST_COMPARED = 12;

interface Seen {
  at: number;
  triples: ReadonlySet<number>;
  numbers: string;
}

export function foldRepeats(passages: readonly PassageDraft[]): PassageDraft[] {
  const out: PassageDraft[] = [];
  const bySketch = new Map<number, Seen[]>();
  for (const passage of passages) {
    const words = bareWords(passage.markdown).split(' ');
    if (words.length < FEWEST_WORDS) {
      out.push(passage);
      continue;
    }
    const triples = triplesOf(words);
    const sketch = [...triples].sort((a, b) => a - b).slice(0, SKETCH);
    const numbers = words.filter((word) => /\p{N}/u.test(word)).join(' ');
    const first = sketch
      .flatMap((hash) => bySketch.get(hash) ?? [])
      .find(
        (seen) =>
          seen.numbers === numbers &&
          mayFold(out[seen.at] as PassageDraft, passage) &&
          alike(seen.triples, triples) >= ALIKE,
      );
    if (first) {
      const kept = out[first.at] as PassageDraft;
      const place = [...passage.trail, passage.heading].filter(Boolean);
      out[first.at] = { ...kept, alsoUnder: withPlace(kept, place) };
      continue;
    }
    const seen = { at: out.length, triples, numbers };
    for (const hash of sketch) {
      const others = bySketch.get(hash);
      if (!others) bySketch.set(hash, [seen]);
      else if (others.length < MOST_COMPARED) others.push(seen);
    }
    out.push(passage);
  }
  return out;
}

function mayFold(a: PassageDraft, b: PassageDraft): boolean {
  return bareWords(a.heading) === bareWords(b.heading) || !(asks(a) || asks(b));
}

const asks = ({ heading }: PassageDraft): boolean => /[?？]\s*$/.test(heading);

function withPlace(kept: PassageDraft, place: string[]): string[][] {
  const known = [[...kept.trail, kept.heading].filter(Boolean), ...(kept.alsoUnder ?? [])];
  const isKnown = known.some((other) => other.join('\n') === place.join('\n'));
  return isKnown || place.length === 0
    ? (kept.alsoUnder ?? [])
    : [...(kept.alsoUnder ?? []), place];
}

function triplesOf(words: readonly string[]): Set<number> {
  const triples = new Set<number>();
  for (let i = 0; i + 2 < words.length; i++)
    triples.add(hashOf(`${words[i]} ${words[i + 1]} ${words[i + 2]}`));
  return triples;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function alike(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let common = 0;
  for (const triple of a) if (b.has(triple)) common += 1;
  return common / (a.size + b.size - common);
}
