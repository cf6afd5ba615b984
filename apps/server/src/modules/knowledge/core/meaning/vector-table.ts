// The passages' vectors, eight bits a number, in one flat array, so that a question meets all of
// them in one sweep.
//
// Each vector has a scale of its own, and the question keeps sixteen bits. A cosine is off by about
// .0004 for that: less than embedding the same text twice with another engine, and nothing that any
// ranking of our sets can see (bench/retrieval). So nothing is kept in full beside it.

import { type DotKernel, openDotKernel } from './dot-kernel.ts';

const PAGE = 65_536;
/** Vectors whose products lie in the memory at once. */
const AT_ONCE = 2_048;
const BLOCK = 16;
/** More than so many grow by a sixteenth, not by half: nobody asks for room that stays empty. */
const MANY = 4_096;

export interface PackedQuestion {
  numbers: Int16Array;
  scale: number;
}

export class VectorTable {
  readonly dimensions: number;
  private readonly kernel: DotKernel | null;
  /** Bytes of one vector: dimensions, made a multiple of 16. */
  private readonly size: number;
  /** Where the vectors begin: before them lie the question and the products. */
  private readonly base: number;
  private memory: ArrayBuffer;
  private bytes: Int8Array;
  /** By slot; NaN without a vector. */
  private scales: Float32Array;

  /** `kernel` null does the same in plain JavaScript. */
  constructor(dimensions: number, kernel: DotKernel | null = openDotKernel()) {
    this.dimensions = dimensions;
    this.kernel = kernel;
    this.size = Math.ceil(dimensions / BLOCK) * BLOCK;
    this.base = this.size * 2 + AT_ONCE * 4;
    this.memory = kernel ? kernel.memory.buffer : new ArrayBuffer(PAGE);
    this.bytes = new Int8Array(this.memory);
    this.scales = new Float32Array(64).fill(Number.NaN);
    this.reserve(1);
  }

  set(slot: number, vector: Float32Array): void {
    if (vector.length !== this.dimensions)
      throw new Error(`a vector of ${vector.length} in a table of ${this.dimensions}`);
    this.reserve(slot + 1);
    const scale = largest(vector) / 127 || 1;
    const at = this.base + slot * this.size;
    for (let i = 0; i < vector.length; i++)
      this.bytes[at + i] = Math.round((vector[i] as number) / scale);
    this.scales[slot] = scale;
  }

  clear(slot: number): void {
    if (slot < this.scales.length) this.scales[slot] = Number.NaN;
  }

  has(slot: number): boolean {
    return slot < this.scales.length && !Number.isNaN(this.scales[slot]);
  }

  /** To be asked of this table, or of another with as many dimensions. */
  packed(question: Float32Array): PackedQuestion {
    // As fine as 32 bits can sum up: every product is at most 127 × this.
    const finest = Math.min(16_000, Math.floor(2 ** 31 / 128 / this.size));
    const scale = largest(question) / finest || 1;
    const numbers = new Int16Array(this.size);
    question.forEach((value, i) => {
      numbers[i] = Math.round(value / scale);
    });
    return { numbers, scale };
  }

  /** All vectors have unit length. NaN without one. */
  cosine(slot: number, { numbers, scale }: PackedQuestion): number {
    if (!this.has(slot)) return Number.NaN;
    const at = this.base + slot * this.size;
    let sum = 0;
    for (let i = 0; i < numbers.length; i++)
      sum += (this.bytes[at + i] as number) * (numbers[i] as number);
    return sum * scale * (this.scales[slot] as number);
  }

  /** With each of the first `count` slots, into `out`. */
  cosines(question: PackedQuestion, count: number, out: Float32Array): void {
    out.fill(Number.NaN, 0, count);
    const filled = Math.min(count, this.scales.length);
    if (!this.kernel) {
      for (let slot = 0; slot < filled; slot++) out[slot] = this.cosine(slot, question);
      return;
    }
    new Int16Array(this.memory, 0, this.size).set(question.numbers);
    const products = new Int32Array(this.memory, this.size * 2, AT_ONCE);
    for (let from = 0; from < filled; from += AT_ONCE) {
      const some = Math.min(AT_ONCE, filled - from);
      this.kernel.dots(this.base + from * this.size, some, this.size, 0, this.size * 2);
      for (let i = 0; i < some; i++)
        out[from + i] =
          (products[i] as number) * question.scale * (this.scales[from + i] as number);
    }
  }

  private reserve(slots: number): void {
    if (slots > this.scales.length) {
      const scales = new Float32Array(
        Math.max(slots, Math.ceil(this.scales.length * (this.scales.length < MANY ? 1.5 : 1.0625))),
      );
      scales.fill(Number.NaN);
      scales.set(this.scales);
      this.scales = scales;
    }
    const needed = this.base + this.scales.length * this.size;
    if (needed <= this.memory.byteLength) return;
    if (this.kernel) {
      this.kernel.memory.grow(Math.ceil((needed - this.memory.byteLength) / PAGE));
      this.memory = this.kernel.memory.buffer;
    } else this.memory = enlarged(this.memory, needed);
    this.bytes = new Int8Array(this.memory);
  }
}

function largest(vector: Float32Array): number {
  let most = 0;
  for (const value of vector) if (Math.abs(value) > most) most = Math.abs(value);
  return most;
}

function enlarged(memory: ArrayBuffer, to: number): ArrayBuffer {
  const larger = new ArrayBuffer(to);
  new Uint8Array(larger).set(new Uint8Array(memory));
  return larger;
}
