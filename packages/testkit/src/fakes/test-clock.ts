/** A clock that stands still until it is told to move, by any amount, backwards too. */

/** Noon on a day that no test should care about. */
const testDay = Date.parse('2026-03-02T12:00:00.000Z');

export interface TestClock {
  now(): Date;
  advance(milliseconds: number): void;
  set(moment: Date | string): void;
}

export function createTestClock(start: Date | string = new Date(testDay)): TestClock {
  let current = new Date(start).getTime();
  return {
    now: () => new Date(current),
    advance: (milliseconds) => {
      current += milliseconds;
    },
    set: (moment) => {
      current = new Date(moment).getTime();
    },
  };
}

/** A moment of the test day: `minute(3)` is three minutes past noon. */
export function minute(n: number): string {
  return new Date(testDay + n * 60_000).toISOString();
}
