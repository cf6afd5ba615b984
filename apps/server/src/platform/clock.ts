/**
 * What time it is, as a port, so that whatever depends on time can be told it in a test.
 */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
