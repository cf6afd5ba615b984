// One socket, guarded: frames in are parsed and counted, frames out stop at a reader who does not
// read. Everything a client may do wrong ends here, with a close code it can understand.

import type { RawData, WebSocket } from 'ws';
import { ClientFrame } from '@baton/protocol';

/** RFC 6455 close codes, and ours (4000–4999). */
export const CLOSE = {
  goingAway: 1001,
  policy: 1008,
  tooSlow: 1013,
  unauthorized: 4401,
} as const;

/** Bytes waiting for a client before it is let go; it comes back with its cursor and misses nothing. */
const LARGEST_BACKLOG = 4 * 1024 * 1024;
const HELLO_WITHIN_MS = 10_000;
/** Frames a client may send in a window: typing and viewing, never more than people do. */
const FRAMES_PER_WINDOW = 60;
const WINDOW_MS = 10_000;

export interface SocketHandlers {
  frame(frame: ClientFrame): void;
  closed(): void;
}

export interface GuardedSocket {
  send(frame: object): void;
  /** Sends text that was made into JSON once for many. */
  sendText(text: string): void;
  close(code: number, reason: string): void;
}

export function guard(socket: WebSocket, handlers: SocketHandlers): GuardedSocket {
  let frames = 0;
  let windowEnds = 0;
  let greeted = false;
  const hello = setTimeout(() => {
    if (!greeted) socket.close(CLOSE.policy, 'no hello');
  }, HELLO_WITHIN_MS);

  socket.on('message', (data: RawData, isBinary: boolean) => {
    const now = Date.now();
    if (now > windowEnds) {
      windowEnds = now + WINDOW_MS;
      frames = 0;
    }
    frames += 1;
    if (frames > FRAMES_PER_WINDOW) return socket.close(CLOSE.policy, 'too many frames');
    const frame = isBinary ? null : parse(String(data));
    if (frame === null) return socket.close(CLOSE.policy, 'not a frame');
    greeted = true;
    handlers.frame(frame);
  });
  socket.on('close', () => {
    clearTimeout(hello);
    handlers.closed();
  });
  // 'close' follows; what broke a socket is the network's affair.
  socket.on('error', () => {});

  const sendText = (text: string): void => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > LARGEST_BACKLOG) return socket.close(CLOSE.tooSlow, 'too slow');
    socket.send(text);
  };
  return {
    send: (frame) => sendText(JSON.stringify(frame)),
    sendText,
    close: (code, reason) => socket.close(code, reason),
  };
}

function parse(text: string): ClientFrame | null {
  try {
    const parsed = ClientFrame.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
