// Everyday words, as far as the embedder's own vocabulary knows them whole: what is in it is no
// slip of the pen.

import { openModel } from './embedder/model-folder.ts';

let words: ReadonlySet<string> | null = null;

/** `word` is folded. */
export function isCommonWord(word: string): boolean {
  words ??= new Set(openModel('minilm-l6-int8').read('vocab.txt').toString('utf8').split('\n'));
  return words.has(word);
}
