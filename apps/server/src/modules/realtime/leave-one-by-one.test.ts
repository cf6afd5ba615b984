import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { leaveOneByOne } from './leave-one-by-one.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const clients = Array.from({ length: 1_000 }, (_, n) => n);

test('everybody is told once, in groups, within the time', async () => {
  const told: number[] = [];
  const perMoment: number[] = [];
  let before = 0;
  const all = leaveOneByOne(clients, 1_000, (client) => told.push(client));
  for (let ms = 0; ms <= 1_000; ms += 50) {
    perMoment.push(told.length - before);
    before = told.length;
    await vi.advanceTimersByTimeAsync(50);
  }
  await all;
  expect(told).toEqual(clients);
  expect(Math.max(...perMoment)).toBeLessThanOrEqual(50);
});

test('without time everybody is told at once', () => {
  const told: number[] = [];
  void leaveOneByOne(clients, 0, (client) => told.push(client));
  expect(told).toEqual(clients);
});
