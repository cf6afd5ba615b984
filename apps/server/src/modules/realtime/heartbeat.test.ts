import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { beat } from './heartbeat.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('who answers stays; who has vanished is ended at the second beat', () => {
  const alive = socket((self) => self.emit('pong'));
  const gone = socket(() => {});
  const stop = beat({ clients: new Set([alive, gone]) }, 1_000);
  vi.advanceTimersByTime(1_000);
  expect([alive, gone].map(({ terminate }) => vi.mocked(terminate).mock.calls.length)).toEqual([
    0, 0,
  ]);
  vi.advanceTimersByTime(5_000);
  expect(alive.terminate).not.toHaveBeenCalled();
  expect(gone.terminate).toHaveBeenCalled();
  expect(alive.listenerCount('pong')).toBe(0);
  stop();
});

function socket(hearsPing: (self: EventEmitter) => void): WebSocket {
  const self = new EventEmitter();
  return Object.assign(self, {
    ping: () => hearsPing(self),
    terminate: vi.fn(),
  }) as unknown as WebSocket;
}
