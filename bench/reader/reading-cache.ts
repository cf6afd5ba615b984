// What the reader said, kept on disk between runs: a pair is read once. One file of lines, the SHA-1
// of question and text with the log odds, in a folder named after the model's checksum.

import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadTexts } from '@baton/server';
import { readUntilEnough } from '../../apps/server/src/modules/knowledge/answer-reader/read-until-enough.ts';
import {
  openReaderModel,
  type ReaderModel,
} from '../../apps/server/src/modules/knowledge/answer-reader/reader-model.ts';

const CARD = join(import.meta.dirname, '../../models/reader-l6-int8/model.json');

export function cachedReader(): ReadTexts {
  const { sha256 } = JSON.parse(readFileSync(CARD, 'utf8')) as { sha256: Record<string, string> };
  const folder = join(tmpdir(), 'baton-readings');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${sha256['model.onnx']?.slice(0, 16)}.txt`);
  const known = new Map<string, number>();
  if (existsSync(file))
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const [key, odds] = line.split(' ');
      if (key && odds) known.set(key, Number(odds));
    }
  let model: Promise<ReaderModel> | null = null;
  async function readOne(question: string, text: string): Promise<number> {
    const key = createHash('sha1').update(`${question}\u0000${text}`).digest('hex');
    const its = known.get(key);
    if (its !== undefined) return its;
    model ??= openReaderModel();
    const odds = await (await model).read(question, text);
    known.set(key, odds);
    appendFileSync(file, `${key} ${odds.toFixed(4)}\n`);
    return odds;
  }
  return (question, passages, places) =>
    readUntilEnough(passages, places, (text) => readOne(question, text));
}
