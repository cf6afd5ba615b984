/** The folder of this Baton, from the source as well as from the bundle. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export function checkoutFolder(from: string = import.meta.dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'scripts/build.mjs')) && existsSync(join(folder, 'apps/server'))) {
      return folder;
    }
    if (dirname(folder) === folder) throw new Error(`There is no Baton above ${from}.`);
  }
}
