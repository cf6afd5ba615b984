// How far the shipped 8-bit vectors lie from the 16-bit ones, and how fast each engine is.
//
//   npx tsx bench/embedder/compare-engines.ts <texts.jsonl> [how many, default 50]
//
// Every line needs a "text" (or "answer" or "query"); lines are taken at even distances.

import { readFileSync } from 'node:fs';
import { openEmbedder } from '../../apps/server/src/modules/knowledge/index.ts';

const [path, count = '50'] = process.argv.slice(2);
if (!path) throw new Error('say which texts: compare-engines.ts <texts.jsonl>');
const rows = readFileSync(path, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as { text?: string; answer?: string; query?: string });
const step = Math.max(1, Math.floor(rows.length / Number(count)));
const texts = rows
  .filter((_, i) => i % step === 0)
  .map((row) => row.text ?? row.answer ?? row.query ?? '');
const question = 'How can I cross out my text in a comment?';

const found = new Map<string, Float32Array[]>();
for (const engine of ['wasm', 'onnx'] as const) {
  const embedder = await openEmbedder({ engine });
  await embedder.embed([question], 'query');
  const started = performance.now();
  found.set(engine, await embedder.embed(texts, 'passage'));
  const each = (performance.now() - started) / texts.length;
  const asked = performance.now();
  for (let i = 0; i < 20; i++) await embedder.embed([question], 'query');
  const query = (performance.now() - asked) / 20;
  console.log(`${embedder.id}: ${each.toFixed(1)} ms a text, ${query.toFixed(1)} ms a question`);
  await embedder.close();
}
const cosines = (found.get('wasm') ?? []).map((vector, i) => {
  const other = found.get('onnx')?.[i] as Float32Array;
  return vector.reduce((sum, value, j) => sum + value * (other[j] as number), 0);
});
const mean = cosines.reduce((sum, value) => sum + value, 0) / cosines.length;
console.log(`cosine: mean ${mean.toFixed(4)}, worst ${Math.min(...cosines).toFixed(4)}`);
