// The words of the documents as they are written (folded, not stemmed): how often, as which term
// they are indexed, and which of them an unknown word is a slip of.
//
// Words of one length lie together with a set of their letters in 31 bits, so that looking through
// all of them for a near one is a walk over two flat arrays.

import { editDistance } from './edit-distance.ts';
import { grown } from '../posting-lists.ts';
import { WordList } from './word-list.ts';

export interface NearWord {
  word: string;
  distance: number;
  count: number;
}

interface Shelf {
  ids: Int32Array;
  letters: Int32Array;
  size: number;
}

const SHORTEST_SPELT = 3;
const LONGEST_SPELT = 40;

export class WrittenWords {
  private readonly words = new WordList();
  private counts = new Int32Array(256);
  private terms = new Int32Array(256);
  private readonly shelves: Shelf[] = [];

  /** `term`: what it is found by. */
  count(word: string, term: number, change: 1 | -1): void {
    const known = this.words.size;
    const id = this.words.place(word);
    if (id === known) {
      if (id >= this.counts.length) {
        this.counts = grown(this.counts, id + 1);
        this.terms = grown(this.terms, id + 1);
      }
      this.shelve(word, id);
    }
    this.counts[id] = (this.counts[id] as number) + change;
    if (change > 0) this.terms[id] = term;
  }

  has(word: string): boolean {
    return this.timesOf(word) > 0;
  }

  timesOf(word: string): number {
    const id = this.words.placeOf(word);
    return id < 0 ? 0 : (this.counts[id] as number);
  }

  /** The number of the term that a word of the documents is indexed as. */
  termOf(word: string): number | null {
    const id = this.words.placeOf(word);
    return id < 0 || (this.counts[id] as number) <= 0 ? null : (this.terms[id] as number);
  }

  /** Words at most so many slips away, nearest first, the more frequent before the rarer. */
  near(word: string, most: number): NearWord[] {
    const letters = letterSet(word);
    const found: NearWord[] = [];
    for (let length = word.length - most; length <= word.length + most; length++) {
      const shelf = this.shelves[length];
      if (!shelf) continue;
      for (let i = 0; i < shelf.size; i++) {
        if (bitCount((shelf.letters[i] as number) ^ letters) > 2 * most) continue;
        const id = shelf.ids[i] as number;
        const count = this.counts[id] as number;
        if (count <= 0) continue;
        const candidate = this.words.at(id);
        const distance = editDistance(word, candidate, most);
        if (distance <= most) found.push({ word: candidate, distance, count });
      }
    }
    return found.sort((a, b) => a.distance - b.distance || b.count - a.count || compare(a, b));
  }

  /** Longer words that begin or end with this one, with what else is in them. */
  containing(part: string, shortestRest: number): { word: string; rest: string; atEnd: boolean }[] {
    const letters = letterSet(part);
    const found: { word: string; rest: string; atEnd: boolean }[] = [];
    for (let length = part.length + shortestRest; length < this.shelves.length; length++) {
      const shelf = this.shelves[length];
      if (!shelf) continue;
      for (let i = 0; i < shelf.size; i++) {
        if ((letters & ~(shelf.letters[i] as number)) !== 0) continue;
        const id = shelf.ids[i] as number;
        if ((this.counts[id] as number) <= 0) continue;
        const word = this.words.at(id);
        if (word.endsWith(part))
          found.push({ word, rest: word.slice(0, -part.length), atEnd: true });
        else if (word.startsWith(part))
          found.push({ word, rest: word.slice(part.length), atEnd: false });
      }
    }
    return found;
  }

  private shelve(word: string, id: number): void {
    if (word.length < SHORTEST_SPELT || word.length > LONGEST_SPELT || /\d/.test(word)) return;
    let shelf = this.shelves[word.length];
    if (!shelf) {
      shelf = { ids: new Int32Array(16), letters: new Int32Array(16), size: 0 };
      this.shelves[word.length] = shelf;
    }
    if (shelf.size === shelf.ids.length) {
      shelf.ids = grown(shelf.ids, shelf.size + 1);
      shelf.letters = grown(shelf.letters, shelf.size + 1);
    }
    shelf.ids[shelf.size] = id;
    shelf.letters[shelf.size] = letterSet(word);
    shelf.size += 1;
  }
}

function compare(a: NearWord, b: NearWord): number {
  if (a.word === b.word) return 0;
  return a.word < b.word ? -1 : 1;
}

function letterSet(word: string): number {
  let set = 0;
  for (let i = 0; i < word.length; i++) set |= 1 << (word.charCodeAt(i) % 31);
  return set;
}

function bitCount(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
