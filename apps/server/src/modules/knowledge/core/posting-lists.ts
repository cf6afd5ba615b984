// Where every term occurs, in flat arrays: for each term a chain of blocks that double in size, each
// entry a passage's slot and how often the term stands in its title, headings and body. Six bytes an
// entry and no object for a term, as most terms of a help centre occur once or twice.
//
//   block: [next block] [slot, counts] [slot, counts] …      sizes 1, 3, 7, 15 … 511 entries

/** How often a term occurs in each field of one passage. */
export interface FieldCounts {
  title: number;
  heading: number;
  body: number;
}

const LARGEST_BLOCK = 511;
const NONE = -1;
/** Above this an array grows by a quarter, not by doubling. */
const GROWN_UP = 1 << 20;

export class PostingLists {
  /** Entries and, at the start of each block, where the next one begins. Slots ascend. */
  slots = new Int32Array(1024);
  /** Title in bits 0–3, headings in 4–7, body in 8–15. */
  counts = new Uint16Array(1024);
  /** By term: its first block, NONE without any. */
  first = new Int32Array(256);
  /** By term: entries, those of removed passages too. */
  lengths = new Int32Array(256);
  /** By term: passages that are still there. */
  alive = new Int32Array(256);
  private last = new Int32Array(256);
  private used = 0;

  add(term: number, slot: number, counts: FieldCounts): void {
    if (term >= this.first.length) this.growTerms(term);
    const length = this.lengths[term] as number;
    const { into, at } = placeOf(length);
    if (at === 0) this.open(term, into, length === 0);
    const position = (this.last[term] as number) + 1 + at;
    this.slots[position] = slot;
    this.counts[position] = pack(counts);
    this.lengths[term] = length + 1;
    this.alive[term] = (this.alive[term] as number) + 1;
  }

  /** Of a term that a removed passage had. */
  forget(term: number): void {
    this.alive[term] = (this.alive[term] as number) - 1;
  }

  private open(term: number, entries: number, isFirst: boolean): void {
    const block = this.used;
    this.used += 1 + entries;
    if (this.used > this.slots.length) {
      this.slots = grown(this.slots, this.used);
      this.counts = grown(this.counts, this.used);
    }
    this.slots[block] = NONE;
    if (isFirst) this.first[term] = block;
    else this.slots[this.last[term] as number] = block;
    this.last[term] = block;
  }

  private growTerms(term: number): void {
    this.first = grown(this.first, term + 1);
    this.last = grown(this.last, term + 1);
    this.lengths = grown(this.lengths, term + 1);
    this.alive = grown(this.alive, term + 1);
  }
}

/** Entries of a chain's block number `n`. */
export function blockSize(n: number): number {
  return n >= 8 ? LARGEST_BLOCK : (2 << n) - 1;
}

/** Which block of a chain the entry number `length` falls into: its size, and the place in it. */
function placeOf(length: number): { into: number; at: number } {
  let at = length;
  for (let n = 0; ; n++) {
    const into = blockSize(n);
    if (into === LARGEST_BLOCK) return { into, at: at % LARGEST_BLOCK };
    if (at < into) return { into, at };
    at -= into;
  }
}

export function grown<
  T extends Int32Array | Uint16Array | Uint8Array | Float64Array | Float32Array,
>(array: T, needed: number): T {
  const room = array.length < GROWN_UP ? array.length * 2 : Math.ceil(array.length * 1.25);
  const larger = new (array.constructor as new (length: number) => T)(Math.max(room, needed));
  larger.set(array);
  return larger;
}

function pack({ title, heading, body }: FieldCounts): number {
  return Math.min(15, title) | (Math.min(15, heading) << 4) | (Math.min(255, body) << 8);
}

export const titleCount = (packed: number): number => packed & 0xf;
export const headingCount = (packed: number): number => (packed >> 4) & 0xf;
export const bodyCount = (packed: number): number => packed >> 8;
export const isAbove = (packed: number): boolean => (packed & 0xff) !== 0;
