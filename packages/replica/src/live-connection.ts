/**
 * A live connection that keeps itself alive: the thin shell around `live-state`.
 *
 * It owns one socket, one timer and the feed's cursor. Frames are handed to `onFrame` first and
 * their cursor is remembered after, so a cursor never claims an event that nobody took in.
 */
import type { ClientFrame } from '@baton/protocol';
import { type LiveInput, type LiveState, type LiveStatus, statusOf, step } from './live-state.ts';

/** The part of a WebSocket that is needed, so that tests can bring their own. */
export interface LiveSocket {
  send(text: string): void;
  close(): void;
  addEventListener(
    type: 'open' | 'message' | 'close' | 'error',
    listener: (event: Event & { data?: unknown }) => void,
  ): void;
}

export interface LiveConnectionOptions<Frame extends { type: string }> {
  /** `wss://…`, or a function for an address that may change. */
  url: string | (() => string);
  /** What the owner has loaded: the cursor counts until a frame brings a later one. */
  hello: () => { cursor: string | null; token?: string };
  /** Every frame but `pong`, `reset` and `unauthorized`, in order. */
  onFrame: (frame: Frame) => void;
  /** Called on every change, and only then. */
  onStatus: (status: LiveStatus) => void;
  /** The cursor is of no use: load a fresh snapshot and resolve with its cursor. */
  onReset: () => Promise<string>;
  /** The session is over. The connection has ended; `start` begins again with a new one. */
  onUnauthorized?: () => void;
  createSocket?: (url: string) => LiveSocket;
  random?: () => number;
  /** Returns how to cancel. */
  setTimer?: (milliseconds: number, then: () => void) => () => void;
  /** Tells about the browser's `online`, `offline` and `visible`; returns how to stop. */
  listen?: (hear: (input: 'online' | 'offline' | 'visible') => void) => () => void;
}

export interface LiveConnection {
  start(): void;
  /** Ends it and lets go of everything. */
  stop(): void;
  /** Sends when live; false when there is nobody to send to (typing and viewing may be lost). */
  send(frame: ClientFrame): boolean;
  readonly status: LiveStatus;
}

export function createLiveConnection<Frame extends { type: string }>(
  options: LiveConnectionOptions<Frame>,
): LiveConnection {
  const {
    createSocket = (url) => new WebSocket(url),
    random = Math.random,
    setTimer = browserTimer,
    listen = browserSignals,
  } = options;

  let state: LiveState = { name: 'idle' };
  let status: LiveStatus = 'connecting';
  let wasLive = false;
  let socket: LiveSocket | null = null;
  let cursor: string | null = null;
  let cancelTimer = () => {};
  let stopListening: (() => void) | null = null;

  function hear(input: LiveInput): void {
    const next = step(state, input, random());
    state = next.state;
    wasLive ||= state.name === 'live';
    if (next.timer !== 'keep') {
      cancelTimer();
      cancelTimer = next.timer === null ? () => {} : setTimer(next.timer, () => hear('timer'));
    }
    for (const effect of next.effects) effects[effect]();

    const now = statusOf(state, wasLive);
    if (now === status) return;
    status = now;
    options.onStatus(now);
  }

  const effects = {
    connect() {
      const url = typeof options.url === 'string' ? options.url : options.url();
      let opened: LiveSocket;
      try {
        opened = createSocket(url);
      } catch {
        // A page's policy may forbid the address: the same as a socket that never opens.
        return hear('closed');
      }
      socket = opened;
      const ifCurrent = (input: LiveInput) => () => {
        if (socket === opened) hear(input);
      };
      opened.addEventListener('open', ifCurrent('opened'));
      opened.addEventListener('close', ifCurrent('closed'));
      opened.addEventListener('error', ifCurrent('closed'));
      opened.addEventListener('message', (message) => {
        if (socket === opened) take(message.data);
      });
    },
    hello() {
      const loaded = options.hello();
      transmit({ type: 'hello', ...loaded, cursor: cursor ?? loaded.cursor });
    },
    ping() {
      transmit({ type: 'ping' });
    },
    close() {
      const closing = socket;
      socket = null;
      closing?.close();
    },
    refresh() {
      cursor = null;
      const asked = state;
      options.onReset().then(
        (fresh) => {
          if (state !== asked) return;
          cursor = fresh;
          hear('refreshed');
        },
        () => {
          if (state === asked) hear('refreshFailed');
        },
      );
    },
  };

  function transmit(frame: ClientFrame): boolean {
    try {
      socket?.send(JSON.stringify(frame));
      return socket !== null;
    } catch {
      // The socket died between two breaths; its close event tells us.
      return false;
    }
  }

  function take(data: unknown): void {
    const frame = parse<Frame>(data);
    if (frame === null) return;
    if (frame.type === 'reset') return hear('reset');
    if (frame.type === 'unauthorized') {
      hear('unauthorized');
      return options.onUnauthorized?.();
    }
    if (frame.type !== 'pong') options.onFrame(frame);
    if ('cursor' in frame && typeof frame.cursor === 'string') cursor = frame.cursor;
    hear(frame.type === 'caughtUp' ? 'caughtUp' : 'heard');
  }

  return {
    start() {
      stopListening ??= listen(hear);
      if (state.name === 'ended') cursor = null;
      hear('start');
    },
    stop() {
      hear('stop');
      stopListening?.();
      stopListening = null;
    },
    send: (frame) => status === 'live' && transmit(frame),
    get status() {
      return status;
    },
  };
}

function parse<Frame>(data: unknown): Frame | null {
  try {
    const frame: unknown = JSON.parse(String(data));
    const isFrame = typeof frame === 'object' && frame !== null && 'type' in frame;
    return isFrame ? (frame as Frame) : null;
  } catch {
    return null;
  }
}

function browserTimer(milliseconds: number, then: () => void): () => void {
  const timer = setTimeout(then, milliseconds);
  return () => clearTimeout(timer);
}

function browserSignals(hear: (input: 'online' | 'offline' | 'visible') => void): () => void {
  const online = () => hear('online');
  const offline = () => hear('offline');
  const visible = () => {
    if (document.visibilityState === 'visible') hear('visible');
  };
  addEventListener('online', online);
  addEventListener('offline', offline);
  document.addEventListener('visibilitychange', visible);
  return () => {
    removeEventListener('online', online);
    removeEventListener('offline', offline);
    document.removeEventListener('visibilitychange', visible);
  };
}
