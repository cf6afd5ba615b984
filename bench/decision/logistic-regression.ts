// Logistic regression for text heads: dense vector + sparse spelling + named facts, one weight row a
// class (one row and an implied zero when there are two classes), L2, Adam, seeded: the same data
// give the same weights.

import { LEXICAL_BUCKETS } from '../../apps/server/src/modules/escalation/core/text/lexical-features.ts';
import {
  VECTOR_SIZE,
  type TextView,
} from '../../apps/server/src/modules/escalation/core/text/text-head.ts';
import { seeded, shuffle } from './seeded.ts';

export interface Example {
  view: TextView;
  /** Row index of its class; -1 for "none of them" when there is one row. */
  label: number;
  weight: number;
}

export interface Fitted {
  bias: number;
  dense: Float64Array;
  lexical: Float64Array;
  named: Float64Array;
}

export interface FitOptions {
  rows: number;
  named: readonly string[];
  epochs: number;
  /** Adam step; halves towards the end. */
  rate: number;
  l2Dense: number;
  l2Lexical: number;
  seed: number;
}

export function fit(examples: readonly Example[], options: FitOptions): Fitted[] {
  const { rows, named } = options;
  const width = VECTOR_SIZE + LEXICAL_BUCKETS + named.length + 1;
  const lexicalAt = VECTOR_SIZE;
  const namedAt = VECTOR_SIZE + LEXICAL_BUCKETS;
  const biasAt = width - 1;
  const size = rows * width;
  const [w, m, v, g] = [0, 0, 0, 0].map(() => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const packed = examples.map(({ view }) => ({
    vector: view.vector,
    buckets: Int32Array.from(view.lexical.keys(), (bucket) => lexicalAt + bucket),
    values: Float64Array.from(view.lexical.values()),
    named: Float64Array.from(named, (name) => view.named[name] ?? 0),
  }));
  const random = seeded(options.seed);
  const order = examples.map((_, at) => at);
  const batch = 256;
  let step = 0;
  const steps = options.epochs * Math.ceil(examples.length / batch);
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(order, random);
    for (let from = 0; from < order.length; from += batch) {
      step += 1;
      g.fill(0);
      const part = order.slice(from, from + batch);
      let total = 0;
      for (const at of part) {
        const { label, weight } = examples[at] as Example;
        const view = packed[at] as (typeof packed)[number];
        const { vector, buckets, values } = view;
        total += weight;
        const z = new Float64Array(rows);
        for (let row = 0; row < rows; row += 1) {
          const base = row * width;
          let sum = w[base + biasAt] as number;
          for (let k = 0; k < VECTOR_SIZE; k += 1)
            sum += (w[base + k] as number) * (vector[k] as number);
          for (let k = 0; k < buckets.length; k += 1)
            sum += (w[base + (buckets[k] as number)] as number) * (values[k] as number);
          for (let k = 0; k < named.length; k += 1)
            sum += (w[base + namedAt + k] as number) * (view.named[k] as number);
          z[row] = sum;
        }
        const p = probabilities(z);
        for (let row = 0; row < rows; row += 1) {
          const slope = weight * ((p[row] as number) - (row === label ? 1 : 0));
          if (Math.abs(slope) < 1e-7) continue;
          const base = row * width;
          g[base + biasAt] = (g[base + biasAt] as number) + slope;
          for (let k = 0; k < VECTOR_SIZE; k += 1)
            g[base + k] = (g[base + k] as number) + slope * (vector[k] as number);
          for (let k = 0; k < buckets.length; k += 1) {
            const to = base + (buckets[k] as number);
            g[to] = (g[to] as number) + slope * (values[k] as number);
          }
          for (let k = 0; k < named.length; k += 1)
            g[base + namedAt + k] =
              (g[base + namedAt + k] as number) + slope * (view.named[k] as number);
        }
      }
      const rate = options.rate * (1 - 0.9 * (step / steps));
      const c1 = 1 - 0.9 ** step;
      const c2 = 1 - 0.999 ** step;
      for (let i = 0; i < size; i += 1) {
        const k = i % width;
        const l2 = k === biasAt ? 0 : k < lexicalAt ? options.l2Dense : options.l2Lexical;
        const slope = (g[i] as number) / total + l2 * (w[i] as number);
        m[i] = 0.9 * (m[i] as number) + 0.1 * slope;
        v[i] = 0.999 * (v[i] as number) + 0.001 * slope * slope;
        w[i] =
          (w[i] as number) -
          (rate * ((m[i] as number) / c1)) / (Math.sqrt((v[i] as number) / c2) + 1e-8);
      }
    }
  }
  return Array.from({ length: rows }, (_, row) => {
    const base = row * width;
    return {
      bias: w[base + biasAt] as number,
      dense: w.slice(base, base + VECTOR_SIZE),
      lexical: w.slice(base + lexicalAt, base + namedAt),
      named: w.slice(base + namedAt, base + biasAt),
    };
  });
}

/** Softmax; with one row, against an implied zero. */
function probabilities(z: Float64Array): Float64Array {
  if (z.length === 1) return Float64Array.of(1 / (1 + Math.exp(-(z[0] as number))));
  const highest = Math.max(...z);
  const raised = z.map((each) => Math.exp(each - highest));
  const sum = raised.reduce((total, each) => total + each, 0);
  return raised.map((each) => each / sum);
}
