// Passages that say the same in nearly the same words: a paragraph that stands in five articles, a
// page that was copied and touched up. Each passage keeps a small sketch of its runs of three words;
// how many of the sketch's numbers two passages share estimates how many runs they share.

import { grown } from './posting-lists.ts';
import type { Word } from './words/words.ts';

const RUN = 3;
const BINS = 16;
/** Of 16: two passages that share nine runs in ten differ in more bins once in some hundred. */
const ALIKE = 12;
const FEWEST_WORDS = 12;

export class Sketches {
  private bins = new Uint16Array(BINS * 64);
  private wholes = new Int32Array(64);

  set(slot: number, heading: readonly Word[], body: readonly Word[]): void {
    if (slot >= this.wholes.length) {
      this.wholes = grown(this.wholes, slot + 1);
      this.bins = grown(this.bins, this.wholes.length * BINS);
    }
    const bins = this.bins.subarray(slot * BINS, slot * BINS + BINS).fill(0xffff);
    const words = body.map((word) => hashOf(word.text));
    this.wholes[slot] = mixed([...heading.map((word) => hashOf(word.text)), -1, ...words]);
    if (words.length < FEWEST_WORDS) {
      bins.fill(0);
      return;
    }
    for (let at = 0; at + RUN <= words.length; at++) {
      const hash = mixed(words.slice(at, at + RUN));
      const bin = hash & (BINS - 1);
      bins[bin] = Math.min(bins[bin] as number, hash >>> 16);
    }
  }

  /**
   * Of candidates, best first. The same text under the same heading is one find, and so is nearly the
   * same text in another document unless the question asks for what only one of them has: the better
   * placed stays. Else a copy would look like doubt, as a second best that is as good as the best.
   * `covered` and `documentAt` go by slot.
   */
  withoutRepeats<C extends { slot: number }>(
    ranked: readonly C[],
    covered: Int32Array,
    documentAt: Int32Array,
  ): C[] {
    const kept: C[] = [];
    for (const candidate of ranked) {
      const { slot } = candidate;
      const isRepeat = kept.some(
        ({ slot: before }) =>
          this.same(before, slot) ||
          (covered[before] === covered[slot] &&
            documentAt[before] !== documentAt[slot] &&
            this.alike(before, slot)),
      );
      if (!isRepeat) kept.push(candidate);
    }
    return kept;
  }

  /** The same words under the same heading. */
  same(a: number, b: number): boolean {
    return this.wholes[a] === this.wholes[b];
  }

  /** Never of short passages: a few words are soon alike. */
  alike(a: number, b: number): boolean {
    let shared = 0;
    for (let i = 0; i < BINS; i++) {
      const bin = this.bins[a * BINS + i] as number;
      if (bin !== 0 && bin === this.bins[b * BINS + i]) shared += 1;
    }
    return shared >= ALIKE;
  }
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash;
}

function mixed(hashes: readonly number[]): number {
  let all = 0x9e3779b9;
  for (const hash of hashes) {
    all = Math.imul(all ^ hash, 0x85ebca6b);
    all ^= all >>> 13;
  }
  all = Math.imul(all, 0xc2b2ae35);
  return all ^ (all >>> 16);
}
