/** The folder of this Baton: a checkout, from the source as well as from the bundle, or an image. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export function checkoutFolder(from: string = import.meta.dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'models')) && existsSync(join(folder, 'apps/server'))) {
      return folder;
    }
    if (dirname(folder) === folder) throw new Error(`There is no Baton above ${from}.`);
  }
}
