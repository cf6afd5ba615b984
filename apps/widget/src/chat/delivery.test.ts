import { expect, it } from 'vitest';
import { afterFailure } from './delivery.ts';
import type { Trouble } from './widget-client.ts';

const refused = (trouble: Trouble, status: number, retryAfter: number | null = null) => {
  return { ok: false, trouble, status, retryAfter } as const;
};

it('tries again by itself while there is no network, and then says so', () => {
  const first = afterFailure(refused('network', 0), 1);
  const second = afterFailure(refused('network', 0), 2);
  expect(first).toMatchObject({ next: 'again' });
  expect(second).toMatchObject({ next: 'again' });
  expect(afterFailure(refused('network', 0), 3)).toEqual({ next: 'fail', problem: 'offline' });
});

it('treats a server that is restarting like a network that is away', () => {
  expect(afterFailure(refused('unavailable', 503), 1)).toMatchObject({ next: 'again' });
  expect(afterFailure(refused('unreadable', 502), 3)).toEqual({ next: 'fail', problem: 'offline' });
});

it('gets a new session when the old one is over, but not for ever', () => {
  expect(afterFailure(refused('widget_session_expired', 401), 1)).toEqual({ next: 'renew' });
  expect(afterFailure(refused('widget_session_expired', 401), 3)).toMatchObject({ next: 'fail' });
});

it('starts a new conversation when the one it was meant for is gone', () => {
  expect(afterFailure(refused('not_found', 404), 1)).toEqual({ next: 'startNew' });
  expect(afterFailure(refused('conversation_resolved', 409), 2)).toEqual({ next: 'startNew' });
});

it('waits as long as a busy server asks, if that is not too long', () => {
  expect(afterFailure(refused('rate_limited', 429, 4), 1)).toEqual({
    next: 'again',
    inMilliseconds: 4_000,
  });
  expect(afterFailure(refused('rate_limited', 429, 60), 1)).toEqual({
    next: 'fail',
    problem: 'busy',
  });
});

it('does not press on with what the server will never take', () => {
  expect(afterFailure(refused('invalid_input', 422), 1)).toEqual({
    next: 'fail',
    problem: 'refused',
  });
  expect(afterFailure(refused('too_large', 413), 1)).toEqual({ next: 'fail', problem: 'refused' });
});
