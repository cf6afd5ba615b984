/**
 * Where a request comes from, and who is signed in: said once at the door, known to whatever the
 * request awaits. Work that nobody asked for over HTTP (jobs, housekeeping, the command line) has
 * no caller.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

export interface Caller {
  /** IP address. */
  address: string | null;
  userAgent: string | null;
  /** Set once it is known who is signed in. */
  teammateId: string | null;
}

const caller = new AsyncLocalStorage<Caller>();

export function withCaller<T>(from: Omit<Caller, 'teammateId'>, work: () => T): T {
  return caller.run({ ...from, teammateId: null }, work);
}

/** The caller of this request is this teammate. */
export function callerIs(teammateId: string): void {
  const now = caller.getStore();
  if (now !== undefined) now.teammateId = teammateId;
}

export const currentCaller = (): Caller | null => caller.getStore() ?? null;
