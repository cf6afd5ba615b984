/** Which files to send together, and which not to send at all. Pure. */

/** The same as the server's limits; a test holds them together. */
export const LARGEST_FILE = 25 * 1024 * 1024;
export const FILES_PER_UPLOAD = 50;
/** Small batches: the list fills while the rest is on its way. */
const BATCH_FILES = 10;
const BATCH_BYTES = 8 * 1024 * 1024;

type Sized = { name: string; size: number };
export type Refused = { name: string; reason: string };

export function sortFiles<File extends Sized>(
  files: readonly File[],
): { good: File[]; refused: Refused[] } {
  const good: File[] = [];
  const refused: Refused[] = [];
  for (const file of files) {
    if (file.size === 0) refused.push({ name: file.name, reason: 'This file is empty.' });
    else if (file.size > LARGEST_FILE) {
      refused.push({ name: file.name, reason: 'This file is larger than 25 MB.' });
    } else good.push(file);
  }
  return { good, refused };
}

export function batches<File extends Sized>(files: readonly File[]): File[][] {
  const all: File[][] = [];
  let bytes = 0;
  for (const file of files) {
    const last = all.at(-1);
    if (last && last.length < BATCH_FILES && bytes + file.size <= BATCH_BYTES) {
      last.push(file);
      bytes += file.size;
    } else {
      all.push([file]);
      bytes = file.size;
    }
  }
  return all;
}
