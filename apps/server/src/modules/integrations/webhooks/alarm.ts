/** Wakes a loop that looks now and then by itself. Whoever rings while it is at work is not unheard. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Alarm {
  ring(): void;
  /** Until it rings, or rang since the last time, or so long. */
  wait(ms: number): Promise<void>;
}

export function createAlarm(): Alarm {
  let rung = false;
  let hear = (): void => {};
  return {
    ring() {
      rung = true;
      hear();
    },
    async wait(ms) {
      if (!rung) {
        const timer = new AbortController();
        const heard = new Promise<void>((resolve) => {
          hear = resolve;
        });
        await Promise.race([heard, sleep(ms, undefined, { signal: timer.signal }).catch(() => {})]);
        timer.abort();
        hear = () => {};
      }
      rung = false;
    },
  };
}
