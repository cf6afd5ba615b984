// A list of words that knows where each stands: for the two dictionaries of an index, in which a
// JavaScript map would weigh five times as much as the words. Letters lie one after the other as
// UTF-16 (or as bytes, where all of a word's fit), and a table of places finds them by their hash.

import { grown } from '../posting-lists.ts';

const MOST_FULL = 0.75;

export class WordList {
  size = 0;
  private letters = new Uint8Array(1024);
  private used = 0;
  /** By place: where its letters begin, and that of the next after its own. */
  private starts = new Int32Array(128);
  /** By hash: a place plus one; 0 is free. */
  private table = new Int32Array(256);

  /** Where a word stands; −1 when it does not. */
  placeOf(word: string): number {
    return (this.table[this.slotOf(word)] as number) - 1;
  }

  /** Where it stands, from now on. Places ascend from 0. */
  place(word: string): number {
    const slot = this.slotOf(word);
    const known = (this.table[slot] as number) - 1;
    if (known >= 0) return known;
    const place = this.size++;
    this.append(word, place);
    this.table[slot] = place + 1;
    if (this.size > this.table.length * MOST_FULL) this.rehash();
    return place;
  }

  at(place: number): string {
    const start = this.starts[place] as number;
    const end = this.starts[place + 1] as number;
    const { letters } = this;
    let word = '';
    if (letters[start] === 1) {
      for (let i = start + 1; i < end; i++) word += String.fromCharCode(letters[i] as number);
      return word;
    }
    for (let i = start + 1; i < end; i += 2)
      word += String.fromCharCode((letters[i] as number) | ((letters[i + 1] as number) << 8));
    return word;
  }

  private append(word: string, place: number): void {
    const width = widthOf(word);
    const needed = this.used + 1 + word.length * width;
    if (needed > this.letters.length) this.letters = grown(this.letters, needed);
    if (place + 1 >= this.starts.length) this.starts = grown(this.starts, place + 2);
    const { letters } = this;
    let at = this.used;
    letters[at++] = width;
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i);
      letters[at++] = code;
      if (width === 2) letters[at++] = code >> 8;
    }
    this.used = at;
    this.starts[place + 1] = at;
  }

  private isAt(place: number, word: string): boolean {
    const { letters } = this;
    let at = this.starts[place] as number;
    const width = letters[at++] as number;
    if ((this.starts[place + 1] as number) - at !== word.length * width) return false;
    for (let i = 0; i < word.length; i++, at += width) {
      const code = word.charCodeAt(i);
      const low = letters[at] as number;
      if (code !== (width === 1 ? low : low | ((letters[at + 1] as number) << 8))) return false;
    }
    return true;
  }

  /** Where in the table it is, or would be. */
  private slotOf(word: string): number {
    const mask = this.table.length - 1;
    let slot = hashOf(word) & mask;
    for (;;) {
      const place = (this.table[slot] as number) - 1;
      if (place < 0 || this.isAt(place, word)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private rehash(): void {
    this.table = new Int32Array(this.table.length * 2);
    const mask = this.table.length - 1;
    for (let place = 0; place < this.size; place++) {
      let slot = hashOf(this.at(place)) & mask;
      while (this.table[slot] !== 0) slot = (slot + 1) & mask;
      this.table[slot] = place + 1;
    }
  }
}

function widthOf(word: string): 1 | 2 {
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) > 0xff) return 2;
  return 1;
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}
