// MiniLM in 8 bits on onnxruntime: about 110 passages a second and 1 ms a query on one core.
// The runtime is an optional native package; where it does not load, wasm-engine.ts takes over.

import { quietOnnxruntime } from '../quiet-onnxruntime.ts';
import { type EmbeddingEngine, unitLength } from './embedding-engine.ts';
import { openModel } from './model-folder.ts';
import { WordPieces } from './word-pieces.ts';

export async function openOnnxEngine(): Promise<EmbeddingEngine> {
  quietOnnxruntime();
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const { card, read } = openModel('minilm-l6-int8');
  const pieces = new WordPieces(read('vocab.txt').toString('utf8'));
  const session = await InferenceSession.create(read('model.onnx'), {
    // One core: the server keeps the others. The thread is ours, so nothing waits idly.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
  });
  return {
    id: card.id,
    dimensions: card.dimensions,
    async embed(text) {
      const ids = pieces.encode(text, card.maxTokens);
      const input = new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]);
      const { output } = await session.run({ ids: input });
      return unitLength(output?.data as Float32Array);
    },
    close: () => session.release(),
  };
}
