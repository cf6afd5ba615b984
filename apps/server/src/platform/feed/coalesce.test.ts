import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createCoalescer } from './coalesce.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('lets the first call through at once and makes one of those that follow', () => {
  const act = vi.fn<() => void>();
  const coalescer = createCoalescer(5, act);
  coalescer.call();
  expect(act).toHaveBeenCalledTimes(1);
  for (let i = 0; i < 100; i += 1) coalescer.call();
  expect(act).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(5);
  expect(act).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(100);
  expect(act).toHaveBeenCalledTimes(2);
});

it('owes nothing when it is stopped', () => {
  const act = vi.fn<() => void>();
  const coalescer = createCoalescer(5, act);
  coalescer.call();
  coalescer.call();
  coalescer.stop();
  expect(act).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(100);
  expect(act).toHaveBeenCalledTimes(2);
});
