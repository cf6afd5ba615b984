/**
 * Many calls become few: the first goes through at once, those that follow within the interval
 * become one at its end.
 */
export interface Coalescer {
  call(): void;
  /** Does at once what is still owed. */
  stop(): void;
}

export function createCoalescer(intervalMs: number, act: () => void): Coalescer {
  let timer: NodeJS.Timeout | undefined;
  let again = false;

  function rest(): void {
    timer = setTimeout(() => {
      timer = undefined;
      if (!again) return;
      again = false;
      act();
      rest();
    }, intervalMs);
    timer.unref();
  }

  return {
    call() {
      if (timer !== undefined) {
        again = true;
        return;
      }
      act();
      rest();
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      if (again) act();
      again = false;
    },
  };
}
