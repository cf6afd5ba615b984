import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { startHeartbeat } from './heartbeat.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('who answers stays; who has vanished is ended at the second beat', () => {
  const alive = socket((self) => self.emit('pong'));
  const gone = socket(() => {});
  const heartbeat = startHeartbeat(1_000);
  for (const each of [alive, gone]) heartbeat.watch(each);
  vi.advanceTimersByTime(1_000);
  expect([alive, gone].map(({ terminate }) => vi.mocked(terminate).mock.calls.length)).toEqual([
    0, 0,
  ]);
  vi.advanceTimersByTime(5_000);
  expect(alive.terminate).not.toHaveBeenCalled();
  expect(gone.terminate).toHaveBeenCalledOnce();
  heartbeat.stop();
});

test('a socket that is closed is not asked any more', () => {
  const closed = socket(() => {});
  const heartbeat = startHeartbeat(1_000);
  heartbeat.watch(closed);
  closed.emit('close');
  vi.advanceTimersByTime(5_000);
  expect(closed.terminate).not.toHaveBeenCalled();
  heartbeat.stop();
});

/** Closes at once when it is ended, as a real one does. */
function socket(hearsPing: (self: EventEmitter) => void): WebSocket {
  const self = new EventEmitter();
  return Object.assign(self, {
    ping: () => hearsPing(self),
    terminate: vi.fn(() => void self.emit('close')),
  }) as unknown as WebSocket;
}
