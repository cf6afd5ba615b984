/**
 * PostgreSQL refuses to run as root, so as root we run it as "nobody" (65534, which every
 * Linux has), and must see to it that this user can reach what it needs.
 *
 * Binaries are copied where that user can read them. The data folder stays where it is, also
 * under a folder the user cannot enter (/root, a private temporary folder): we open it and hand
 * it down as file descriptor 3, and PostgreSQL works in /proc/self/fd/3, which needs no right
 * to the folders above.
 */
import { spawn } from 'node:child_process';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface RunAs {
  uid: number;
  gid: number;
}

/** Undefined when we are nobody special and PostgreSQL can simply run as us. */
export function unprivilegedUser(): RunAs | undefined {
  return process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;
}

/** Whether the user may pass through this folder and every one above it. */
export async function canEnter(folder: string, user: RunAs | undefined): Promise<boolean> {
  if (user === undefined) return true;
  for (let path = folder; ; path = dirname(path)) {
    const { mode, uid, gid } = await stat(path);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (dirname(path) === path) return true;
  }
}

/** A folder as the user can name it: its path, or a descriptor to be handed down as number 3. */
export interface Reachable {
  path: string;
  handle: FileHandle | undefined;
}

export async function reach(folder: string, user: RunAs | undefined): Promise<Reachable> {
  if (await canEnter(dirname(folder), user)) return { path: folder, handle: undefined };
  return { path: '/proc/self/fd/3', handle: await open(folder, 'r') };
}

export interface Finished {
  code: number | null;
  output: string;
}

export interface RunOptions {
  user: RunAs | undefined;
  /** Handed down as descriptor 3, where it has one. */
  folder: Reachable;
  /** Handed down as descriptor 4. */
  also?: FileHandle | undefined;
}

/** Runs a program of PostgreSQL's to its end and collects what it says. */
export function runToEnd(
  program: string,
  args: readonly string[],
  { user, folder, also }: RunOptions,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...user,
      cwd: '/',
      env: plainEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe', folder.handle?.fd ?? 'ignore', also?.fd ?? 'ignore'],
      windowsHide: true,
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** No PG* variable of the operator's shell may change what the embedded server does. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP'];
  const env = Object.fromEntries(kept.map((name) => [name, process.env[name]]));
  return { ...env, LC_ALL: 'C', TZ: 'UTC' };
}
