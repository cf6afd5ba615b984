// The reader's model: 4 to 9 ms a pair, by its length.

import { openOnnxModel } from '../onnx-model.ts';
import { pairOf } from './read-pair.ts';

export interface ReaderModel {
  id: string;
  /** The log odds that the text answers the question. */
  read(question: string, text: string): Promise<number>;
  close(): Promise<void>;
}

/** Rejects where onnxruntime does not run: there is no slower engine for this model. */
export async function openReaderModel(): Promise<ReaderModel> {
  const { card, pieces, run, close } = await openOnnxModel('reader-l6-int8');
  return {
    id: card.id,
    async read(question, text) {
      const { ids, places, segments } = pairOf(pieces, question, text);
      return (await run({ ids, places, segments }))[0] as number;
    },
    close,
  };
}
