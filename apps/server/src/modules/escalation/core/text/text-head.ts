// A head: a small model that reads one text (its sentence vector, its spelling, a few named facts)
// and gives calibrated probabilities for its classes. Fitted by bench/decision, shipped as JSON. Two
// classes or many: `softmax(weights · features + nearness to anchors + bias)`, after one temperature.
// Anchors are phrases it knows: what is near none of them gets nothing from them, so that a text about
// something else altogether is not pushed over a line by a direction that it happens to share.

import { z } from 'zod';
import { LEXICAL_BUCKETS, type LexicalFeatures } from './lexical-features.ts';

export const VECTOR_SIZE = 384;

/** Weights of one class; the lexical ones as int8 in base64, times `lexicalScale`. */
const ClassWeights = z.object({
  bias: z.number(),
  dense: z.array(z.number()).length(VECTOR_SIZE),
  lexical: z.string(),
  lexicalScale: z.number(),
  named: z.record(z.string(), z.number()),
  /** Weight of the nearness to each anchor. */
  anchors: z.array(z.number()).default([]),
});

/** Vectors of known phrases as int8 in base64, times `scale`; nearness = exp(width · (cosine − 1)). */
const Anchors = z.object({ width: z.number(), scale: z.number(), vectors: z.string() });

export const TextHeadFile = z.object({
  kind: z.literal('text-head'),
  name: z.string(),
  version: z.string(),
  /** The embedder whose vectors it was fitted on. */
  embedder: z.string(),
  classes: z.record(z.string(), ClassWeights),
  anchors: Anchors.nullable().default(null),
  /** score = σ(slope · (logit of the class against the rest) + intercept), per class. */
  calibration: z.object({ slope: z.number(), intercept: z.number() }),
  threshold: z.number().min(0).max(1),
});
export type TextHeadFile = z.infer<typeof TextHeadFile>;

export interface TextView {
  vector: Float32Array;
  lexical: LexicalFeatures;
  named: Readonly<Record<string, number>>;
}

export interface TextHead {
  readonly id: string;
  readonly threshold: number;
  /** Calibrated probability of each class (they need not sum to one after calibration). */
  score(view: TextView): Record<string, number>;
  /** The part that needs no vector, for choosing what is worth embedding. */
  lexicalLogit(name: string, lexical: LexicalFeatures): number;
}

export function textHead(file: TextHeadFile): TextHead {
  const anchors = file.anchors === null ? [] : unpacked(file.anchors);
  const width = file.anchors?.width ?? 0;
  const classes = Object.entries(file.classes).map(([name, weights]) => {
    const bytes = Buffer.from(weights.lexical, 'base64');
    const lexical = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    if (lexical.length !== LEXICAL_BUCKETS)
      throw new Error(
        `${file.name}: ${lexical.length} lexical weights, expected ${LEXICAL_BUCKETS}`,
      );
    if (weights.anchors.length !== anchors.length)
      throw new Error(`${file.name}: ${weights.anchors.length} weights, ${anchors.length} anchors`);
    return { name, ...weights, dense: Float32Array.from(weights.dense), lexical };
  });
  // The earlier messages of a conversation are read again at each turn, with the same vectors.
  const remembered = new WeakMap<Float32Array, number[]>();
  const anchorParts = (vector: Float32Array): number[] => {
    const known = remembered.get(vector);
    if (known !== undefined) return known;
    const sums = classes.map(() => 0);
    anchors.forEach((anchor, at) => {
      const near = Math.exp(width * (dot(anchor, vector) - 1));
      classes.forEach((each, index) => {
        sums[index] = (sums[index] ?? 0) + near * (each.anchors[at] as number);
      });
    });
    remembered.set(vector, sums);
    return sums;
  };
  const lexicalPart = (each: (typeof classes)[number], features: LexicalFeatures): number => {
    let sum = 0;
    for (const [bucket, value] of features) sum += value * (each.lexical[bucket] ?? 0);
    return sum * each.lexicalScale;
  };
  return {
    id: `${file.name}@${file.version}`,
    threshold: file.threshold,
    score(view) {
      const near = anchorParts(view.vector);
      const logits = classes.map((each, at) => {
        let sum = each.bias + lexicalPart(each, view.lexical) + dot(each.dense, view.vector);
        sum += near[at] ?? 0;
        for (const [name, weight] of Object.entries(each.named))
          sum += weight * (view.named[name] ?? 0);
        return sum;
      });
      const { slope, intercept } = file.calibration;
      return Object.fromEntries(
        classes.map((each, at) => [
          each.name,
          sigmoid(slope * againstRest(logits, at) + intercept),
        ]),
      );
    },
    lexicalLogit(name, lexical) {
      const each = classes.find((candidate) => candidate.name === name);
      return each === undefined ? 0 : lexicalPart(each, lexical);
    },
  };
}

function unpacked({ vectors, scale }: z.infer<typeof Anchors>): Float32Array[] {
  const bytes = Buffer.from(vectors, 'base64');
  const all = Float32Array.from(
    new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length),
    (each) => each * scale,
  );
  return Array.from({ length: all.length / VECTOR_SIZE }, (_, at) =>
    all.subarray(at * VECTOR_SIZE, (at + 1) * VECTOR_SIZE),
  );
}

/** A binary head has one class and an implied rest at 0; with more, the rest is their log-sum. */
function againstRest(logits: readonly number[], at: number): number {
  const own = logits[at] ?? 0;
  const rest = logits.length === 1 ? [0] : logits.filter((_, index) => index !== at);
  const highest = Math.max(...rest);
  return own - highest - Math.log(rest.reduce((sum, each) => sum + Math.exp(each - highest), 0));
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
export const logit = (p: number): number => {
  const held = Math.min(1 - 1e-9, Math.max(1e-9, p));
  return Math.log(held / (1 - held));
};
