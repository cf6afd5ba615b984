/**
 * The symbolic links of the binaries' package. npm cannot pack links, so the package lists them
 * in a file and makes them in its post-install script. Where that did not run, we make them.
 */
import { access, constants, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Makes the missing links. False when they are missing and cannot be made here. */
export async function makeLinks(home: string): Promise<boolean> {
  const missing = [];
  for (const link of await readLinks(home)) {
    const exists = await access(link.at, constants.F_OK).then(
      () => true,
      () => false,
    );
    if (!exists) missing.push(link);
  }
  try {
    for (const { at, to } of missing) await symlink(to, at);
    return true;
  } catch (error) {
    // Another process may have been quicker.
    return (error as NodeJS.ErrnoException).code === 'EEXIST' ? makeLinks(home) : false;
  }
}

/** The links that the package lists: each lies beside the file it names. */
export async function readLinks(home: string): Promise<{ at: string; to: string }[]> {
  const list = await readFile(join(home, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { source: string; target: string }[];
  return links.map(({ source, target }) => ({
    at: join(home, target),
    to: source.slice(source.lastIndexOf('/') + 1),
  }));
}
