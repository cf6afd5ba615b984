// The talk between the embedder and its worker thread.

export type EngineChoice = 'auto' | 'onnx' | 'wasm';

export interface WorkerSettings {
  engine: EngineChoice;
}

export type ToWorker = { type: 'embed'; request: number; text: string } | { type: 'close' };

export type FromWorker =
  | { type: 'ready'; id: string; dimensions: number; note: string | null }
  | { type: 'unusable'; error: string }
  | { type: 'embedded'; request: number; vector: Float32Array }
  | { type: 'failed'; request: number; error: string };
