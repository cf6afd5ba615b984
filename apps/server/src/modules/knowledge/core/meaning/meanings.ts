// The vectors of an index in memory: of each passage, and of the headings and questions that it is
// sought by. A heading that many passages share has one vector.

import type { PassageVectors } from '../indexed-document.ts';
import { type Nearness, sweepOf } from './nearness.ts';
import { grown } from '../posting-lists.ts';
import { TextNumbers } from '../words/text-numbers.ts';
import { VectorTable } from './vector-table.ts';

const NONE: readonly number[] = [];

export class Meanings {
  /** Passages with a vector. */
  embedded = 0;
  private vectors: VectorTable;
  private headings: VectorTable;
  /** Of each distinct heading text and question, its place in `headings`. */
  private readonly places = new TextNumbers();
  /** By slot, the place of its heading. */
  private headingAt = new Int32Array(256);
  /** By slot, the places of its questions. Few have any. */
  private readonly questionsAt = new Map<number, number[]>();

  constructor(dimensions: number) {
    this.vectors = new VectorTable(dimensions);
    this.headings = new VectorTable(dimensions);
  }

  /** A passage whose vectors will come. */
  add(slot: number, heading: string, questions: readonly string[]): void {
    if (slot >= this.headingAt.length) this.headingAt = grown(this.headingAt, slot + 1);
    this.headingAt[slot] = this.places.of(heading);
    if (questions.length > 0)
      this.questionsAt.set(
        slot,
        questions.map((text) => this.places.of(text)),
      );
  }

  set(slot: number, { text, heading, questions = [] }: PassageVectors): void {
    if (!this.vectors.has(slot)) this.embedded += 1;
    this.vectors.set(slot, text);
    this.setOnce(this.headingAt[slot] as number, heading);
    this.questionsOf(slot).forEach((at, i) => this.setOnce(at, questions[i]));
  }

  remove(slot: number): void {
    if (this.vectors.has(slot)) this.embedded -= 1;
    this.vectors.clear(slot);
    this.questionsAt.delete(slot);
  }

  /** As if no vector had ever come: they are kept elsewhere from now on. */
  forgetVectors(): void {
    this.embedded = 0;
    this.vectors = new VectorTable(this.vectors.dimensions);
    this.headings = new VectorTable(this.vectors.dimensions);
  }

  nearnessTo(question: Float32Array, slots: number): Nearness {
    const asked = this.vectors.packed(question);
    const cosines = sweepOf(slots);
    this.vectors.cosines(asked, slots, cosines);
    return {
      cosines,
      headingOf: (slot) => {
        let best = this.headings.cosine(this.headingAt[slot] as number, asked);
        for (const at of this.questionsOf(slot)) {
          const cosine = this.headings.cosine(at, asked);
          if (!(cosine <= best)) best = Number.isNaN(cosine) ? best : cosine;
        }
        return best;
      },
      questionOf: (slot, at) => this.headings.cosine(this.questionsOf(slot)[at] as number, asked),
    };
  }

  private questionsOf(slot: number): readonly number[] {
    return this.questionsAt.get(slot) ?? NONE;
  }

  private setOnce(at: number, vector: Float32Array | undefined): void {
    if (vector && !this.headings.has(at)) this.headings.set(at, vector);
  }
}
