/**
 * Copies PostgreSQL's binaries, readable for everyone, so that the copy is there whole or not
 * at all: it is made under another name and moved into place.
 */
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readlink,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { readLinks } from './package-links.ts';

/** Makes `copy` from the package's `native` folder, unless a copy of ours is there already. */
export async function copyBinaries(home: string, copy: string): Promise<void> {
  if (await isOurs(copy)) return;
  const draft = await mkdtemp(`${copy}.`);
  try {
    await copyFolder(join(home, 'native'), draft);
    for (const { at, to } of await readLinks(home)) {
      const link = join(draft, relative(join(home, 'native'), at));
      await rm(link, { force: true });
      await symlink(to, link);
    }
    await rename(draft, copy);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another process may have been quicker.
    if (!(await isOurs(copy))) throw error;
  }
}

/** Only a folder that nobody else could have filled or exchanged may be run from. */
export async function isOurs(folder: string): Promise<boolean> {
  try {
    const { uid, mode } = await stat(folder);
    return uid === process.getuid?.() && (mode & 0o022) === 0;
  } catch {
    return false;
  }
}

async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, basename(entry.name));
    if (entry.isDirectory()) {
      await copyFolder(source, target);
    } else if (entry.isSymbolicLink()) {
      await symlink(await readlink(source), target);
    } else if (!entry.name.endsWith('.a')) {
      await copyFile(source, target);
      await chmod(target, ((await stat(source)).mode & 0o100) === 0 ? 0o644 : 0o755);
    }
  }
}
