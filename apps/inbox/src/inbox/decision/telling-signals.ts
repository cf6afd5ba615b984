/** Which signals tell something: those that fired, and the few that came nearest to it. Pure. */
import type { SignalView } from '@baton/protocol';

const NEAREST = 3;

export function telling(signals: readonly SignalView[]): {
  first: SignalView[];
  rest: SignalView[];
} {
  const fired = signals.filter((signal) => signal.fired);
  const quiet = signals
    .filter((signal) => !signal.fired)
    .toSorted((a, b) => nearness(b) - nearness(a));
  const near = Math.max(0, NEAREST - fired.length);
  return { first: [...fired, ...quiet.slice(0, near)], rest: quiet.slice(near) };
}

/** 1 at the threshold; signals without one only describe and come last. */
function nearness({ value, threshold }: SignalView): number {
  if (value === null || threshold === null || threshold === 0) return -1;
  return value / threshold;
}
