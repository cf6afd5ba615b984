// Bytes → text, or why they are none. Guesses only where a wrong guess shows.

import { LIMITS } from '@baton/protocol';
import type { Rejection } from './documents.ts';

export const MOST_BYTES = LIMITS.documentBytes;

export type Decoded = { text: string } | Rejection;

const SAMPLE = 64 * 1024;
const MOST_CONTROL_SHARE = 0.01;
const MOST_HIGH_SHARE = 0.3;
const CHARSET = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i;

export function tooLarge(bytes: Uint8Array): Rejection | null {
  if (bytes.length <= MOST_BYTES) return null;
  return {
    code: 'too_large',
    detail: `It has ${megabytes(bytes.length)} MB; a document may have at most ${megabytes(MOST_BYTES)} MB. Split it into smaller ones.`,
  };
}

/** `mime` may name the encoding, as websites' headers do. */
export function decodeText(bytes: Uint8Array, mime = ''): Decoded {
  const refused = tooLarge(bytes);
  if (refused) return refused;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return strictly(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return strictly(bytes, 'utf-16be');
  if (looksBinary(bytes.subarray(0, SAMPLE)) || bytes.includes(0))
    return { code: 'not_text', detail: 'It is not a text file.' };
  const utf8 = tryDecode(bytes, 'utf-8');
  if (utf8 !== null) return { text: utf8 };
  const sent = /charset\s*=\s*["']?([\w-]+)/i.exec(mime)?.[1];
  const asSent = sent ? tryDecode(bytes, sent) : null;
  if (asSent !== null) return { text: asSent };
  const declared = CHARSET.exec(Buffer.from(bytes.subarray(0, 4_096)).toString('latin1'))?.[1];
  const asDeclared = declared ? tryDecode(bytes, declared) : null;
  if (asDeclared !== null) return { text: asDeclared };
  const western = decodeWestern(bytes);
  if (readsAsWestern(western)) return { text: western };
  return {
    code: 'bad_encoding',
    detail: 'Its text encoding is not known. Save it as UTF-8 and try again.',
  };
}

function strictly(bytes: Uint8Array, encoding: string): Decoded {
  const text = tryDecode(bytes, encoding);
  if (text === null)
    return {
      code: 'bad_encoding',
      detail: `It says that it is ${encoding.toUpperCase()}, but is not.`,
    };
  if (text.includes('\u0000')) return { code: 'not_text', detail: 'It is not a text file.' };
  return { text };
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Malformed, or an encoding nobody knows.
    return null;
  }
}

/** Positions 0x80 to 0x9f of windows-1252; Node's own decoder of that name reads Latin-1 there. */
const UPPER = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function decodeWestern(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (letter) => UPPER[letter.charCodeAt(0) - 0x80] as string);
}

function looksBinary(sample: Uint8Array): boolean {
  let control = 0;
  for (const byte of sample) {
    if (byte === 0) return true;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) control += 1;
  }
  return control > sample.length * MOST_CONTROL_SHARE;
}

/** Any bytes decode as windows-1252; only few read like a Western language. */
function readsAsWestern(text: string): boolean {
  const high = text.match(/[\u0080-\uffff]/g) ?? [];
  if (high.length > text.length * MOST_HIGH_SHARE) return false;
  const plausible = high.filter((letter) =>
    /[\u00c0-\u00ff€“”„‘’‚–—…•©®™°§«»£¿¡ºª´œŒšŠžŽ\u00a0]/.test(letter),
  );
  const runs = text.match(/[\u00c0-\u00ff]{3,}/g)?.length ?? 0;
  return plausible.length >= high.length * 0.95 && runs <= high.length * 0.02;
}

function megabytes(bytes: number): number {
  return Math.round((bytes / 1024 / 1024) * 10) / 10;
}
