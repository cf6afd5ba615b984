/**
 * Two Batons never work on one data folder: whoever starts first holds `baton.lock`.
 *
 * The lock names a process so exactly (number, start time, boot, container) that one left by a
 * crash is recognised and taken over. Where the owner cannot be seen from here (another
 * container or machine on a shared disk) its heartbeat tells: it touches the file every two
 * seconds.
 */
import { createHash, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { explainFileError } from './errors.ts';
import { livenessOf, type ProcessIdentity, thisProcess } from './process-identity.ts';

export class DataDirectoryInUse extends Error {
  override readonly name = 'DataDirectoryInUse';
  readonly pid: number;
  readonly owner: string;

  constructor(dataDir: string, pid: number, owner: string) {
    super(
      `The data folder ${dataDir} is in use by another Baton ("${owner}", process ${pid}). ` +
        'Stop that one first, or give this one a folder of its own with BATON_DATA.',
    );
    this.pid = pid;
    this.owner = owner;
  }
}

export interface DataDirectoryLock {
  release(): Promise<void>;
}

interface LockContent extends ProcessIdentity {
  owner: string;
  /** Makes every lock different, so that "the same lock" can be recognised. */
  nonce: string;
}

const heartbeatMs = 2_000;
const silenceMs = 15_000;

/**
 * @param owner who asks, in the operator's words: "baton start", "baton restore".
 * @throws DataDirectoryInUse
 */
export async function lockDataDirectory(
  dataDir: string,
  owner: string,
): Promise<DataDirectoryLock> {
  const path = join(dataDir, 'baton.lock');
  const content: LockContent = {
    ...thisProcess(),
    owner,
    nonce: randomBytes(9).toString('base64url'),
  };
  const mine = `${JSON.stringify(content)}\n`;
  const draft = `${path}.${content.nonce}`;
  try {
    await mkdir(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    await writeFile(draft, mine, { mode: 0o600 });
  } catch (error) {
    throw explainFileError(error, dataDir);
  }
  try {
    while (!(await placeNew(draft, path))) {
      const held = await readFile(path, 'utf8').catch(() => undefined);
      if (held === undefined) continue;
      const holder = parse(held);
      if (holder !== undefined && (await isHeld(holder, path))) {
        throw new DataDirectoryInUse(dataDir, holder.pid, holder.owner);
      }
      if (await takeOver(draft, path, held)) break;
    }
  } finally {
    await rm(draft, { force: true });
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, heartbeatMs);
  heartbeat.unref();
  return {
    async release() {
      clearInterval(heartbeat);
      if ((await readFile(path, 'utf8').catch(() => '')) === mine) await rm(path, { force: true });
    },
  };
}

/** A hard link appears with its content, all at once, and only where nothing was. */
async function placeNew(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    // Some network and phone file systems have no links; there a new file must do.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS')
      throw error;
    const content = await readFile(draft);
    const file = await open(path, 'wx', 0o600).catch(() => undefined);
    if (file === undefined) return false;
    await file.writeFile(content);
    await file.close();
    return true;
  }
}

async function isHeld(holder: LockContent, path: string): Promise<boolean> {
  const liveness = livenessOf(holder);
  if (liveness !== 'elsewhere') return liveness === 'alive';
  const before = (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
  if (Math.abs(Date.now() - before) > silenceMs) return false;
  for (let waitedMs = 0; waitedMs < heartbeatMs * 2.5; waitedMs += 250) {
    await sleep(250);
    const now = (await stat(path).catch(() => undefined))?.mtimeMs ?? before;
    if (now !== before) return true;
  }
  return false;
}

/**
 * Replaces the lock of a dead owner. Of several that try, the one that makes the claim file
 * goes on; it looks once more, because the lock it judged may have been replaced meanwhile.
 */
async function takeOver(draft: string, path: string, stale: string): Promise<boolean> {
  const claim = `${path}.claim-${createHash('sha256').update(stale).digest('hex').slice(0, 12)}`;
  const file = await open(claim, 'wx').catch(() => undefined);
  if (file === undefined) {
    // Somebody else is at it. A claim left by a crash must not stand for ever.
    const age = Date.now() - ((await stat(claim).catch(() => undefined))?.mtimeMs ?? Date.now());
    if (age > silenceMs) await rm(claim, { force: true });
    await sleep(20);
    return false;
  }
  try {
    if ((await readFile(path, 'utf8').catch(() => '')) !== stale) return false;
    await rename(draft, path);
    return true;
  } finally {
    await file.close();
    await rm(claim, { force: true });
  }
}

/** Undefined for a file that is no lock (cut short by a full disk, say): nobody holds that. */
function parse(text: string): LockContent | undefined {
  try {
    const content = JSON.parse(text) as Partial<LockContent>;
    return typeof content.pid === 'number' && typeof content.owner === 'string'
      ? (content as LockContent)
      : undefined;
  } catch {
    return undefined;
  }
}
