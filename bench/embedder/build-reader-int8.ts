// Builds models/reader-l6-int8 from what bench/reader/train.py wrote:
//
//   npx tsx bench/embedder/build-reader-int8.ts --weights reader.safetensors
//
// One pair at a time. Question and passage lie side by side, each framed and counted as a text of its
// own; `segments` says which token is whose (0 question, 1 passage). The first layers read them
// apart, the later ones let them look at each other through gates that training opened. The output is
// one number, the log odds that the passage answers the question.

import { parseArgs } from 'node:util';
import { miniLmGraph } from './minilm-graph.ts';
import type { OnnxGraph } from './onnx-graph.ts';
import { readSafetensors, type Tensor } from './safetensors.ts';
import { writeModelFolder } from './write-model-folder.ts';

/** Layers that read the two texts apart, and attention heads in each; as in bench/reader/train.py. */
const SEPARATE = 3;
const HEADS = 12;
const FEATURES = 128;
const SHUT = -1e4;

const { values: options } = parseArgs({
  options: {
    levels: { type: 'string', default: '63' },
    out: { type: 'string', default: 'models/reader-l6-int8' },
    weights: { type: 'string' },
  },
});
if (!options.weights) throw new Error('say which weights: --weights reader.safetensors');
const tensors = readSafetensors(options.weights);
const gates = named('gate').data;
const one = (outputs: string[]): string => outputs[0] as string;

let between: string | null = null;
const { graph, tokens } = miniLmGraph(tensors, {
  levels: Number(options.levels),
  positionsGiven: true,
  byInstance: true,
  attentionBias,
});
const logit = head();
const model = graph.finish(['ids', 'places', 'segments'], { value: logit, shape: [1, 1] });
writeModelFolder(options.out, 'reader-l6-int8', model);

function named(name: string): Tensor {
  const tensor = tensors.get(name);
  if (!tensor) throw new Error(`the weights have no ${name}`);
  return tensor;
}

function attentionBias(to: OnnxGraph, layer: number): string {
  between ??= betweenTexts(to);
  const gate =
    layer < SEPARATE
      ? to.constant(`gate.${layer}`, [1, 1, 1, 1], Float32Array.of(SHUT))
      : to.constant(
          `gate.${layer}`,
          [1, HEADS, 1, 1],
          gates.slice(layer * HEADS, (layer + 1) * HEADS),
        );
  return one(to.node('Mul', [between, gate]));
}

/** [1, 1, length, length]: 1 where the two tokens are of different texts. */
function betweenTexts(to: OnnxGraph): string {
  const axis = (name: string, ...axes: number[]) =>
    to.constant(name, [axes.length], BigInt64Array.from(axes, BigInt));
  const columns = to.node('Unsqueeze', ['segments', axis('segments.columns', 1, 2)]);
  const rows = to.node('Unsqueeze', ['segments', axis('segments.rows', 1, 3)]);
  const same = to.node('Equal', [one(columns), one(rows)]);
  return one(to.node('Cast', [one(to.node('Not', same))], { to: { int: 1 } }));
}

function head(): string {
  const add = (a: string, b: string): string => one(graph.node('Add', [a, b]));
  const times = (a: string, b: string): string => one(graph.node('Mul', [a, b]));
  const number = (name: string, value: number): string =>
    graph.constant(name, [1], Float32Array.of(value));
  const sum = (value: string, axis: number): string => {
    const axes = graph.constant(`sum.${value}`, [1], BigInt64Array.of(BigInt(axis)));
    return one(graph.node('ReduceSum', [value, axes], { keepdims: { int: 0 } }));
  };
  const dense = (name: string, input: string, out: number): string => {
    const weight = named(`${name}.weight`);
    const [rows = 0, columns = 0] = weight.shape;
    const turned = new Float32Array(weight.data.length);
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++)
        turned[c * rows + r] = weight.data[r * columns + c] as number;
    const product = graph.node('MatMul', [
      input,
      graph.constant(`${name}.weight`, [columns, rows], turned),
    ]);
    return add(one(product), graph.constant(`${name}.bias`, [out], named(`${name}.bias`).data));
  };
  const ofPassage = one(graph.node('Cast', ['segments'], { to: { int: 1 } }));
  const ofQuestion = one(graph.node('Sub', [number('one.float', 1), ofPassage]));
  const unit = (value: string): string =>
    one(graph.node('LpNormalization', [value], { axis: { int: -1 }, p: { int: 2 } }));
  const meanOf = (mask: string): string => {
    const axes = graph.constant(`row.${mask}`, [1], BigInt64Array.of(1n));
    return unit(one(graph.node('MatMul', [one(graph.node('Unsqueeze', [mask, axes])), tokens])));
  };
  const [question, passage] = [meanOf(ofQuestion), meanOf(ofPassage)];

  // The whole of one against the whole of the other.
  const product = times(question, passage);
  const cosine = one(
    graph.node('Reshape', [sum(product, 2), graph.constant('flat', [1], BigInt64Array.of(1n))]),
  );

  // Each word of the question with the word of the passage that is nearest to it.
  const units = unit(tokens);
  const turned = graph.node('Transpose', [units], { perm: { ints: [0, 2, 1] } });
  const similar = one(graph.node('MatMul', [units, one(turned)]));
  const axes = graph.constant('best.rows', [1], BigInt64Array.of(1n));
  const penalty = times(one(graph.node('Unsqueeze', [ofQuestion, axes])), number('minus.four', -4));
  const best = one(
    graph.node('ReduceMax', [add(similar, penalty)], { axes: { ints: [2] }, keepdims: { int: 0 } }),
  );
  const raw = graph.node('Squeeze', [
    dense('weigh', tokens, 1),
    graph.constant('last', [1], BigInt64Array.of(2n)),
  ]);
  const weights = one(
    graph.node('Softmax', [add(one(raw), times(ofPassage, number('shut', SHUT)))], {
      axis: { int: 1 },
    }),
  );
  const matched = sum(times(best, weights), 1);

  const difference = one(graph.node('Abs', [one(graph.node('Sub', [question, passage]))]));
  const joined = graph.node('Concat', [product, difference], { axis: { int: 2 } });
  const mixed = dense('mix', times(one(joined), number('eight', 8)), FEATURES);
  const deep = dense('head', one(graph.node('Tanh', [mixed])), 1);
  const flat = one(graph.node('Reshape', [deep, 'flat']));
  const [cosineScale = 0, matchScale = 0] = named('scale').data;
  const facts = add(
    times(cosine, number('scale.cosine', cosineScale)),
    times(matched, number('scale.match', matchScale)),
  );
  const logits = add(add(facts, flat), number('bias', named('bias').data[0] as number));
  return one(
    graph.node('Reshape', [logits, graph.constant('answer', [2], BigInt64Array.of(1n, 1n))]),
  );
}
