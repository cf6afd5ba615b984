/**
 * Reads a backup file record by record, in bounded memory, checking as it goes. A file that is
 * no backup, or is damaged, fails here, before anything that was made of it is committed.
 */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { BackupError } from './errors.ts';
import { type BackupManifest, type BackupRecord, magic, recordSchema } from './format.ts';

/** No line is longer: the manifest names tables and migrations, some ten thousand bytes. */
const longestLine = 4 * 1024 * 1024;

export interface BackupReader {
  manifest: BackupManifest;
  /** The next record; undefined after the end, once the checksum was found right. */
  next(): Promise<Exclude<BackupRecord, { type: 'manifest' | 'end' }> | undefined>;
  /** The bytes that follow a "rows" record, in pieces. */
  bytes(length: number): AsyncGenerator<Buffer>;
  close(): void;
}

/** @throws BackupError */
export async function openBackup(file: string): Promise<BackupReader> {
  const source = createReadStream(file);
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  const chunks = gunzip[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const hash = createHash('sha256');
  let rest: Buffer = Buffer.alloc(0);

  function close(): void {
    source.destroy();
    gunzip.destroy();
  }

  /** More bytes into `rest`; false at the end of the file. */
  async function more(): Promise<boolean> {
    try {
      const { done, value } = await chunks.next();
      if (done) return false;
      rest = rest.length === 0 ? value : Buffer.concat([rest, value]);
      return true;
    } catch (error) {
      throw unreadable(error, file);
    }
  }

  async function line(): Promise<string> {
    for (let searched = 0; ; ) {
      const end = rest.indexOf(10, searched);
      if (end >= 0) {
        const text = rest.toString('utf8', 0, end + 1);
        rest = rest.subarray(end + 1);
        return text;
      }
      searched = rest.length;
      if (searched > longestLine || !(await more())) throw damaged(file, 'it ends too early');
    }
  }

  async function record(digest?: Hash): Promise<BackupRecord> {
    const text = await line();
    let parsed: ReturnType<typeof recordSchema.safeParse>;
    try {
      parsed = recordSchema.safeParse(JSON.parse(text));
    } catch (cause) {
      throw damaged(file, 'a line in it cannot be read', cause);
    }
    if (!parsed.success) throw damaged(file, 'a line in it cannot be read', parsed.error);
    if (parsed.data.type !== 'end') digest?.update(text);
    return parsed.data;
  }

  async function* bytes(length: number): AsyncGenerator<Buffer> {
    for (let left = length; left > 0; ) {
      if (rest.length === 0 && !(await more())) throw damaged(file, 'it ends too early');
      const piece = rest.subarray(0, left);
      rest = rest.subarray(piece.length);
      left -= piece.length;
      hash.update(piece);
      yield piece;
    }
  }

  async function next() {
    const found = await record(hash);
    if (found.type === 'manifest') throw damaged(file, 'it has two beginnings');
    if (found.type !== 'end') return found;
    if (found.sha256 !== hash.digest('hex')) throw damaged(file, 'its checksum is wrong');
    if (rest.length > 0 || (await more())) throw damaged(file, 'something follows its end');
    return undefined;
  }

  try {
    while (rest.length < magic.length && (await more()));
    if (rest.toString('utf8', 0, magic.length) !== magic) throw foreign(file);
    rest = rest.subarray(magic.length);
    hash.update(magic);
    const manifest = await record(hash);
    if (manifest.type !== 'manifest') throw damaged(file, 'its beginning is missing');
    return { manifest, next, bytes, close };
  } catch (error) {
    close();
    throw error;
  }
}

function foreign(file: string, cause?: unknown): BackupError {
  return new BackupError('not_a_backup', `${file} is not a backup made by Baton.`, { cause });
}

function damaged(file: string, how: string, cause?: unknown): BackupError {
  return new BackupError('damaged', `The backup ${file} is damaged: ${how}.`, { cause });
}

/** https://nodejs.org/api/zlib.html#for-zlib-based-streams */
function unreadable(error: unknown, file: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (message.includes('incorrect header check')) return foreign(file, error);
  if (code === 'ENOENT') return new BackupError('no_file', `There is no file ${file}.`);
  if (code === 'Z_BUF_ERROR') return damaged(file, 'it ends too early', error);
  if (code?.startsWith('Z_')) return damaged(file, 'its content does not add up', error);
  return error;
}
