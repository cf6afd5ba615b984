// Slips of the pen in a question, put right before it is turned into a vector.
//
// Only a word is touched that no document has, that is no common word either, and that one letter
// too many, too few, wrong or swapped (two in long words) makes a word of the documents.

import { editDistance } from './edit-distance.ts';
import { fold, wordsOf } from './words.ts';

const SHORTEST = 5;

/** The words of the documents as they are written, with how often. */
export class WrittenWords {
  private readonly counts = new Map<string, number>();
  private readonly byLength = new Map<number, Set<string>>();

  add(text: string, change: 1 | -1): void {
    for (const { text: word } of wordsOf(text)) {
      if (word.length < 3 || /\d/.test(word)) continue;
      const count = (this.counts.get(word) ?? 0) + change;
      if (count > 0) this.counts.set(word, count);
      else this.counts.delete(word);
      const list = this.byLength.get(word.length) ?? new Set();
      if (count > 0) list.add(word);
      else list.delete(word);
      this.byLength.set(word.length, list);
    }
  }

  /** `isCommon` knows the language's everyday words. */
  corrected(question: string, isCommon: (word: string) => boolean): string {
    let corrected = question;
    for (const { text, start, end } of wordsOf(question).reverse()) {
      if (text.length < SHORTEST || /\d/.test(text) || this.counts.has(text) || isCommon(text))
        continue;
      if (fold(question.slice(start, end)) !== text) continue;
      const meant = this.nearest(text);
      if (meant) corrected = corrected.slice(0, start) + meant + corrected.slice(end);
    }
    return corrected;
  }

  private nearest(word: string): string | null {
    const most = word.length >= 8 ? 2 : 1;
    let best: string | null = null;
    let bestDistance = most + 1;
    let bestCount = 0;
    for (let length = word.length - most; length <= word.length + most; length++)
      for (const candidate of this.byLength.get(length) ?? []) {
        if (candidate[0] !== word[0]) continue;
        const distance = editDistance(word, candidate, Math.min(most, bestDistance));
        const count = this.counts.get(candidate) ?? 0;
        if (distance > most || distance > bestDistance) continue;
        if (distance < bestDistance || count > bestCount) {
          best = candidate;
          bestDistance = distance;
          bestCount = count;
        }
      }
    return best;
  }
}
