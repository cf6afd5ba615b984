// The passages' vectors in one flat array, so that a question meets all of them in one sweep.

export class VectorTable {
  readonly dimensions: number;
  private values: Float32Array;
  private present: Uint8Array;

  constructor(dimensions: number, capacity = 64) {
    this.dimensions = dimensions;
    this.values = new Float32Array(capacity * dimensions);
    this.present = new Uint8Array(capacity);
  }

  set(slot: number, vector: Float32Array): void {
    if (vector.length !== this.dimensions)
      throw new Error(`a vector of ${vector.length} in a table of ${this.dimensions}`);
    this.reserve(slot + 1);
    this.values.set(vector, slot * this.dimensions);
    this.present[slot] = 1;
  }

  clear(slot: number): void {
    if (slot < this.present.length) this.present[slot] = 0;
  }

  has(slot: number): boolean {
    return this.present[slot] === 1;
  }

  get(slot: number): Float32Array | null {
    if (!this.has(slot)) return null;
    return this.values.subarray(slot * this.dimensions, (slot + 1) * this.dimensions);
  }

  /** All vectors have unit length. NaN without one. */
  cosine(slot: number, query: Float32Array): number {
    if (this.present[slot] !== 1) return Number.NaN;
    const { values, dimensions } = this;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    const at = slot * dimensions;
    // Four sums keep the processor busy; dimensions are a multiple of four.
    for (let i = 0; i < dimensions; i += 4) {
      a += (values[at + i] as number) * (query[i] as number);
      b += (values[at + i + 1] as number) * (query[i + 1] as number);
      c += (values[at + i + 2] as number) * (query[i + 2] as number);
      d += (values[at + i + 3] as number) * (query[i + 3] as number);
    }
    return a + b + c + d;
  }

  /** With each of the first `count` slots. */
  cosines(query: Float32Array, count: number): Float32Array {
    const out = new Float32Array(count);
    for (let slot = 0; slot < count; slot++) out[slot] = this.cosine(slot, query);
    return out;
  }

  private reserve(slots: number): void {
    if (slots <= this.present.length) return;
    const capacity = Math.max(slots, this.present.length * 2);
    const values = new Float32Array(capacity * this.dimensions);
    values.set(this.values);
    const present = new Uint8Array(capacity);
    present.set(this.present);
    this.values = values;
    this.present = present;
  }
}
