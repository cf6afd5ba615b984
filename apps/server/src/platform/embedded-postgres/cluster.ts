/**
 * A cluster is PostgreSQL's word for a data folder. Here one is made, once and whole: initdb
 * works under another name, and only a finished folder gets the real one.
 */
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { EmbeddedPostgresError, explainFailure, explainFileError } from './errors.ts';
import {
  type ConnectionFacts,
  databaseUser,
  type Layout,
  readConnectionFacts,
  writeConnectionFacts,
} from './layout.ts';
import { canEnter, type RunAs, reach, runToEnd } from './run-as.ts';

/** Makes the cluster unless it is there, and resolves with what is needed to connect to it. */
export async function provideCluster(
  layout: Layout,
  binaries: Binaries,
  user: RunAs | undefined,
  { durable }: { durable: boolean },
): Promise<ConnectionFacts> {
  const version = await clusterVersion(layout);
  const facts = await readConnectionFacts(layout);
  if (version !== undefined) {
    if (version !== binaries.major) {
      throw explainFailure(`initialized by PostgreSQL version ${version}`, layout.data);
    }
    if (facts === undefined) {
      throw new EmbeddedPostgresError(
        'cannot_start',
        `${layout.data} holds a database, but ${layout.connection} with its password is gone. ` +
          'Bring that file back, for instance from a copy of the folder.',
      );
    }
    return facts;
  }
  const password = randomBytes(24).toString('base64url');
  try {
    await initialise(layout, binaries, user, { password, durable });
    return { port: 0, password };
  } catch (error) {
    throw explainFileError(error, layout.root);
  }
}

/** The major version that wrote the data; undefined when there is none yet. */
export async function clusterVersion(layout: Layout): Promise<number | undefined> {
  try {
    return Number.parseInt(await readFile(join(layout.data, 'PG_VERSION'), 'utf8'), 10);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw explainFileError(error, layout.data);
  }
}

async function initialise(
  layout: Layout,
  binaries: Binaries,
  user: RunAs | undefined,
  { password, durable }: { password: string; durable: boolean },
): Promise<void> {
  const draft = `${layout.data}.new`;
  // Left over when a first start was interrupted. The password belongs to the folder it opens.
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  const passwordFile = join(layout.root, 'password.new');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user !== undefined) {
    await chown(draft, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
  }
  const folder = await reach(draft, user);
  const secret = folder.handle === undefined ? undefined : await open(passwordFile, 'r');
  try {
    const { code, output } = await runToEnd(
      binaries.initdb,
      [
        `--pgdata=${folder.path}`,
        `--username=${databaseUser}`,
        '--auth=scram-sha-256',
        `--pwfile=${secret === undefined ? passwordFile : '/proc/self/fd/4'}`,
        '--encoding=UTF8',
        // The same letters and the same order on every machine, whatever its C library.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
        ...(durable ? [] : ['--no-sync']),
      ],
      { user, folder, also: secret },
    );
    if (code !== 0) throw explainFailure(output, layout.data);
  } finally {
    await folder.handle?.close();
    await secret?.close();
    await rm(passwordFile, { force: true });
  }
  // Nobody but our own user, over loopback, with the password.
  await writeFile(join(draft, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n');
  await writeConnectionFacts(layout, { port: 0, password });
  await rename(draft, layout.data);
}

/**
 * The folders around the cluster. As root they let others pass (not read), so that the user who
 * runs PostgreSQL can get through where the folders above allow it.
 */
export async function provideFolders(
  dataDir: string,
  layout: Layout,
  user: RunAs | undefined,
): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: user === undefined ? 0o700 : 0o711 });
    await mkdir(layout.root, { recursive: true, mode: 0o700 });
    if (user !== undefined && (await canEnter(dataDir, user))) await chmod(layout.root, 0o711);
  } catch (error) {
    throw explainFileError(error, dataDir);
  }
}
