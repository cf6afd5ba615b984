/**
 * Where the installation's key comes from: BATON_SECRET_KEY, else `secret.key` in the data folder,
 * made at the first start. The file is never written over: with it would go every secret.
 *
 * Several processes may start at once: the key is written whole under a name of its own and then
 * linked, which only one of them can; the others read what that one made.
 */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { parseSecretKey } from './parse-secret-key.ts';
import { KEY_BYTES } from './seal.ts';

export class SecretKeyError extends Error {
  override readonly name = 'SecretKeyError';
}

type Where = Pick<Config, 'dataDir' | 'secretKey' | 'secretKeyPrevious'>;

const fileOf = (dataDir: string): string => join(dataDir, 'secret.key');

/**
 * The key that seals, then those that may have sealed before; null where there is none and none is
 * to be made. The file counts among them where the environment names a key now: whoever moves from
 * one to the other loses nothing.
 */
export async function findSecretKeys(
  { dataDir, secretKey, secretKeyPrevious }: Where,
  make: boolean,
): Promise<[Buffer, ...Buffer[]] | null> {
  const ofFile =
    make && secretKey === null ? await readOrMake(dataDir) : await read(fileOf(dataDir));
  const current = secretKey ?? ofFile;
  if (current === null) return null;
  const earlier = [secretKey === null ? null : ofFile, secretKeyPrevious];
  return [current, ...earlier.filter((key) => key !== null)];
}

/** Where the key is kept; null: there is none yet. Makes none. @throws SecretKeyError */
export async function whereSecretKeyIs({
  dataDir,
  secretKey,
}: Omit<Where, 'secretKeyPrevious'>): Promise<{ file: string } | 'environment' | null> {
  if (secretKey !== null) return 'environment';
  const file = fileOf(dataDir);
  return (await read(file)) === null ? null : { file };
}

async function readOrMake(dataDir: string): Promise<Buffer> {
  const file = fileOf(dataDir);
  const known = await read(file);
  if (known !== null) return known;
  await make(dataDir, file).catch((error: Error) => {
    throw new SecretKeyError(
      `The key for stored secrets cannot be kept: ${error.message}\n` +
        'Let Baton write into its data folder (BATON_DATA), or give it a key: BATON_SECRET_KEY.',
    );
  });
  // Ours, or that of whoever was faster.
  const made = await read(file);
  if (made === null) throw new SecretKeyError(`${file} was taken away while Baton started.`);
  return made;
}

async function make(dataDir: string, file: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`;
  const content = `${randomBytes(KEY_BYTES).toString('base64')}\n`;
  try {
    await writeFile(draft, content, { mode: 0o600, flag: 'wx', flush: true });
    await linkNew(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

async function linkNew(draft: string, file: string): Promise<void> {
  try {
    await link(draft, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    // Some shares know no links.
    await copyFile(draft, file, constants.COPYFILE_EXCL).catch((second: NodeJS.ErrnoException) => {
      if (second.code !== 'EEXIST') throw second;
    });
  }
}

async function read(file: string): Promise<Buffer | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new SecretKeyError(`The key of the stored secrets cannot be read: ${message}`);
  }
  const key = parseSecretKey(text);
  if (key !== null) return key;
  throw new SecretKeyError(
    `${file} holds no key. Bring it back from a copy; or move it away, and a new one is made: then ` +
      'enter the keys and secrets that are stored in Baton again.',
  );
}
