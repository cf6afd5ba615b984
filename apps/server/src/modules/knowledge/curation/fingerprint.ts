// What a passage is recognised by when its document is read again: the headings above it and its
// words. Case, punctuation and line breaks do not matter, letters and digits do.

import { createHash } from 'node:crypto';
import type { PassageDraft } from '../extraction/passages.ts';

export function fingerprintOf(passage: PassageDraft): string {
  return createHash('sha256')
    .update(`${placeOf(passage)}\u0001${bareWords(passage.markdown)}`)
    .digest('base64url')
    .slice(0, 27);
}

/** Where it stands: the same for all passages of one section. */
export function placeOf({ trail, heading }: Pick<PassageDraft, 'trail' | 'heading'>): string {
  return [...trail, heading].map(bareWords).join('\u0000');
}

export function bareWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
