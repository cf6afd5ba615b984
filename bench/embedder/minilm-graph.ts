// MiniLM as an ONNX graph with 8-bit weights: BERT's embeddings and six layers, ready for a head.
//
// The graph takes one text at a time ([1, length], no padding): with activations quantised per
// tensor, a text's values would otherwise depend on its neighbours in the batch.

import { OnnxGraph } from './onnx-graph.ts';
import { quantiseColumns, quantiseRows } from './quantise.ts';
import type { Tensor } from './safetensors.ts';

export const HIDDEN = 384;
const HEADS = 12;
const LAYERS = 6;
export const MAX_TOKENS = 256;
const EPSILON = 1e-12;
const MICROSOFT = { domain: 'com.microsoft' };

export interface MiniLmGraph {
  graph: OnnxGraph;
  /** [1, length, 384]: the last layer. */
  tokens: string;
  /** A dense layer like those inside, for a head: `weight` is [out, in] as PyTorch keeps it. */
  linear(name: string, input: string, weights: Tensor[], bias?: Float32Array): string;
}

export interface MiniLmOptions {
  /** Largest magnitude of an 8-bit weight; see quantise.ts. */
  levels: number;
  /** Several texts side by side: an input "places" says where in its own text each token stands. */
  positionsGiven?: boolean;
  /**
   * Normalises by InstanceNormalization, a token a channel. The operator made for it
   * (SkipLayerNormalization) is a scalar loop on CPUs: a quarter of the whole time. Values differ from
   * it in the last bits only, which 8-bit activations then make visible: not for a model whose vectors
   * are already stored.
   */
  byInstance?: boolean;
  /** What is added to a layer's attention before its softmax, broadcast to [1, 12, length, length]. */
  attentionBias?: (graph: OnnxGraph, layer: number) => string;
}

