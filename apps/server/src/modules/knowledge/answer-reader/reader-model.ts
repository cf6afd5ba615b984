// The reader's model on onnxruntime, one core: 4 to 9 ms a pair, by its length.

import { openModel } from '../embedder/model-folder.ts';
import { WordPieces } from '../embedder/word-pieces.ts';
import { quietOnnxruntime } from '../quiet-onnxruntime.ts';
import { type Pair, pairOf } from './read-pair.ts';

export interface ReaderModel {
  id: string;
  /** The log odds that the text answers the question. */
  read(question: string, text: string): Promise<number>;
  close(): Promise<void>;
}

/** Rejects where onnxruntime does not run: there is no slower engine for this model. */
export async function openReaderModel(): Promise<ReaderModel> {
  quietOnnxruntime();
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const { card, read } = openModel('reader-l6-int8');
  const pieces = new WordPieces(read('vocab.txt').toString('utf8'));
  const session = await InferenceSession.create(read('model.onnx'), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
  });
  const tensor = (values: number[]) =>
    new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
  const inputs = ({ ids, places, segments }: Pair) => ({
    ids: tensor(ids),
    places: tensor(places),
    segments: tensor(segments),
  });
  return {
    id: card.id,
    async read(question, text) {
      const { output } = await session.run(inputs(pairOf(pieces, question, text)));
      if (!output) throw new Error('the reader gave no output');
      return (output.data as Float32Array)[0] as number;
    },
    close: () => session.release(),
  };
}
