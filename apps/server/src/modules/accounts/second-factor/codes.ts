/**
 * The codes themselves: six digits of an authenticator app (TOTP, RFC 6238: SHA-1, 30 seconds, what
 * every app understands), and recovery codes of 24 letters and digits for the day it is lost.
 */
import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { hashToken } from '../../../platform/tokens.ts';
import { DRIFT_STEPS, STEP_SECONDS } from '../core/second-factor.ts';

/** 160 bits, as RFC 4226 recommends. */
const SECRET_BYTES = 20;
export const RECOVERY_CODES = 10;
/** Crockford's: nothing in it looks like something else. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** Of 5 bits: 120 in all, so that a plain hash of one is enough. */
const LETTERS = 24;
const GROUP = 6;

const totpOf = (secret: string, names: { issuer?: string; label?: string } = {}): TOTP =>
  new TOTP({
    ...names,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: STEP_SECONDS,
  });

/** Base32. */
export function newAppSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What the QR code says: the app shows the code under these names. */
export function appUri(secret: string, workspaceName: string, email: string): string {
  // A colon would end the name of who issues it.
  return totpOf(secret, {
    issuer: `Baton (${workspaceName.replaceAll(':', ' ')})`,
    label: email,
  }).toString();
}

/** The time step whose code this is, at most one away from now; null: of none. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const digits = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return null;
  const timestamp = now.getTime();
  const delta = totpOf(secret).validate({ token: digits, timestamp, window: DRIFT_STEPS });
  return delta === null ? null : TOTP.counter({ period: STEP_SECONDS, timestamp }) + delta;
}

/** Each as "k7m2qp-x4trw9-0fzc3b-h8ndv1". */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () =>
    Array.from({ length: LETTERS }, (_, at) =>
      at > 0 && at % GROUP === 0 ? `-${letter()}` : letter(),
    ).join(''),
  );
}

const letter = (): string => ALPHABET.charAt(randomInt(ALPHABET.length));

/** Its hash, however it was typed: in capitals, without dashes, an O for a nought. */
export function hashRecoveryCode(code: string): Buffer {
  return hashToken(
    code.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1'),
  );
}
