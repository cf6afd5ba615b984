// A model that ships with Baton, on onnxruntime and one core: the server keeps the others. The
// runtime is an optional native package; opening rejects where it does not load.

import { type ModelCard, openModel } from './embedder/model-folder.ts';
import { WordPieces } from './embedder/word-pieces.ts';
import { quietOnnxruntime } from './quiet-onnxruntime.ts';

export interface OnnxModel {
  card: ModelCard;
  pieces: WordPieces;
  /** One text, or one pair of texts, as rows of whole numbers by the model's names for them. */
  run(inputs: Record<string, number[]>): Promise<Float32Array>;
  close(): Promise<void>;
}

export async function openOnnxModel(name: string): Promise<OnnxModel> {
  quietOnnxruntime();
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const { card, read } = openModel(name);
  const pieces = new WordPieces(read('vocab.txt').toString('utf8'));
  const session = await InferenceSession.create(read('model.onnx'), {
    // The thread is ours, so nothing waits idly.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
  });
  const row = (values: number[]) =>
    new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
  return {
    card,
    pieces,
    async run(inputs) {
      const rows = Object.entries(inputs).map(([input, values]) => [input, row(values)]);
      const { output } = await session.run(Object.fromEntries(rows));
      if (!output) throw new Error(`${name} gave no output`);
      return output.data as Float32Array;
    },
    close: () => session.release(),
  };
}
