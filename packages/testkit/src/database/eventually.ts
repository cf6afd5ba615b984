import { vi } from 'vitest';

/**
 * Waits until the check no longer throws, with patience for a busy machine. For what happens by
 * itself, some time later; a check that never passes fails with its own words.
 */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 15_000, interval: 20 });
}
