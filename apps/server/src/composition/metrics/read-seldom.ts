/** Reads for many askers at once, not again while what was read is fresh, and not for ever. */
export interface ReadSeldomOptions {
  freshMs: number;
  patienceMs: number;
  read(): Promise<void>;
  /** After every reading: null when it went well. A reading that comes after its time tells too. */
  ended(error: unknown): void;
}

export function readSeldom(options: ReadSeldomOptions): () => Promise<void> {
  const { freshMs, patienceMs, read, ended } = options;
  let reading: Promise<void> | null = null;
  let readAt = Number.NEGATIVE_INFINITY;

  function begin(): Promise<void> {
    return read()
      .then(
        () => ended(null),
        (error: unknown) => ended(error),
      )
      .finally(() => {
        readAt = performance.now();
        reading = null;
      });
  }

  return async () => {
    if (performance.now() - readAt < freshMs) return;
    reading ??= begin();
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        ended(new Error('the database took too long'));
        resolve();
      }, patienceMs);
    });
    await Promise.race([reading, tooLate]);
    clearTimeout(timer);
  };
}
