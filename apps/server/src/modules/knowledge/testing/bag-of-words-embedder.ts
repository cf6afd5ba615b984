// An embedder for tests: words hashed into a few dimensions. Texts that share words are near.

import { wordsOf } from '../core/words/words.ts';
import type { Embedder } from '../embedder/embedder.ts';

export interface CountingEmbedder extends Embedder {
  /** Every text embedded so far, in order. */
  embedded: string[];
  /** Set to make every call fail. */
  broken: boolean;
}

const DIMENSIONS = 64;

export function bagOfWordsEmbedder(id = 'bag-of-words'): CountingEmbedder {
  return {
    id,
    dimensions: DIMENSIONS,
    embedded: [],
    broken: false,
    async embed(texts, kind) {
      if (this.broken) throw new Error('the model is broken');
      if (kind === 'passage') this.embedded.push(...texts);
      return texts.map(vectorOf);
    },
    async close() {},
  };
}

function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  for (const { text: word } of wordsOf(text)) {
    let hash = 7;
    for (let i = 0; i < word.length; i++) hash = (hash * 31 + word.charCodeAt(i)) >>> 0;
    const at = hash % DIMENSIONS;
    vector[at] = (vector[at] as number) + 1;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
