// Where a term occurs: passage slots in ascending order, and how often in which field.

const FIELD_MAX = 255;

/** How often a term occurs in each field of one passage. */
export interface FieldCounts {
  title: number;
  heading: number;
  body: number;
}

/** A growing list of (slot, counts) in two flat arrays: eight bytes an entry. */
export class Postings {
  length = 0;
  /** Passages that are still there; removed ones keep their entry until the next rebuild. */
  alive = 0;
  slots = new Int32Array(4);
  packed = new Int32Array(4);

  push(slot: number, counts: FieldCounts): void {
    if (this.length === this.slots.length) {
      this.slots = grown(this.slots);
      this.packed = grown(this.packed);
    }
    this.slots[this.length] = slot;
    this.packed[this.length] = pack(counts);
    this.length += 1;
    this.alive += 1;
  }
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

function pack({ title, heading, body }: FieldCounts): number {
  const cap = (count: number): number => Math.min(FIELD_MAX, count);
  return cap(title) | (cap(heading) << 8) | (cap(body) << 16);
}

export const titleCount = (packed: number): number => packed & 0xff;
export const headingCount = (packed: number): number => (packed >> 8) & 0xff;
export const bodyCount = (packed: number): number => (packed >> 16) & 0xff;
