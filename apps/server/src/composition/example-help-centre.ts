// The example help centre of Lumen Desk: the Markdown files in examples/lumen-desk.

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DocumentInput } from '../modules/knowledge/index.ts';

const FOLDER = join('examples', 'lumen-desk');

/** Offered in the widget once the example is loaded. */
export const exampleQuestions = [
  'How do I reset my lamp?',
  'What does Lumen Plus cost?',
  'Where is my order?',
] as const;

export async function loadExampleHelpCentre(): Promise<DocumentInput[]> {
  const folder = join(checkoutFolder(), FOLDER);
  const names = (await readdir(folder)).filter(
    (name) => name.endsWith('.md') && name !== 'README.md',
  );
  return Promise.all(
    names.toSorted().map(async (name) => ({
      kind: 'example' as const,
      name,
      bytes: new Uint8Array(await readFile(join(folder, name))),
      mime: 'text/markdown',
    })),
  );
}

/** The root of the checkout, from the source as well as from the bundle. */
export function checkoutFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, FOLDER))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error('Baton cannot find its own folder: examples/ is missing.');
    folder = parent;
  }
  return folder;
}
