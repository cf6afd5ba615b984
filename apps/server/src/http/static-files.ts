/**
 * Files of a folder, for the web: never one outside of it, each read and compressed once and kept.
 * The folders hold a few megabytes of built screens, so memory is a fine place for them.
 */
import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';
import type { HttpEnv } from './http-env.ts';

export interface StaticFile {
  bytes: Buffer;
  type: string;
  etag: string;
  compressed: { br: Buffer; gzip: Buffer } | null;
}

export interface StaticFolder {
  /** @param path as in the address, "/assets/app.js"; null when the folder has no such file */
  read(path: string): Promise<StaticFile | null>;
}

export function openFolder(root: string): StaticFolder {
  const kept = new Map<string, { file: Promise<StaticFile>; changed: number }>();

  return {
    async read(path) {
      const found = await locate(root, path);
      if (found === null) return null;
      const { name, changed } = found;
      const known = kept.get(name);
      if (known !== undefined && known.changed === changed) return known.file;
      const file = load(name);
      kept.set(name, { file, changed });
      return file;
    },
  };
}

/** Follows links and dots to the end before it asks whether the file lies in the folder. */
async function locate(
  root: string,
  path: string,
): Promise<{ name: string; changed: number } | null> {
  try {
    const [home, name] = await Promise.all([realpath(root), realpath(join(root, path))]);
    if (!name.startsWith(home + sep)) return null;
    const found = await stat(name);
    return found.isFile() ? { name, changed: found.mtimeMs } : null;
  } catch {
    // Not there, not readable, or a name that no file can have.
    return null;
  }
}

async function load(name: string): Promise<StaticFile> {
  const bytes = await readFile(name);
  const type = types[extname(name).toLowerCase()] ?? 'application/octet-stream';
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
  return {
    bytes,
    type,
    etag,
    compressed: worthCompressing(type, bytes) ? await compress(bytes) : null,
  };
}

const worthCompressing = (type: string, bytes: Buffer) =>
  bytes.byteLength > 1_000 && /^text\/|javascript|json|svg|manifest/.test(type);

async function compress(bytes: Buffer) {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };
  const [br, zipped] = await Promise.all([
    promisify(brotliCompress)(bytes, quality),
    promisify(gzip)(bytes),
  ]);
  return { br, gzip: zipped };
}

/** Answers with the file, with nothing when the browser has it already, compressed if it may be. */
export function sendFile(
  c: Context<HttpEnv>,
  { bytes, type, etag, compressed }: StaticFile,
  headers: Record<string, string>,
): Response {
  const all: Record<string, string> = { ...headers, etag, vary: 'accept-encoding' };
  if (c.req.header('if-none-match')?.includes(etag) === true) return c.body(null, 304, all);
  const encoding = compressed === null ? null : acceptedEncoding(c.req.header('accept-encoding'));
  const sent = encoding === null || compressed === null ? bytes : compressed[encoding];
  if (encoding !== null) all['content-encoding'] = encoding;
  return c.body(new Uint8Array(sent), 200, { ...all, 'content-type': type });
}

function acceptedEncoding(accepted = ''): 'br' | 'gzip' | null {
  if (/\bbr\b(?!;q=0)/.test(accepted)) return 'br';
  return /\bgzip\b(?!;q=0)/.test(accepted) ? 'gzip' : null;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
