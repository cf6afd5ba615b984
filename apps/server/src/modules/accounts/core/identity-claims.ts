/** What a website says of its customer, in the claims of a token whose signature is right. Pure. */
import { Email, LIMITS } from '@baton/protocol';

export interface Identity {
  /** The website's own id for the customer: `sub`. */
  id: string;
  email: string | null;
  name: string | null;
}

/** A token is a fresh statement, not a pass for weeks. */
export const LONGEST_TOKEN_SECONDS = 24 * 60 * 60;
/** Clocks of two servers. */
export const CLOCK_SKEW_SECONDS = 60;
const LONGEST_ID = 200;

export type ReadClaims = { ok: true; identity: Identity } | { ok: false; words: string };

/** `exp` and `nbf` against the clock are checked with the signature; here is what is left. */
export function readClaims(claims: Readonly<Record<string, unknown>>, now: number): ReadClaims {
  const { sub, exp, iat, email, name } = claims;
  if (typeof sub !== 'string' || sub.trim() === '')
    return no('It has no “sub”: the customer’s id.');
  if (sub.length > LONGEST_ID || /\p{Cc}|\p{Cs}/u.test(sub))
    return no(
      `Its “sub” must have at most ${LONGEST_ID} characters, and none that cannot be seen.`,
    );
  if (typeof exp !== 'number') return no('It has no “exp”: until when it is valid.');
  if (exp - now > LONGEST_TOKEN_SECONDS + CLOCK_SKEW_SECONDS)
    return no('It is valid for more than 24 hours. Make one for each visit.');
  if (iat !== undefined && (typeof iat !== 'number' || iat - now > CLOCK_SKEW_SECONDS))
    return no('Its “iat” lies in the future: compare the clocks of the two servers.');
  const mail = blank(email) ? null : Email.safeParse(email);
  if (mail?.success === false) return no('Its “email” is not an email address.');
  if (!blank(name) && (typeof name !== 'string' || name.length > LIMITS.nameLength))
    return no(`Its “name” must be a text of at most ${LIMITS.nameLength} characters.`);
  return {
    ok: true,
    identity: {
      id: sub,
      email: mail?.data ?? null,
      name: typeof name === 'string' ? name.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim() || null : null,
    },
  };
}

const blank = (value: unknown): boolean => value === undefined || value === null || value === '';

const no = (words: string): ReadClaims => ({ ok: false, words });
