import type { ClientFrame } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { createLiveConnection, type LiveSocket } from './live-connection.ts';
import type { LiveStatus } from './live-state.ts';

class FakeSocket extends EventTarget implements LiveSocket {
  sent: ClientFrame[] = [];
  closed = false;

  send(text: string) {
    this.sent.push(JSON.parse(text) as ClientFrame);
  }

  close() {
    this.closed = true;
  }

  opens() {
    this.dispatchEvent(new Event('open'));
  }

  drops() {
    this.dispatchEvent(new Event('close'));
  }

  says(...frames: unknown[]) {
    for (const frame of frames) {
      this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }));
    }
  }
}

function connection(over: { cursor?: string | null; reset?: () => Promise<string> } = {}) {
  const sockets: FakeSocket[] = [];
  const frames: { type: string }[] = [];
  const statuses: LiveStatus[] = [];
  let timer: (() => void) | null = null;
  let signal: (input: 'online' | 'offline' | 'visible') => void = () => {};
  let unauthorized = 0;
  const live = createLiveConnection<{ type: string; cursor?: string }>({
    url: 'ws://baton.example/live',
    hello: () => ({ cursor: over.cursor ?? null, token: 'secret' }),
    onFrame: (frame) => frames.push(frame),
    onStatus: (status) => statuses.push(status),
    onReset: over.reset ?? (() => Promise.resolve('9.9')),
    onUnauthorized: () => unauthorized++,
    createSocket: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    random: () => 0.5,
    setTimer: (_, then) => {
      timer = then;
      return () => {
        if (timer === then) timer = null;
      };
    },
    listen: (hear) => {
      signal = hear;
      return () => {
        signal = () => {};
      };
    },
  });
  return {
    live,
    frames,
    statuses,
    sockets,
    socket: () => sockets.at(-1)!,
    time: () => timer?.(),
    signal: (input: 'online' | 'offline' | 'visible') => signal(input),
    unauthorized: () => unauthorized,
    get timerRuns() {
      return timer !== null;
    },
  };
}

function connected(over: Parameters<typeof connection>[0] = {}) {
  const made = connection(over);
  made.live.start();
  made.socket().opens();
  made.socket().says({ type: 'welcome' }, { type: 'caughtUp', cursor: '1.5' });
  return made;
}

const hello = (cursor: string | null) => ({ type: 'hello', token: 'secret', cursor });

describe('a live connection', () => {
  it('says hello with what its owner has loaded, and is live when it has caught up', () => {
    const line = connected({ cursor: '1.2' });
    expect(line.socket().sent).toEqual([hello('1.2')]);
    expect(line.statuses).toEqual(['live']);
  });

  it('resumes after a drop from the last frame it took in', () => {
    const line = connected({ cursor: '1.2' });
    line.socket().says({ type: 'event', cursor: '1.8', event: {} });
    line.socket().drops();
    line.time();
    line.socket().opens();
    expect(line.sockets).toHaveLength(2);
    expect(line.socket().sent).toEqual([hello('1.8')]);
    expect(line.statuses).toEqual(['live', 'reconnecting']);
  });

  it('hears nothing more from a socket that it has given up', () => {
    const line = connected();
    const old = line.socket();
    old.drops();
    line.time();
    old.says({ type: 'event', cursor: '7.7', event: {} });
    line.socket().opens();
    expect(line.socket().sent).toEqual([hello('1.5')]);
    expect(line.frames.filter((frame) => frame.type === 'event')).toEqual([]);
  });

  it('finds out that a silent socket is dead', () => {
    const line = connected();
    line.time();
    expect(line.socket().sent.at(-1)).toEqual({ type: 'ping' });
    line.time();
    expect(line.sockets[0]?.closed).toBe(true);
    expect(line.live.status).toBe('reconnecting');
  });

  it('is content with a pong, which is nobody else’s business', () => {
    const line = connected();
    line.time();
    line.socket().says({ type: 'pong' });
    expect(line.live.status).toBe('live');
    expect(line.frames.map((frame) => frame.type)).toEqual(['welcome', 'caughtUp']);
  });

  it('loads afresh on a reset and greets with the new cursor', async () => {
    const line = connected({ cursor: '1.2' });
    line.socket().drops();
    line.signal('online');
    line.socket().opens();
    line.socket().says({ type: 'reset', reason: 'future' });
    await Promise.resolve();
    await Promise.resolve();
    line.socket().opens();
    expect(line.socket().sent).toEqual([hello('9.9')]);
  });

  it('tries again later when loading afresh fails', async () => {
    const line = connected({ reset: () => Promise.reject(new Error('down')) });
    line.socket().says({ type: 'reset', reason: 'expired' });
    await Promise.resolve();
    await Promise.resolve();
    expect(line.live.status).toBe('reconnecting');
    line.time();
    line.socket().opens();
    expect(line.socket().sent).toEqual([hello(null)]);
  });

  it('stops for good when it is told that the session is over', () => {
    const line = connected();
    line.socket().says({ type: 'unauthorized' });
    line.signal('online');
    line.time();
    expect(line.live.status).toBe('ended');
    expect(line.unauthorized()).toBe(1);
    expect(line.sockets).toHaveLength(1);
    expect(line.timerRuns).toBe(false);
  });

  it('reconnects at once when the browser is online again', () => {
    const line = connected();
    line.signal('offline');
    expect(line.live.status).toBe('offline');
    line.signal('online');
    expect(line.sockets).toHaveLength(2);
  });

  it('sends only when somebody is there', () => {
    const line = connected();
    expect(line.live.send({ type: 'ping' })).toBe(true);
    line.socket().drops();
    expect(line.live.send({ type: 'ping' })).toBe(false);
  });

  it('survives words it does not understand', () => {
    const line = connected();
    line.socket().dispatchEvent(new MessageEvent('message', { data: 'not json' }));
    line.socket().says(null, 7, { type: 'somethingNew' });
    expect(line.live.status).toBe('live');
  });

  it('lets go of everything when it stops', () => {
    const line = connected();
    line.live.stop();
    expect(line.socket().closed).toBe(true);
    expect(line.timerRuns).toBe(false);
    expect(line.live.status).toBe('ended');
  });
});
