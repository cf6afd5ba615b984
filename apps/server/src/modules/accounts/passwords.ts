/**
 * Passwords: argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane), off the event loop.
 *
 * Whether an account exists must not show in the time an answer takes, so a missing hash is
 * compared with a made-up one.
 */
import { hash, verify } from '@node-rs/argon2';

const argon2id = 2;
/** https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
const cost = { algorithm: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** One keyboard writes "é" as one character, another as two: both are the same password. */
const normalised = (password: string) => password.normalize('NFKC');

export function hashPassword(password: string): Promise<string> {
  return hash(normalised(password), cost);
}

/** @param storedHash null when there is nobody by that name: takes as long, and says no */
export async function isPassword(storedHash: string | null, password: string): Promise<boolean> {
  const same = await verify(storedHash ?? (await nobodysHash()), normalised(password));
  return same && storedHash !== null;
}

let madeUp: Promise<string> | undefined;
function nobodysHash(): Promise<string> {
  madeUp ??= hash('nobody has this password', cost);
  return madeUp;
}

/** Called at start, so that the first unknown email does not take longer than the others. */
export async function warmPasswords(): Promise<void> {
  await nobodysHash();
}
