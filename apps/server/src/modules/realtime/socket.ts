// One socket, guarded: frames in are parsed and counted, frames out stop at a reader who does not
// read. Everything a client may do wrong ends here, with a close code it can understand.

import type { Writable } from 'node:stream';
import { ClientFrame } from '@baton/protocol';
import type { RawData, WebSocket } from 'ws';
import { type Framed, framedJson } from './framed.ts';

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
  /** Sends what was framed once for many. */
  sendFramed(frames: Framed): void;
  close(code: number, reason: string): void;
}

/**
 * @param stream what `socket` writes to. Frames that are ready go to it directly: nothing of ours is
 *   compressed or cut into pieces, so `ws` itself writes each of its own whole and at once.
 */
export function guard(
  socket: WebSocket,
  stream: Writable,
  handlers: SocketHandlers,
): GuardedSocket {
  return new Guarded(socket, stream, handlers);
}

/** Fields, not closures: there are many thousands of these. */
class Guarded implements GuardedSocket {
  readonly #socket: WebSocket;
  readonly #stream: Writable;
  readonly #handlers: SocketHandlers;
  #frames = 0;
  #windowEnds = 0;
  /** Until it has said something. */
  #hello: NodeJS.Timeout | null;

  constructor(socket: WebSocket, stream: Writable, handlers: SocketHandlers) {
    this.#socket = socket;
    this.#stream = stream;
    this.#handlers = handlers;
    this.#hello = setTimeout(() => this.close(CLOSE.policy, 'no hello'), HELLO_WITHIN_MS);
    socket.on('message', (data, isBinary) => this.#hear(data, isBinary));
    socket.on('close', () => {
      this.#greeted();
      handlers.closed();
    });
    // 'close' follows; what broke a socket is the network's affair.
    socket.on('error', ignore);
  }

  send(frame: object): void {
    this.sendFramed(framedJson(frame));
  }

  sendFramed(frames: Framed): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#stream.writableLength > LARGEST_BACKLOG) return this.close(CLOSE.tooSlow, 'too slow');
    this.#stream.write(frames);
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  #hear(data: RawData, isBinary: boolean): void {
    const now = Date.now();
    if (now > this.#windowEnds) {
      this.#windowEnds = now + WINDOW_MS;
      this.#frames = 0;
    }
    this.#frames += 1;
    if (this.#frames > FRAMES_PER_WINDOW) return this.close(CLOSE.policy, 'too many frames');
    const frame = isBinary ? null : parse(String(data));
    if (frame === null) return this.close(CLOSE.policy, 'not a frame');
    this.#greeted();
    this.#handlers.frame(frame);
  }

  #greeted(): void {
    if (this.#hello !== null) clearTimeout(this.#hello);
    this.#hello = null;
  }
}

const ignore = (): void => {};

function parse(text: string): ClientFrame | null {
  try {
    const parsed = ClientFrame.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
