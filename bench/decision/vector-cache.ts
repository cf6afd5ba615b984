// Sentence vectors for the fitting scripts, kept on disk between runs: a text is embedded once.
// Two files beside each other: keys.txt (SHA-1 of each text) and vectors.f32 (384 floats each).

import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SIZE = 384;
const BATCH = 32;

export type Embed = (texts: string[]) => Promise<Float32Array[]>;

export function cachedEmbed(embed: () => Promise<Embed>, directory = defaultDirectory()): Embed {
  mkdirSync(directory, { recursive: true });
  const keysFile = join(directory, 'keys.txt');
  const vectorsFile = join(directory, 'vectors.f32');
  const known = new Map<string, Float32Array>();
  if (existsSync(keysFile)) {
    const keys = readFileSync(keysFile, 'utf8').split('\n').filter(Boolean);
    const bytes = readFileSync(vectorsFile);
    const all = new Float32Array(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    );
    keys.forEach((key, at) => {
      if ((at + 1) * SIZE <= all.length) known.set(key, all.subarray(at * SIZE, (at + 1) * SIZE));
    });
  }
  let engine: Promise<Embed> | null = null;
  return async (texts) => {
    const keys = texts.map((text) => createHash('sha1').update(text).digest('hex'));
    const missing = new Map<string, string>();
    keys.forEach((key, at) => {
      if (!known.has(key)) missing.set(key, texts[at] ?? '');
    });
    const todo = [...missing];
    for (let from = 0; from < todo.length; from += BATCH) {
      const part = todo.slice(from, from + BATCH);
      engine ??= embed();
      const vectors = await (await engine)(part.map(([, text]) => text));
      part.forEach(([key], at) => known.set(key, Float32Array.from(vectors[at] ?? [])));
      appendFileSync(vectorsFile, Buffer.concat(part.map(([key]) => bytesOf(known.get(key)))));
      appendFileSync(keysFile, part.map(([key]) => `${key}\n`).join(''));
      if (from % 640 === 0 && todo.length > 64)
        process.stderr.write(`\r  embedding ${from} of ${todo.length} new texts   `);
    }
    if (todo.length > 64) process.stderr.write('\n');
    return keys.map((key) => known.get(key) ?? new Float32Array(SIZE));
  };
}

const bytesOf = (vector: Float32Array | undefined): Buffer =>
  vector === undefined
    ? Buffer.alloc(SIZE * 4)
    : Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);

const defaultDirectory = (): string =>
  process.env['BATON_VECTOR_CACHE'] ?? join(tmpdir(), 'baton-vectors');

/** The embedder that the product serves with. */
export async function productEmbedder(): Promise<Embed> {
  const { openEmbedder } = await import('@baton/server');
  const embedder = await openEmbedder();
  return (texts) => embedder.embed(texts, 'passage');
}
