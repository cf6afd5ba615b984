/**
 * Secrets that we hand out once (sessions, invitations, the set-up link) and recognise later.
 *
 * Only the hash is ever stored: a leaked table opens nothing. A plain SHA-256 is enough here,
 * because a token is 256 random bits and cannot be guessed the way a password can.
 */
import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes, base64url: 43 characters that are safe in a URL, a header and a cookie. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored (a `bytea` column) and looked up instead of the token itself. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
