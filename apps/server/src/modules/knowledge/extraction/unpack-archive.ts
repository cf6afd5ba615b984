// A ZIP → the files in it that can be read, each an input of its own, and why others cannot.
// Archives within it are opened, once; limits count for all of them together.

import { FILE_ENDINGS } from '@baton/protocol';
import { MOST_BYTES } from '../decode-text.ts';
import { readZip, ZipRefused, type ZipContent, type ZipLimits } from './open-zip.ts';

export interface ArchiveLimits extends ZipLimits {
  /** Archives within archives: 1 opens those in the one that was handed in. */
  depth: number;
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
  entries: 2_000,
  totalBytes: 200 * 1024 * 1024,
  entryBytes: MOST_BYTES,
  depth: 1,
};

export interface Unpacked {
  files: { name: string; bytes: Buffer }[];
  refused: { name: string; detail: string }[];
}

export type ArchiveRead = Unpacked | { refused: ZipRefused['reason'] };

/** Names begin with the archive's: "help.zip/billing/refunds.md". */
export async function unpackArchive(
  name: string,
  bytes: Uint8Array,
  limits = ARCHIVE_LIMITS,
): Promise<ArchiveRead> {
  const unpacked: Unpacked = { files: [], refused: [] };
  try {
    await unpackInto(unpacked, name, bytes, limits, { bytes: limits.totalBytes });
  } catch (error) {
    if (error instanceof ZipRefused) return { refused: error.reason };
    throw error;
  }
  return unpacked;
}

async function unpackInto(
  unpacked: Unpacked,
  name: string,
  bytes: Uint8Array,
  limits: ArchiveLimits,
  budget: { bytes: number },
): Promise<void> {
  const left = limits.entries - unpacked.files.length - unpacked.refused.length;
  const contents = await readZip(bytes, { ...limits, entries: left }, isDocument, budget);
  for (const content of contents) {
    const path = `${name}/${content.name}`;
    if ('refused' in content) {
      unpacked.refused.push({ name: path, detail: WHY[content.refused] });
    } else if (!/\.zip$/i.test(content.name))
      unpacked.files.push({ name: path, bytes: content.bytes });
    else if (limits.depth === 0) {
      const detail = 'It is an archive within an archive within an archive: unpack it first.';
      unpacked.refused.push({ name: path, detail });
    } else {
      try {
        const deeper = { ...limits, depth: limits.depth - 1 };
        await unpackInto(unpacked, path, content.bytes, deeper, budget);
      } catch (error) {
        // Too much is too much for all; a broken inner archive is only that.
        if (!(error instanceof ZipRefused) || error.reason !== 'unreadable') throw error;
        unpacked.refused.push({ name: path, detail: WHY.unreadable });
      }
    }
  }
}

const WHY: Record<Extract<ZipContent, { refused: string }>['refused'], string> = {
  encrypted: 'It is protected with a password. Unpack it and add it without.',
  too_large: `It is larger than ${MOST_BYTES / 1024 / 1024} MB.`,
  too_dense: 'It unpacks to far more than a document would: it was left alone.',
  unreadable: 'It is damaged and could not be unpacked.',
};

/** What nobody would have handed in by itself (pictures, scripts, systems' files) is passed over. */
function isDocument(name: string): boolean {
  const parts = name.split('/');
  if (parts.some((part) => part.startsWith('.') || part === '__MACOSX' || part === 'node_modules'))
    return false;
  return [...FILE_ENDINGS, ...EXPLAINED].some((ending) => name.toLowerCase().endsWith(ending));
}

/** Documents that cannot be read, and should say so. */
const EXPLAINED = [
  '.xhtml',
  '.text',
  '.doc',
  '.rtf',
  '.odt',
  '.xlsx',
  '.xls',
  '.pptx',
  '.ppt',
  '.pages',
];
