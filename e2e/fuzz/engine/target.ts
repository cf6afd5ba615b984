/**
 * One door through which strangers' bytes come in, and what must hold whatever they are.
 *
 * Whatever `Run` throws is a find: a target catches the errors that its door declares, and no others,
 * and throws where a promise about the outcome is broken.
 */
export type Run = (input: Uint8Array) => unknown;

export interface Target {
  name: string;
  /** What it reads, for people. */
  about: string;
  /** Our own writing: one good input of each kind, so that mutation begins behind the first check. */
  seeds: () => Promise<readonly Uint8Array[]> | readonly Uint8Array[];
  /** Words of the format that chance would not write. */
  words: readonly string[];
  /** Which scripts' branches count, by their addresses. */
  covers: RegExp;
  /** Bytes; longer ones are cut. Default 4,096. */
  longest?: number;
  /** Share of the inputs of a run of all targets. Default 1; slow doors get less. */
  share?: number;
  open: () => Promise<Run>;
}

/** @throws Error with these words: the find is told by them. */
export function promise(holds: boolean, words: string): asserts holds {
  if (!holds) throw new Error(`broken promise: ${words}`);
}

/** Runs it; an error of a declared kind is a fine answer. */
export async function declared<T>(
  kinds: readonly (abstract new (...args: never[]) => Error)[],
  work: () => T | Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (kinds.some((kind) => error instanceof kind)) return undefined;
    throw error;
  }
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
/** As lenient as whoever reads a socket: bad UTF-8 becomes U+FFFD. */
export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
/** One character a byte: for what is a string of any units by the time it comes to us. */
export const rawText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
