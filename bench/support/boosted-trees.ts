// Gradient boosting with small trees: logistic loss, second-order leaves, histogram splits, seeded.
// A feature may be held to one direction, so that more evidence never lowers the score.

import type { Tree } from '../../apps/server/src/modules/escalation/core/support/model.ts';
import { leafOf } from '../../apps/server/src/modules/escalation/core/support/model.ts';
import { seeded } from '../decision/seeded.ts';

export interface Example {
  values: number[];
  label: boolean;
  weight: number;
}

export interface BoostOptions {
  trees: number;
  depth: number;
  rate: number;
  /** Smallest weight of a leaf. */
  leaf: number;
  l2: number;
  /** Share of examples and of features that each tree sees. */
  rows: number;
  columns: number;
  seed: number;
  /** Of each feature: 1 rising, -1 falling, 0 free. */
  direction: readonly number[];
}

export interface Boosted {
  bias: number;
  trees: Tree[];
}

const BINS = 48;

export function boost(examples: readonly Example[], options: BoostOptions): Boosted {
  const random = seeded(options.seed);
  const width = examples[0]?.values.length ?? 0;
  const limits = Array.from({ length: width }, (_, feature) => limitsOf(examples, feature));
  const binned = limits.map((own, feature) =>
    Uint8Array.from(examples, ({ values }) => binOf(own, values[feature] ?? 0)),
  );
  const weight = total(examples.map((each) => each.weight));
  const right = total(examples.map((each) => (each.label ? each.weight : 0)));
  const bias = Math.log(right / (weight - right));
  const sums = new Float64Array(examples.length).fill(bias);
  const trees: Tree[] = [];
  for (let round = 0; round < options.trees; round += 1) {
    const gradients = new Float64Array(examples.length);
    const curvatures = new Float64Array(examples.length);
    examples.forEach(({ label, weight: own }, at) => {
      const p = 1 / (1 + Math.exp(-(sums[at] as number)));
      gradients[at] = own * (p - (label ? 1 : 0));
      curvatures[at] = own * Math.max(1e-6, p * (1 - p));
    });
    const rows = examples.flatMap((_, at) => (random() < options.rows ? [at] : []));
    const columns = limits.flatMap((_, at) => (random() < options.columns ? [at] : []));
    const tree: Tree = [];
    grow(tree, rows, 0, [-Infinity, Infinity], {
      gradients,
      curvatures,
      limits,
      binned,
      columns,
      options,
    });
    trees.push(tree);
    examples.forEach(({ values }, at) => {
      sums[at] = (sums[at] as number) + leafOf(tree, values);
    });
  }
  return { bias, trees };
}

interface Growing {
  gradients: Float64Array;
  curvatures: Float64Array;
  limits: number[][];
  binned: Uint8Array[];
  columns: number[];
  options: BoostOptions;
}

function grow(
  tree: Tree,
  rows: readonly number[],
  depth: number,
  range: readonly [number, number],
  growing: Growing,
): number {
  const { gradients, curvatures, limits, binned, columns, options } = growing;
  const here = tree.length;
  let [g, h] = [0, 0];
  for (const row of rows) {
    g += gradients[row] as number;
    h += curvatures[row] as number;
  }
  const held = (value: number) => Math.max(range[0], Math.min(range[1], value));
  const leaf = (): number => {
    tree.push([Math.round(options.rate * held(-g / (h + options.l2)) * 1e5) / 1e5]);
    return here;
  };
  if (depth >= options.depth || h < 2 * options.leaf) return leaf();
  let best = { gain: 1e-6, feature: -1, bin: 0, left: 0, right: 0 };
  const worth = (sg: number, sh: number) => (sg * sg) / (sh + options.l2);
  for (const feature of columns) {
    const count = (limits[feature]?.length ?? 0) + 1;
    if (count < 2) continue;
    const gs = new Float64Array(count);
    const hs = new Float64Array(count);
    const bins = binned[feature] as Uint8Array;
    for (const row of rows) {
      const bin = bins[row] as number;
      gs[bin] = (gs[bin] as number) + (gradients[row] as number);
      hs[bin] = (hs[bin] as number) + (curvatures[row] as number);
    }
    let [lg, lh] = [0, 0];
    for (let bin = 0; bin + 1 < count; bin += 1) {
      lg += gs[bin] as number;
      lh += hs[bin] as number;
      if (lh < options.leaf || h - lh < options.leaf) continue;
      const gain = worth(lg, lh) + worth(g - lg, h - lh) - worth(g, h);
      if (gain <= best.gain) continue;
      const left = held(-lg / (lh + options.l2));
      const right = held(-(g - lg) / (h - lh + options.l2));
      const way = options.direction[feature] ?? 0;
      if ((way > 0 && right < left) || (way < 0 && right > left)) continue;
      best = { gain, feature, bin, left, right };
    }
  }
  if (best.feature === -1) return leaf();
  const limit = limits[best.feature]?.[best.bin] as number;
  const bins = binned[best.feature] as Uint8Array;
  tree.push([best.feature, limit, 0, 0]);
  const way = options.direction[best.feature] ?? 0;
  const middle = (best.left + best.right) / 2;
  const below: [number, number] =
    way > 0 ? [range[0], middle] : way < 0 ? [middle, range[1]] : [...range];
  const above: [number, number] =
    way > 0 ? [middle, range[1]] : way < 0 ? [range[0], middle] : [...range];
  const left = grow(
    tree,
    rows.filter((row) => (bins[row] as number) <= best.bin),
    depth + 1,
    below,
    growing,
  );
  const right = grow(
    tree,
    rows.filter((row) => (bins[row] as number) > best.bin),
    depth + 1,
    above,
    growing,
  );
  tree[here] = [best.feature, limit, left, right];
  return here;
}

/** Where a feature may be cut: between its values, at even shares of them. */
function limitsOf(examples: readonly Example[], feature: number): number[] {
  const sorted = examples.map(({ values }) => values[feature] ?? 0).sort((a, b) => a - b);
  const cuts = new Set<number>();
  for (let n = 1; n < BINS; n += 1) {
    const at = Math.floor((n * sorted.length) / BINS);
    const [low, high] = [sorted[at - 1] ?? 0, sorted[at] ?? 0];
    if (high > low) cuts.add(Math.round(((low + high) / 2) * 1e5) / 1e5);
  }
  const values = [...new Set(sorted)];
  if (values.length <= 8)
    for (let n = 1; n < values.length; n += 1)
      cuts.add(((values[n - 1] as number) + (values[n] as number)) / 2);
  return [...cuts].sort((a, b) => a - b);
}

const binOf = (limits: readonly number[], value: number): number => {
  let bin = 0;
  while (bin < limits.length && value >= (limits[bin] as number)) bin += 1;
  return bin;
};

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
