/**
 * Which files are meant by the paths of `baton ingest`.
 *
 * A file is taken as it is, whatever it is called. Of a folder, the documents in it and below are
 * taken; hidden files and folders are not. A document is known by its place below the folder, so that
 * the same command again replaces what has changed.
 */
import { readdir, stat } from 'node:fs/promises';
import { FILE_ENDINGS } from '@baton/protocol';
import { basename, extname, join, resolve } from 'node:path';

export interface FoundDocument {
  path: string;
  name: string;
}

export interface FoundDocuments {
  documents: FoundDocument[];
  /** Files in the folders that are no documents. */
  left: string[];
  /** Paths that lead nowhere. */
  missing: string[];
}

const readable = new Set<string>([...FILE_ENDINGS, '.xhtml', '.text']);
const passedBy = new Set(['node_modules']);

export async function findDocuments(paths: readonly string[]): Promise<FoundDocuments> {
  const found: FoundDocuments = { documents: [], left: [], missing: [] };
  const names = new Set<string>();
  const add = (path: string, name: string, otherwise: string) => {
    const free = names.has(name) ? otherwise : name;
    names.add(free);
    found.documents.push({ path, name: free });
  };
  for (const given of paths) {
    const path = resolve(given);
    const kind = await stat(path).catch(() => undefined);
    if (kind === undefined) found.missing.push(given);
    else if (!kind.isDirectory()) add(path, basename(path), given);
    else {
      for (const below of await filesBelow(path, '')) {
        if (readable.has(extname(below).toLowerCase())) {
          add(join(path, below), below, `${basename(path)}/${below}`);
        } else found.left.push(join(given, below));
      }
    }
  }
  return found;
}

/** Relative to `folder`, with slashes, in the order of their names. Links to folders are not followed. */
async function filesBelow(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || passedBy.has(entry.name)) continue;
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) files.push(...(await filesBelow(folder, path)));
    else if (entry.isFile()) files.push(path);
    else if ((await stat(join(folder, path)).catch(() => undefined))?.isFile()) files.push(path);
  }
  return files;
}
