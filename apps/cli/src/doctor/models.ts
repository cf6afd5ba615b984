/** The models: as they were shipped, and able to work on this machine. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Config,
  ConfigError,
  loadConfig,
  openEmbedder,
  openRemoteEmbedder,
} from '@baton/server';
import { checkoutFolder } from '../checkout.ts';
import { counted } from '../terminal/words.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

export async function models(folder = join(checkoutFolder(), 'models')): Promise<Finding[]> {
  const damaged: string[] = [];
  let whole = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    for (const [file, sum] of Object.entries(await checksums(join(folder, name)))) {
      if ((await sumOf(join(folder, name, file))) === sum) whole += 1;
      else damaged.push(`${name}/${file}`);
    }
  }
  if (damaged.length > 0 || whole === 0) {
    return [
      fail(
        'models',
        damaged.length > 0 ? `damaged or missing: ${damaged.join(', ')}` : `none in ${folder}`,
        'Get the files again: git checkout -- models (git lfs is not needed).',
      ),
    ];
  }
  return [
    ok('models', `${counted(whole, 'file')}, as shipped`),
    await engine(),
    ...(await embeddings()),
  ];
}

async function checksums(folder: string): Promise<Record<string, string>> {
  const card = await readFile(join(folder, 'model.json'), 'utf8').catch(() => '{}');
  return (JSON.parse(card) as { sha256?: Record<string, string> }).sha256 ?? {};
}

async function sumOf(file: string): Promise<string | undefined> {
  const bytes = await readFile(file).catch(() => undefined);
  return bytes && createHash('sha256').update(bytes).digest('hex');
}

async function engine(): Promise<Finding> {
  const about = 'embedding engine';
  let trouble = '';
  try {
    const embedder = await openEmbedder({ onTrouble: (message) => (trouble = message) });
    const began = performance.now();
    await embedder.embed(['How do I reset my password?'], 'query');
    const took = Math.round(performance.now() - began);
    await embedder.close();
    const found = `${embedder.id}, ${took} ms a question`;
    return trouble === '' ? ok(about, found) : warn(about, found, trouble);
  } catch (error) {
    return warn(
      about,
      `does not run here: ${(error as Error).message}`,
      'Search goes by words only, and the AI hands off more. npm install may bring it back.',
    );
  }
}

/** Nothing to say where the built-in model finds passages too. */
async function embeddings(): Promise<Finding[]> {
  const set = settings();
  if (set === null) return [];
  const about = 'embeddings server';
  try {
    const embedder = await openRemoteEmbedder(set);
    const began = performance.now();
    await embedder.embed(['How do I reset my password?'], 'query');
    const took = Math.round(performance.now() - began);
    await embedder.close();
    return [ok(about, `finds passages by ${embedder.id} at ${set.url}, ${took} ms a question`)];
  } catch (error) {
    return [
      warn(
        about,
        (error as Error).message,
        'Search goes by words only. Correct BATON_EMBEDDINGS_URL, _MODEL and _KEY, or unset them.',
      ),
    ];
  }
}

/** Wrong settings are told by another check. */
function settings(): Config['embeddings'] {
  try {
    return loadConfig(process.env).embeddings;
  } catch (error) {
    if (error instanceof ConfigError) return null;
    throw error;
  }
}
