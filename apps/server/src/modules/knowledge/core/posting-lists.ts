// Where every term occurs, in flat arrays: for each term a chain of growing blocks, each entry a
// passage's slot and how often the term stands in its title, headings and body. Four bytes an entry and
// no object for a term, as most terms of a help centre occur once or twice.
//
//   block: [next block] [slot, code] [slot, code] …      sizes 1, 2, 3, 4, 6, 9 … 511 entries
//
// Whole knowledge bases know some hundred different counts, most of them "once in the body": the code
// is the place of an entry's counts in a table of those.

/** How often a term occurs in each field of one passage. */
export interface FieldCounts {
  title: number;
  heading: number;
  body: number;
}

/** Of 32 bits the lower ones: the rest is the slot, up to four million. */
const CODE_BITS = 10;
const CODES = 1 << CODE_BITS;
const BLOCKS = [1, 2, 3, 4, 6, 9, 13, 19, 28, 42, 63, 94, 141, 211, 316] as const;
const LARGEST_BLOCK = 511;
const NONE = -1;
/** Above this an array grows by an eighth, not by doubling. */
const GROWN_UP = 1 << 15;

export class PostingLists {
  /** Entries and, at the start of each block, where the next one begins. Slots ascend. */
  entries = new Int32Array(1024);
  /** By code: title in bits 0–3, headings in 4–7, body in 8–15. */
  readonly counts = new Uint16Array(CODES);
  /** By term: its first block, NONE without any. */
  first = new Int32Array(256);
  /** By term: entries, those of removed passages too. */
  lengths = new Int32Array(256);
  /** By term: passages that are still there. */
  alive = new Int32Array(256);
  private last = new Int32Array(256);
  private used = 0;
  /** By counts, the code. */
  private readonly codes = new Map<number, number>();

  add(term: number, slot: number, counts: FieldCounts): void {
    if (term >= this.first.length) this.growTerms(term);
    const length = this.lengths[term] as number;
    const { into, at } = placeOf(length);
    if (at === 0) this.open(term, into, length === 0);
    const position = (this.last[term] as number) + 1 + at;
    this.entries[position] = (slot << CODE_BITS) | this.codeOf(pack(counts));
    this.lengths[term] = length + 1;
    this.alive[term] = (this.alive[term] as number) + 1;
  }

  /** Of a term that a removed passage had. */
  forget(term: number): void {
    this.alive[term] = (this.alive[term] as number) - 1;
  }

  /** When all codes are given away, that of the counts most like these: nobody will see it. */
  private codeOf(packed: number): number {
    const known = this.codes.get(packed);
    if (known !== undefined) return known;
    const code = this.codes.size;
    if (code === CODES) return this.nearestTo(packed);
    this.counts[code] = packed;
    this.codes.set(packed, code);
    return code;
  }

  private nearestTo(packed: number): number {
    const differs = (other: number): number =>
      Math.abs(bodyCount(other) - bodyCount(packed)) +
      Math.abs(titleCount(other) - titleCount(packed)) * 16 +
      Math.abs(headingCount(other) - headingCount(packed)) * 16;
    let nearest = 0;
    for (let code = 1; code < CODES; code++)
      if (differs(this.counts[code] as number) < differs(this.counts[nearest] as number))
        nearest = code;
    return nearest;
  }

  private open(term: number, entries: number, isFirst: boolean): void {
    const block = this.used;
    this.used += 1 + entries;
    if (this.used > this.entries.length) this.entries = grown(this.entries, this.used);
    this.entries[block] = NONE;
    if (isFirst) this.first[term] = block;
    else this.entries[this.last[term] as number] = block;
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
  return BLOCKS[n] ?? LARGEST_BLOCK;
}

/** Which block of a chain the entry number `length` falls into: its size, and the place in it. */
function placeOf(length: number): { into: number; at: number } {
  let at = length;
  for (let n = 0; ; n++) {
    const into = blockSize(n);
    if (n >= BLOCKS.length) return { into, at: at % LARGEST_BLOCK };
    if (at < into) return { into, at };
    at -= into;
  }
}

export function grown<
  T extends Int32Array | Uint16Array | Uint8Array | Float64Array | Float32Array,
>(array: T, needed: number): T {
  const room = array.length < GROWN_UP ? array.length * 2 : Math.ceil(array.length * 1.125);
  const larger = new (array.constructor as new (length: number) => T)(Math.max(room, needed));
  larger.set(array);
  return larger;
}

function pack({ title, heading, body }: FieldCounts): number {
  return Math.min(15, title) | (Math.min(15, heading) << 4) | (Math.min(255, body) << 8);
}

export const slotOfEntry = (entry: number): number => entry >>> CODE_BITS;
export const codeOfEntry = (entry: number): number => entry & (CODES - 1);

export const titleCount = (packed: number): number => packed & 0xf;
export const headingCount = (packed: number): number => (packed >> 4) & 0xf;
export const bodyCount = (packed: number): number => packed >> 8;
export const isAbove = (packed: number): boolean => (packed & 0xff) !== 0;
