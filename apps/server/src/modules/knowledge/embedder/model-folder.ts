// Finds a model that ships with Baton (models/<name> at the root of the checkout, wherever the
// running file lies below it) and proves that its files are the ones the card describes: a model
// cut short by a bad copy would otherwise answer quietly and wrongly.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface ModelCard {
  id: string;
  dimensions: number;
  maxTokens: number;
  sha256: Record<string, string>;
}

export interface ModelFiles {
  card: ModelCard;
  read(file: string): Buffer;
}

export function openModel(name: string): ModelFiles {
  const folder = findAbove(join('models', name, 'model.json'));
  const card = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as ModelCard;
  return {
    card,
    read(file) {
      const bytes = readFileSync(join(folder, file));
      const found = createHash('sha256').update(bytes).digest('hex');
      if (found !== card.sha256[file])
        throw new Error(
          `${join(folder, file)} is damaged: its checksum is not the one in model.json`,
        );
      return bytes;
    },
  };
}

function findAbove(relative: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, relative);
    if (existsSync(candidate)) return dirname(candidate);
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`${relative} was not found: is this checkout complete?`);
    folder = parent;
  }
}
