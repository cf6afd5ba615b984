import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOff, type LiveInput, type LiveState, statusOf, step } from './live-state.ts';

type Name = LiveState['name'];

const from: { [name in Name]: LiveState } = {
  idle: { name: 'idle' },
  opening: { name: 'opening', attempt: 2 },
  greeting: { name: 'greeting', attempt: 2 },
  live: { name: 'live', attempt: 2 },
  probing: { name: 'probing', attempt: 2 },
  refreshing: { name: 'refreshing', attempt: 2 },
  waiting: { name: 'waiting', attempt: 2, offline: false },
  ended: { name: 'ended', why: 'unauthorized' },
};

const stay = '·';

/** Where every input leads from every state, and what is done. A new one of either must be added. */
const table: { [name in Name]: { [input in LiveInput]: string } } = {
  idle: {
    start: 'opening 0 connect',
    stop: 'ended close',
    opened: stay,
    closed: stay,
    heard: stay,
    caughtUp: stay,
    reset: stay,
    unauthorized: 'ended close',
    refreshed: stay,
    refreshFailed: stay,
    online: stay,
    offline: stay,
    visible: stay,
    timer: stay,
  },
  opening: {
    start: stay,
    stop: 'ended close',
    opened: 'greeting 2 hello',
    closed: 'waiting 3 close',
    heard: stay,
    caughtUp: stay,
    reset: stay,
    unauthorized: 'ended close',
    refreshed: stay,
    refreshFailed: stay,
    online: stay,
    offline: 'waiting 3 offline close',
    visible: stay,
    timer: 'waiting 3 close',
  },
  greeting: {
    start: stay,
    stop: 'ended close',
    opened: stay,
    closed: 'waiting 3 close',
    heard: 'greeting 2',
    caughtUp: 'live 2',
    reset: 'refreshing 3 close refresh',
    unauthorized: 'ended close',
    refreshed: stay,
    refreshFailed: stay,
    online: stay,
    offline: 'waiting 3 offline close',
    visible: stay,
    timer: 'waiting 3 close',
  },
  live: {
    start: stay,
    stop: 'ended close',
    opened: stay,
    closed: 'waiting 3 close',
    heard: 'live 0',
    caughtUp: 'live 0',
    reset: 'refreshing 3 close refresh',
    unauthorized: 'ended close',
    refreshed: stay,
    refreshFailed: stay,
    online: 'probing 2 ping',
    offline: 'waiting 3 offline close',
    visible: 'probing 2 ping',
    timer: 'probing 2 ping',
  },
  probing: {
    start: stay,
    stop: 'ended close',
    opened: stay,
    closed: 'waiting 3 close',
    heard: 'live 0',
    caughtUp: 'live 0',
    reset: 'refreshing 3 close refresh',
    unauthorized: 'ended close',
    refreshed: stay,
    refreshFailed: stay,
    online: stay,
    offline: 'waiting 3 offline close',
    visible: stay,
    timer: 'waiting 3 close',
  },
  refreshing: {
    start: stay,
    stop: 'ended close',
    opened: stay,
    closed: stay,
    heard: stay,
    caughtUp: stay,
    reset: stay,
    unauthorized: 'ended close',
    refreshed: 'waiting 3 close',
    refreshFailed: 'waiting 3 close',
    online: stay,
    offline: 'waiting 3 offline close',
    visible: stay,
    timer: 'waiting 3 close',
  },
  waiting: {
    start: stay,
    stop: 'ended close',
    opened: stay,
    closed: stay,
    heard: stay,
    caughtUp: stay,
    reset: stay,
    unauthorized: 'ended close',
    refreshed: stay,
    refreshFailed: stay,
    online: 'opening 0 connect',
    offline: 'waiting 2 offline',
    visible: 'opening 2 connect',
    timer: 'opening 2 connect',
  },
  ended: {
    start: 'opening 0 connect',
    stop: stay,
    opened: stay,
    closed: stay,
    heard: stay,
    caughtUp: stay,
    reset: stay,
    unauthorized: stay,
    refreshed: stay,
    refreshFailed: stay,
    online: stay,
    offline: stay,
    visible: stay,
    timer: stay,
  },
};

const names = Object.keys(table) as Name[];
const inputs = Object.keys(table.idle) as LiveInput[];

function inWords(state: LiveState, input: LiveInput): string {
  const next = step(state, input, 0.5);
  if (next.state === state && next.effects.length === 0 && next.timer === 'keep') return stay;
  const attempt = 'attempt' in next.state ? ` ${next.state.attempt}` : '';
  const offline = next.state.name === 'waiting' && next.state.offline ? ' offline' : '';
  const done = next.effects.map((effect) => ` ${effect}`).join('');
  return `${next.state.name}${attempt}${offline}${done}`;
}

describe('a live connection decides', () => {
  for (const name of names) {
    it(`what every input means while ${name}`, () => {
      const row = Object.fromEntries(inputs.map((input) => [input, inWords(from[name], input)]));
      expect(row).toEqual(table[name]);
    });
  }

  it('to answer the first reset at once', () => {
    expect(inWords({ name: 'refreshing', attempt: 1 }, 'refreshed')).toBe('opening 1 connect');
  });

  it('not to wake for a visible tab while the browser says it is offline', () => {
    expect(inWords({ name: 'waiting', attempt: 1, offline: true }, 'visible')).toBe(stay);
  });

  it('never to wait for ever: a timer runs in every state but idle and ended', () => {
    const walk = fc.array(fc.constantFrom(...inputs), { maxLength: 40 });
    fc.assert(
      fc.property(walk, (walked) => {
        let state: LiveState = { name: 'idle' };
        let timer = false;
        for (const input of walked) {
          if (input === 'timer' && !timer) continue;
          const next = step(state, input, 0.5);
          if (next.timer !== 'keep') timer = next.timer !== null;
          else if (input === 'timer') timer = false;
          state = next.state;
          expect(timer).toBe(state.name !== 'idle' && state.name !== 'ended');
        }
      }),
    );
  });

  it('to wait longer after each failure, with chance, and at most half a minute', () => {
    expect([1, 2, 3, 4].map((attempt) => backOff(attempt, 0))).toEqual([250, 500, 1000, 2000]);
    expect(backOff(1, 0.5)).toBe(375);
    expect(backOff(60, 0.999)).toBeLessThanOrEqual(30_000);
    expect(backOff(Number.POSITIVE_INFINITY, 0)).toBe(15_000);
  });

  it('which word a screen shows', () => {
    expect(statusOf({ name: 'opening', attempt: 0 }, false)).toBe('connecting');
    expect(statusOf({ name: 'opening', attempt: 0 }, true)).toBe('reconnecting');
    // Not back to "connecting" at every try of a first connection that does not come about.
    expect(statusOf({ name: 'opening', attempt: 1 }, false)).toBe('reconnecting');
    expect(statusOf({ name: 'waiting', attempt: 1, offline: false }, false)).toBe('reconnecting');
    expect(statusOf({ name: 'waiting', attempt: 1, offline: true }, true)).toBe('offline');
    expect(statusOf({ name: 'probing', attempt: 0 }, true)).toBe('live');
    expect(statusOf({ name: 'ended', why: 'stopped' }, true)).toBe('ended');
  });
});
