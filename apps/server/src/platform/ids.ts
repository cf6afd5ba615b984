/**
 * Ids that say what they are and sort by when they were made: `cnv_01k9…`.
 *
 * The 26 characters after the prefix are a ULID (https://github.com/ulid/spec): 48 bits of
 * milliseconds and 80 random bits in Crockford's base32. Two ids made by one process in the same
 * millisecond keep their order, because the second counts on from the first. So a new row goes
 * to the end of its index, and "after this id" means "later".
 */
import { randomBytes } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const randomLimit = 1n << 80n;

/** Makes an id with the given prefix, such as `newId('cnv')` → `cnv_01k9zv6w8y3t5n2m4q7r1s0abc`. */
export function newId(prefix: string): string {
  return `${prefix}_${nextUlid()}`;
}

/** Every id with this prefix that was made at that time or later is at least this. */
export function earliestId(prefix: string, at: Date): string {
  return `${prefix}_${base32(BigInt(at.getTime()), 10)}${'0'.repeat(16)}`;
}

/** A generator with its own memory of the last id, so that tests can hand it time and chance. */
export function createUlids(now: () => number, random80: () => bigint): () => string {
  let lastMs = 0;
  let tail = 0n;
  return () => {
    // A clock set back must not make ids run backwards.
    const ms = Math.max(now(), lastMs);
    if (ms === lastMs) {
      tail += 1n;
    } else {
      lastMs = ms;
      tail = random80();
    }
    if (tail >= randomLimit) {
      lastMs += 1;
      tail = 0n;
    }
    return base32(BigInt(lastMs), 10) + base32(tail, 16);
  };
}

const nextUlid = createUlids(Date.now, () => {
  // The top bit stays clear so that counting on within a millisecond has room.
  const bytes = randomBytes(10);
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  return BigInt(`0x${bytes.toString('hex')}`);
});

function base32(value: bigint, length: number): string {
  let text = '';
  for (let rest = value, i = 0; i < length; i += 1, rest >>= 5n) {
    text = alphabet[Number(rest & 31n)] + text;
  }
  return text;
}
