import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { InTurn } from './in-turn.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('everybody has a turn in each round, and never all at once', () => {
  const turns = new Map<number, number>();
  let most = 0;
  let now = 0;
  const inTurn = new InTurn<number>(10_000, (client) => {
    turns.set(client, (turns.get(client) ?? 0) + 1);
    now += 1;
  });
  for (let n = 0; n < 1_000; n += 1) inTurn.join(n);
  for (let ms = 0; ms < 30_000; ms += 250) {
    vi.advanceTimersByTime(250);
    most = Math.max(most, now);
    now = 0;
  }
  expect(new Set(turns.values())).toEqual(new Set([3]));
  expect(turns.size).toBe(1_000);
  expect(most).toBeLessThanOrEqual(26);
  inTurn.stop();
});

test('one alone waits its time, and who has left has no turn', () => {
  const visited: string[] = [];
  const inTurn = new InTurn<string>(10_000, (client) => void visited.push(client));
  inTurn.join('stays');
  vi.advanceTimersByTime(9_500);
  expect(visited).toEqual([]);
  vi.advanceTimersByTime(1_000);
  expect(visited).toEqual(['stays']);
  inTurn.join('leaves');
  inTurn.leave('leaves');
  vi.advanceTimersByTime(20_000);
  expect(visited).toEqual(['stays', 'stays', 'stays']);
  inTurn.stop();
});
