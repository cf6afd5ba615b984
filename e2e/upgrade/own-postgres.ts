/**
 * The system's PostgreSQL with its own tools, in a folder of its own: what an operator's backups are
 * made with. The embedded one brings no pg_basebackup.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pause } from '../support/random.ts';
import { connected } from './rows.ts';

const HOME = '/usr/lib/postgresql';
const READY_WITHIN_MS = 60_000;

/** PostgreSQL refuses to run as root, so root lends it to `nobody`. */
const owner = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

export const lend = (folder: string): void => {
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
};

/** BATON_PG_BIN, or the newest of Debian's packages. */
function binFolder(): string {
  const given = process.env['BATON_PG_BIN'];
  if (given !== undefined) return given;
  const versions = existsSync(HOME) ? readdirSync(HOME).map(Number) : [];
  const newest = versions.toSorted((a, b) => b - a)[0];
  if (newest === undefined) {
    throw new Error('no PostgreSQL with its tools is installed: apt-get install postgresql');
  }
  return join(HOME, String(newest), 'bin');
}

/** Runs one of PostgreSQL's programs to its end, and says so as an operator would type it. */
export async function tool(name: string, args: readonly string[], cwd: string): Promise<void> {
  process.stderr.write(`  $ ${[name, ...args].join(' ')}\n`);
  const child = spawn(join(binFolder(), name), args, { ...owner, cwd, stdio: 'pipe' });
  let said = '';
  child.stdout.on('data', (data: Buffer) => (said += String(data)));
  child.stderr.on('data', (data: Buffer) => (said += String(data)));
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  if (code !== 0) throw new Error(`${name} ended with ${code}:\n${said}`);
}

export interface OwnPostgres {
  url: string;
  /** As when the machine is switched off. */
  kill(): Promise<void>;
}

/** Starts on a data folder that is there. Resolves when it takes writes: a recovery is over. */
export async function startPostgres(data: string, port: number): Promise<OwnPostgres> {
  const child = spawn(join(binFolder(), 'postgres'), ['-D', data, '-p', String(port)], {
    ...owner,
    cwd: data,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said = (said + String(data)).slice(-10_000)));
  const url = `postgres://baton@127.0.0.1:${port}/postgres`;
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await takesWrites(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await ended(child);
      throw new Error(`PostgreSQL did not start:\n${said}`);
    }
    await pause(100);
  }
  return { url, kill: () => ended(child) };
}

async function takesWrites(url: string): Promise<boolean> {
  try {
    return await connected(url, async (client) => {
      const { rows } = await client.query<{ standby: boolean }>(
        'select pg_is_in_recovery() as standby',
      );
      return rows[0]?.standby === false;
    });
  } catch {
    return false;
  }
}

/** An immediate shutdown: nothing is written down, children are not left behind. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('close', done));
  child.kill('SIGQUIT');
  await gone;
}
