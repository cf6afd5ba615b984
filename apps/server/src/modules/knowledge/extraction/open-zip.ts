// Reads ZIP files from memory, never more than allowed: of entries, of bytes once unpacked, and of
// what one byte may become. Nothing is believed of what an archive says about itself; bytes are
// counted while they are unpacked, and unpacking stops where a limit is met.
//
// yauzl, not fflate: it goes by the central directory (as every other program does, so two programs
// never see two archives), inflates in zlib's own threads with backpressure, and knows encrypted
// entries, ZIP64 and old encodings of names.

import { type Entry, fromBufferPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';

export interface ZipLimits {
  entries: number;
  /** Of all entries that are read together, unpacked. */
  totalBytes: number;
  /** Of one entry, unpacked. */
  entryBytes: number;
}

/** Smaller entries may be as dense as they like. */
const DENSE_FROM_BYTES = 1024 * 1024;
const MOST_RATIO = 200;

export type ZipContent =
  | { name: string; bytes: Buffer }
  | { name: string; refused: 'encrypted' | 'too_large' | 'too_dense' | 'unreadable' };

/** The archive as a whole is refused. */
export class ZipRefused extends Error {
  readonly reason: 'unreadable' | 'too_many' | 'too_large';
  constructor(reason: ZipRefused['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Entries that are wanted, in the order of the archive. Give a `budget` to share the limit of bytes
 * between archives.
 */
export async function readZip(
  bytes: Uint8Array,
  limits: ZipLimits,
  isWanted: (name: string) => boolean,
  budget = { bytes: limits.totalBytes },
): Promise<ZipContent[]> {
  const zip = await opened(bytes);
  if (zip.entryCount > limits.entries) throw new ZipRefused('too_many');
  const contents: ZipContent[] = [];
  let count = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      count += 1;
      if (count > limits.entries) throw new ZipRefused('too_many');
      const { generalPurposeBitFlag: flags, fileNameRaw, extraFields } = entry;
      const written = getFileNameLowLevel(flags, fileNameRaw, extraFields, false);
      const name = safeName(written);
      if (!name || /[\\/]$/.test(written) || !isWanted(name)) continue;
      contents.push(await readEntry(zip, entry, name, limits, budget));
    }
  } catch (error) {
    if (error instanceof ZipRefused) throw error;
    // Damaged from here on; what came before is good.
    if (contents.length === 0) throw new ZipRefused('unreadable');
    contents.push({ name: 'The rest', refused: 'unreadable' });
  }
  return contents;
}

/** What a path means within the archive, whatever it tries: never absolute, never upwards. */
export function safeName(name: string): string {
  return name
    .replaceAll('\\', '/')
    .replace(/[\p{Cc}\p{Cf}]+/gu, '')
    .split('/')
    .map((part) => part.trim())
    .filter((part, i) => part !== '' && !/^\.+$/.test(part) && !(i === 0 && /^[a-z]:$/i.test(part)))
    .join('/');
}

async function opened(bytes: Uint8Array): Promise<ZipFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return await fromBufferPromise(buffer, { decodeStrings: false, validateEntrySizes: false });
  } catch {
    throw new ZipRefused('unreadable');
  }
}

async function readEntry(
  zip: ZipFile,
  entry: Entry,
  name: string,
  limits: ZipLimits,
  budget: { bytes: number },
): Promise<ZipContent> {
  if (entry.isEncrypted()) return { name, refused: 'encrypted' };
  try {
    const stream = await zip.openReadStreamPromise(entry);
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      length += chunk.length;
      budget.bytes -= chunk.length;
      // Leaving the loop ends the stream, and with it the unpacking.
      if (budget.bytes < 0) throw new ZipRefused('too_large');
      if (length > limits.entryBytes) return { name, refused: 'too_large' };
      if (length > DENSE_FROM_BYTES && length > entry.compressedSize * MOST_RATIO)
        return { name, refused: 'too_dense' };
      chunks.push(chunk);
    }
    return { name, bytes: Buffer.concat(chunks) };
  } catch (error) {
    if (error instanceof ZipRefused) throw error;
    return { name, refused: 'unreadable' };
  }
}
