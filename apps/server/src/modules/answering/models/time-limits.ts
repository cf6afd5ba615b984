/**
 * How long a model may take, and the watch that ends a call which takes longer. One signal per
 * attempt: it aborts when the caller gives up or a limit passes, and with it the HTTP connection.
 */
export interface TimeLimits {
  /** To the first sign of life: a word, or a thought of a model that thinks first. */
  firstMs: number;
  /** The same for servers that load a model into memory when it is first asked. */
  firstCompatibleMs: number;
  /** Between two parts of the answer. */
  betweenMs: number;
  /** For everything, retries and their pauses included. */
  totalMs: number;
}

export const TIME_LIMITS: TimeLimits = {
  firstMs: 20_000,
  firstCompatibleMs: 45_000,
  betweenMs: 15_000,
  totalMs: 60_000,
};

/** For an installation that waits so long for a whole answer: slow CPUs read a prompt slowly. */
export const patientLimits = (totalMs: number): Partial<TimeLimits> => ({
  totalMs,
  firstCompatibleMs: Math.max(TIME_LIMITS.firstCompatibleMs, 0.75 * totalMs),
});

export interface Watch {
  readonly signal: AbortSignal;
  /** Null while nothing ended it. */
  readonly ended: 'stopped' | 'timeout' | null;
  /** Waiting for the provider begins, for at most this long. */
  expect(milliseconds: number): void;
  /** It said something; from here on time is the listener's. */
  heard(): void;
  /** The connection is let go, and the timers with it. */
  end(): void;
}

/** @param deadline moment by `performance.now()` */
export function watch(caller: AbortSignal, deadline: number): Watch {
  const controller = new AbortController();
  let ended: Watch['ended'] = null;
  let part: NodeJS.Timeout | null = null;
  const finish = (why: 'stopped' | 'timeout') => () => {
    ended ??= why;
    controller.abort();
  };
  const stopped = finish('stopped');
  const late = finish('timeout');
  if (caller.aborted) stopped();
  caller.addEventListener('abort', stopped, { once: true });
  const total = setTimeout(late, Math.max(0, deadline - performance.now()));
  const heard = (): void => {
    if (part !== null) clearTimeout(part);
    part = null;
  };
  return {
    signal: controller.signal,
    get ended() {
      return ended;
    },
    expect(milliseconds) {
      heard();
      part = setTimeout(late, milliseconds);
    },
    heard,
    end() {
      heard();
      clearTimeout(total);
      caller.removeEventListener('abort', stopped);
      controller.abort();
    },
  };
}

/** Resolves after a pause, or at once when the signal aborts. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
}