export function miniLmGraph(
  tensors: Map<string, Tensor>,
  { levels, positionsGiven = false, byInstance = false, attentionBias }: MiniLmOptions,
): MiniLmGraph {
  const graph = new OnnxGraph();
  const one = (outputs: string[]): string => outputs[0] as string;
  let ones: { one: string; zero: string } | null = null;

  function tensor(name: string): Tensor {
    const found = tensors.get(name) ?? tensors.get(`bert.${name}`);
    if (!found) throw new Error(`the weights have no ${name}`);
    return found;
  }

  function linear(name: string, input: string, weights: Tensor[], bias?: Float32Array): string {
    const { data, rows, columns } = transposed(weights);
    const { values, scales } = quantiseColumns(data, rows, columns, levels);
    return one(
      graph.node(
        'DynamicQuantizeMatMul',
        [
          input,
          graph.constant(`${name}.weight`, [rows, columns], values),
          graph.constant(`${name}.scale`, [columns], scales),
          '',
          ...(bias ? [graph.constant(`${name}.bias`, [columns], bias)] : []),
        ],
        {},
        MICROSOFT,
      ),
    );
  }

  function vector(name: string): string {
    const { data, shape } = tensor(name);
    return graph.constant(name, shape, data);
  }

  function embeddings(): string {
    const words = tensor('embeddings.word_embeddings.weight');
    const vocabulary = words.shape[0] as number;
    const table = quantiseRows(words.data, vocabulary, HIDDEN);
    const scales = graph.constant('words.scale', [vocabulary, 1], table.scales);
    const rows = graph.node('Gather', [
      graph.constant('words.weight', [vocabulary, HIDDEN], table.values),
      'ids',
    ]);
    const floats = graph.node('Cast', rows, { to: { int: 1 } });
    const scaled = graph.node('Mul', [one(floats), one(graph.node('Gather', [scales, 'ids']))]);

    // Every text is one segment, so the segment's vector is part of the position's.
    const positions = tensor('embeddings.position_embeddings.weight').data.slice(
      0,
      MAX_TOKENS * HIDDEN,
    );
    const segment = tensor('embeddings.token_type_embeddings.weight').data;
    for (let i = 0; i < positions.length; i++)
      positions[i] = (positions[i] as number) + (segment[i % HIDDEN] as number);
    const places = (): string => graph.constant('positions', [MAX_TOKENS, HIDDEN], positions);
    const placed = positionsGiven
      ? one(graph.node('Gather', [places(), 'places']))
      : firstRows(places);
    const sum = one(graph.node('Add', [one(scaled), placed]));
    const [weight, bias] = [
      vector('embeddings.LayerNorm.weight'),
      vector('embeddings.LayerNorm.bias'),
    ];
    if (byInstance) return tokenByToken(sum, weight, bias);
    return one(
      graph.node('LayerNormalization', [sum, weight, bias], {
        axis: { int: -1 },
        epsilon: EPSILON,
      }),
    );
  }

  /** As many rows as the text has tokens. */
  function firstRows(table: () => string): string {
    const length = graph.node('Slice', [
      one(graph.node('Shape', ['ids'])),
      graph.constant('one', [1], BigInt64Array.of(1n)),
      graph.constant('two', [1], BigInt64Array.of(2n)),
    ]);
    return one(
      graph.node('Slice', [
        table(),
        graph.constant('zero', [1], BigInt64Array.of(0n)),
        one(length),
        graph.constant('axis', [1], BigInt64Array.of(0n)),
      ]),
    );
  }

  /** A dense layer without its bias is multiplied, then all that is added comes with the norm. */
  function added(prefix: string, input: string, skip: string): string {
    const dense = tensor(`${prefix}.dense.weight`);
    const bias = `${prefix}.dense.bias`;
    const [weight, shift] = [`${prefix}.LayerNorm.weight`, `${prefix}.LayerNorm.bias`];
    if (byInstance) {
      const projected = linear(prefix, input, [dense], tensor(bias).data);
      const sum = one(graph.node('Add', [projected, skip]));
      return tokenByToken(sum, vector(weight), vector(shift));
    }
    return one(
      graph.node(
        'SkipLayerNormalization',
        [linear(prefix, input, [dense]), skip, vector(weight), vector(shift), vector(bias)],
        { epsilon: EPSILON },
        MICROSOFT,
      ),
    );
  }

  function tokenByToken(value: string, weight: string, bias: string): string {
    ones ??= asManyAsTokens();
    const units = graph.node('InstanceNormalization', [value, ones.one, ones.zero], {
      epsilon: EPSILON,
    });
    return one(graph.node('Add', [one(graph.node('Mul', [one(units), weight])), bias]));
  }

  /** [length]: what each token would be scaled and shifted by. */
  function asManyAsTokens(): { one: string; zero: string } {
    const flat = graph.node('Reshape', [
      'ids',
      graph.constant('flat.ids', [1], BigInt64Array.of(-1n)),
    ]);
    const floats = graph.node('Cast', flat, { to: { int: 1 } });
    const number = (name: string, value: number): string =>
      graph.constant(name, [1], Float32Array.of(value));
    const zero = one(graph.node('Mul', [one(floats), number('norm.zero', 0)]));
    return { zero, one: one(graph.node('Add', [zero, number('norm.one', 1)])) };
  }

  function layer(index: number, input: string): string {
    const at = `encoder.layer.${index}`;
    const parts = ['query', 'key', 'value'];
    const joined = linear(
      `${at}.qkv`,
      input,
      parts.map((part) => tensor(`${at}.attention.self.${part}.weight`)),
      concatenated(parts.map((part) => tensor(`${at}.attention.self.${part}.bias`))),
    );
    const split = graph.node('Split', [joined], { axis: { int: 2 } }, { outputs: 3 });
    const attention = graph.node(
      'MultiHeadAttention',
      attentionBias ? [...split, '', '', attentionBias(graph, index)] : split,
      { num_heads: { int: HEADS } },
      MICROSOFT,
    );
    const attended = added(`${at}.attention.output`, one(attention), input);
    const inner = linear(`${at}.intermediate`, attended, [
      tensor(`${at}.intermediate.dense.weight`),
    ]);
    const active = graph.node(
      'BiasGelu',
      [inner, vector(`${at}.intermediate.dense.bias`)],
      {},
      MICROSOFT,
    );
    return added(`${at}.output`, one(active), attended);
  }

  let value = embeddings();
  for (let index = 0; index < LAYERS; index++) value = layer(index, value);
  return { graph, tokens: value, linear };
}

/** PyTorch keeps a linear layer as [out, in]; the graph multiplies by [in, out]. */
function transposed(parts: Tensor[]): { data: Float32Array; rows: number; columns: number } {
  const rows = parts[0]?.shape[1] as number;
  const columns = parts.reduce((sum, part) => sum + (part.shape[0] as number), 0);
  const data = new Float32Array(rows * columns);
  let offset = 0;
  for (const part of parts) {
    const outputs = part.shape[0] as number;
    for (let o = 0; o < outputs; o++)
      for (let i = 0; i < rows; i++)
        data[i * columns + offset + o] = part.data[o * rows + i] as number;
    offset += outputs;
  }
  return { data, rows, columns };
}

function concatenated(parts: Tensor[]): Float32Array {
  const out = new Float32Array(parts.reduce((sum, part) => sum + part.data.length, 0));
  let offset = 0;
  for (const part of parts) {
    out.set(part.data, offset);
    offset += part.data.length;
  }
  return out;
}
