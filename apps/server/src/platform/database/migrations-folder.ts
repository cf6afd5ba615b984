/**
 * Finds apps/server/migrations from wherever this code runs: the sources, the server's bundle
 * (apps/server/dist) or the command line's (apps/cli/dist).
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const firstFile = '0001_platform_and_accounts.sql';

export function findMigrationsFolder(from = dirname(fileURLToPath(import.meta.url))): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const places = [join(folder, 'migrations'), join(folder, 'apps', 'server', 'migrations')];
    const found = places.find((place) => existsSync(join(place, firstFile)));
    if (found !== undefined) return found;
    if (dirname(folder) === folder) {
      throw new Error(`Baton's migrations folder was not found above ${from}.`);
    }
  }
}
