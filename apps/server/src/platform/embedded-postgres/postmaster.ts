/**
 * The running server process ("postmaster"): start it, find the one that already runs, stop it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { type FileHandle, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { EmbeddedPostgresError, explainFailure } from './errors.ts';
import type { Layout } from './layout.ts';
import { isRunning } from './process-identity.ts';
import { plainEnvironment, type RunAs, reach } from './run-as.ts';
import { type SettingsOptions, serverArguments } from './settings.ts';

export interface Postmaster {
  pid: number;
  port: number;
}

export interface StartOptions extends SettingsOptions {
  layout: Layout;
  binaries: Binaries;
  user: RunAs | undefined;
}

export type StartFailure = 'port taken' | 'old processes still leaving';

/** How long a server may take to recover before it is ready; after a crash it replays its log. */
const recoveryLimitMs = 10 * 60_000;

/** Starts a server and waits until it is ready, or says why it was not. */
export async function startPostmaster(
  options: StartOptions,
): Promise<{ child: ChildProcess; postmaster: Postmaster } | StartFailure> {
  const { layout, binaries, user, port } = options;
  const log = await openLog(layout.log);
  const folder = await reach(layout.data, user);
  let child: ChildProcess;
  try {
    child = spawn(binaries.postgres, ['-D', folder.path, ...serverArguments(options)], {
      ...user,
      cwd: '/',
      env: plainEnvironment(),
      // Ctrl-C in a terminal goes to the whole process group; the database must outlive us.
      detached: true,
      // A file, not a pipe: it goes on being written when we are gone.
      stdio: ['ignore', log.handle.fd, log.handle.fd, folder.handle?.fd ?? 'ignore'],
      windowsHide: true,
    });
    await spawned(child, binaries);
  } finally {
    await folder.handle?.close();
    await log.handle.close();
  }
  const pid = child.pid as number;
  for (let waitedMs = 0; waitedMs < recoveryLimitMs; waitedMs += 10) {
    if (child.exitCode !== null || child.signalCode !== null) {
      const said = (await readFile(layout.log)).subarray(log.size).toString();
      return recognise(said) ?? Promise.reject(explainFailure(said, layout.data));
    }
    const running = await readPidFile(layout);
    if (running?.pid === pid && running.ready) return { child, postmaster: { pid, port } };
    await sleep(10);
  }
  child.kill('SIGQUIT');
  throw new EmbeddedPostgresError(
    'cannot_start',
    `PostgreSQL in ${layout.data} was not ready in time.`,
  );
}

function spawned(child: ChildProcess, binaries: Binaries): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) => {
      const message =
        `${binaries.postgres} cannot be run (${(cause as NodeJS.ErrnoException).code}). ` +
        'Set DATABASE_URL to use another PostgreSQL.';
      reject(new EmbeddedPostgresError('not_permitted', message, { cause }));
    });
  });
}

function recognise(output: string): StartFailure | undefined {
  if (/could not bind|could not create any TCP\/IP sockets/.test(output)) return 'port taken';
  if (/pre-existing shared memory block|lock file ".*" already exists/.test(output)) {
    return 'old processes still leaving';
  }
  return undefined;
}

const keptLogBytes = 4 * 1024 * 1024;

async function openLog(path: string): Promise<{ handle: FileHandle; size: number }> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > keptLogBytes) await rename(path, `${path}.1`);
  return { handle: await open(path, 'a', 0o600), size: size > keptLogBytes ? 0 : size };
}

/** The server that works on this folder now, if any. */
export async function findPostmaster(layout: Layout): Promise<Postmaster | undefined> {
  const found = await readPidFile(layout);
  if (found === undefined || !isRunning(found.pid)) return undefined;
  return (await worksIn(found.pid, layout.data)) ? found : undefined;
}

/**
 * Clears away what a killed server left behind, where none runs: its sessions and its pid file.
 *
 * Idle sessions end by themselves; one in the middle of a long query would keep a new server
 * from starting until it is done. None of them can commit any more so that anybody hears of it.
 * PostgreSQL removes an old pid file itself, but not where the number now belongs to another
 * process, or to a dead one that nobody has buried (as in containers without an init).
 */
export async function clearLeftovers(layout: Layout): Promise<void> {
  if ((await findPostmaster(layout)) !== undefined) return;
  while ((await endSessions(layout)) > 0) await sleep(10);
  await rm(join(layout.data, 'postmaster.pid'), { force: true });
}

/** How many there still were. */
async function endSessions(layout: Layout): Promise<number> {
  if (process.platform !== 'linux') return 0;
  let found = 0;
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid || !(await worksIn(pid, layout.data)))
      continue;
    found += 1;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone by itself meanwhile.
    }
  }
  return found;
}

/** https://www.postgresql.org/docs/18/storage-file-layout.html (the lines of postmaster.pid) */
async function readPidFile(layout: Layout): Promise<(Postmaster & { ready: boolean }) | undefined> {
  const text = await readFile(join(layout.data, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , port, , , , status] = text.split('\n');
  if (pid === undefined || port === undefined) return undefined;
  return { pid: Number(pid), port: Number(port), ready: status?.trim() === 'ready' };
}

/** The working directory of PostgreSQL's processes is their data folder, under whatever name it was given. */
async function worksIn(pid: number, data: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  try {
    const [cwd, folder] = await Promise.all([stat(`/proc/${pid}/cwd`), stat(data)]);
    return cwd.ino === folder.ino && cwd.dev === folder.dev;
  } catch {
    return false;
  }
}

/** Asks for a "fast" stop: transactions are rolled back, then a last checkpoint is written. */
export function askToStop(pid: number): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    // Gone by itself.
  }
}

/** Stops the server: politely, then firmly. Committed data is safe either way. */
export async function stopPostmaster(pid: number): Promise<void> {
  // "Fast": running transactions are rolled back, then a last checkpoint is written.
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ];
  for (const [signal, patienceMs] of steps) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += 10) {
      if (!isRunning(pid)) return;
      await sleep(10);
    }
  }
}
