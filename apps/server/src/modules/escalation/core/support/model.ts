// The support model: a few hundred small decision trees over the features of a sentence and its
// passages, and one curve that makes their sum a probability. Fitted by bench/support.

import { z } from 'zod';
import { sigmoid } from '../text/text-head.ts';

/** Inner nodes: [feature, limit, left, right]; below the limit goes left. Leaves: [value]. */
const Node = z.union([
  z.tuple([z.number().int(), z.number(), z.number().int(), z.number().int()]),
  z.tuple([z.number()]),
]);

export const SupportModelFile = z.object({
  kind: z.literal('support'),
  name: z.string(),
  version: z.string(),
  features: z.array(z.string()),
  bias: z.number(),
  trees: z.array(z.array(Node)),
  /** score = σ(slope · sum + intercept) */
  calibration: z.object({ slope: z.number().positive(), intercept: z.number() }),
  /** Supported from here on. */
  threshold: z.number().min(0).max(1),
});
export type SupportModelFile = z.infer<typeof SupportModelFile>;
export type Tree = SupportModelFile['trees'][number];

export const supportModelId = (file: SupportModelFile): string => `${file.name}@${file.version}`;

/** Probability that the passages carry the sentence. */
export function supportScore(
  file: SupportModelFile,
  features: Readonly<Record<string, number>>,
): number {
  const values = file.features.map((name) => features[name] ?? 0);
  let sum = file.bias;
  for (const tree of file.trees) sum += leafOf(tree, values);
  const { slope, intercept } = file.calibration;
  return sigmoid(slope * sum + intercept);
}

export function leafOf(tree: Tree, values: readonly number[]): number {
  let at = 0;
  for (;;) {
    const node = tree[at];
    if (node === undefined) return 0;
    if (node.length === 1) return node[0];
    const [feature, limit, left, right] = node;
    at = (values[feature] ?? 0) < limit ? left : right;
  }
}
