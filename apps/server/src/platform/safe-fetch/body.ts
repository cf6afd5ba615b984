/**
 * A body as bytes, within bounds: of what comes over the wire, and of what it becomes when it is
 * decompressed, so that a kilobyte of gzip never becomes a gigabyte of memory.
 */
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Refused } from './refusal.ts';

const MOST_ENCODINGS = 2;

export interface BodyLimits {
  /** Bytes, of the wire and decompressed alike. */
  maxBytes: number;
}

/** @throws Refused */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  contentEncoding: string,
  { maxBytes }: BodyLimits,
): Promise<Uint8Array> {
  const steps = decodersOf(contentEncoding);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const collect = async (source: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      chunks.push(chunk);
    }
  };
  if (steps.length === 0) await collect(body);
  else {
    const [first, second] = steps as [Transform, Transform?];
    const wire: Wire = { broke: null };
    const sent = atMost(body, maxBytes, wire);
    try {
      await (second ? pipeline(sent, first, second, collect) : pipeline(sent, first, collect));
    } catch (error) {
      // A decoder that stumbles aborts the ones beside it, and one of them is heard: which, is chance.
      throw error instanceof Refused ? error : (wire.broke ?? damaged());
    }
  }
  return Buffer.concat(chunks, size);
}

/** For files that are gzip themselves, such as sitemap.xml.gz. Null when it is none, or too large. */
export async function gunzipWithin(
  bytes: Uint8Array,
  maxBytes: number,
): Promise<Uint8Array | null> {
  try {
    return await readBody(only(bytes), 'gzip', { maxBytes });
  } catch {
    return null;
  }
}

function decodersOf(contentEncoding: string): Transform[] {
  const names = contentEncoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length > MOST_ENCODINGS) throw unknownEncoding();
  // The last one named was applied last, so it comes off first.
  return names.toReversed().map((name) => {
    if (name === 'gzip' || name === 'x-gzip') return createGunzip();
    if (name === 'deflate') return createInflate();
    if (name === 'br') return createBrotliDecompress();
    throw unknownEncoding();
  });
}

/** What went wrong before the decoders, if it was not they. */
interface Wire {
  broke: Error | null;
}

async function* atMost(
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
  wire: Wire,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      yield chunk;
    }
  } catch (error) {
    wire.broke = error as Error;
    throw error;
  }
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function tooLarge(maxBytes: number): Refused {
  const megabytes = Math.round((maxBytes / 1024 / 1024) * 10) / 10;
  return new Refused('too_large', `It is larger than ${megabytes} MB.`);
}

function damaged(): Refused {
  return new Refused('broken', 'The website sent it compressed, and damaged.');
}

function unknownEncoding(): Refused {
  return new Refused('broken', 'The website sent it compressed in a way that nobody asked for.');
}
