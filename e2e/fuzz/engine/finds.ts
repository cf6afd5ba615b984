/**
 * Finds kept as files, one folder a target: `finds/<target>/<hash>`. A normal test runs them all, so
 * that what was mended stays mended; the fuzzer begins with them.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'finds');

export interface KeptFind {
  file: string;
  input: Uint8Array;
}

export function keptFinds(target: string): KeptFind[] {
  try {
    return readdirSync(join(folder, target))
      .sort()
      .map((file) => ({ file, input: readFileSync(join(folder, target, file)) }));
  } catch {
    return [];
  }
}

/** @returns the file's name */
export function keepFind(target: string, input: Uint8Array): string {
  mkdirSync(join(folder, target), { recursive: true });
  const name = createHash('sha256').update(input).digest('hex').slice(0, 16);
  writeFileSync(join(folder, target, name), input);
  return `finds/${target}/${name}`;
}
