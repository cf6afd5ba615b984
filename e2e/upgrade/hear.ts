/** What the live socket says first to a screen that comes back with a cursor. */
import WebSocket from 'ws';

const WITHIN_MS = 20_000;

/** 'reset': load afresh. 'event', 'caughtUp': it goes on from there. */
export function hear(base: string, cookie: string, cursor: string): Promise<string> {
  return new Promise((done, fail) => {
    const socket = new WebSocket(`${base.replace('http', 'ws')}/api/live`, {
      headers: { cookie, origin: base },
    });
    const late = setTimeout(() => {
      socket.terminate();
      fail(new Error('the socket said nothing'));
    }, WITHIN_MS);
    const end = (what: string): void => {
      clearTimeout(late);
      socket.close();
      done(what);
    };
    socket.on('error', fail);
    socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', cursor })));
    socket.on('message', (data) => {
      const { type } = JSON.parse(String(data)) as { type: string };
      if (type === 'reset' || type === 'caughtUp' || type === 'event') end(type);
    });
  });
}
