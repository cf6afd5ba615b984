// The life of one socket, for either audience: who are you, catch up, then listen, until it goes.
// What differs between a teammate's inbox and a customer's widget comes in as an `Audience`.

import type { ClientFrame } from '@baton/protocol';
import { type Database, inWorkspace } from '../../platform/database/index.ts';
import { compareCursors, currentCursor, type FeedEntry } from '../../platform/feed/index.ts';
import type { Log } from '../../platform/log.ts';
import { catchUp } from './catch-up.ts';
import { ClientStream } from './core/stream.ts';
import type { Framed } from './framed.ts';
import type { FeedStream } from './hub.ts';
import { CLOSE, type GuardedSocket } from './socket.ts';

export type Hello = Extract<ClientFrame, { type: 'hello' }>;

/** A client that was let in: what it may hear and do. */
export interface Audience {
  workspaceId: string;
  /** Narrows the past that is read; null reads the workspace's. */
  conversationId: string | null;
  accept(entry: FeedEntry): boolean;
  follow(stream: FeedStream): () => void;
  /** The frames for a batch of entries; null when it is not this audience's. May need names. */
  render(entries: readonly FeedEntry[]): Framed | null | Promise<Framed | null>;
  /** Frames other than hello and ping. */
  hear(frame: ClientFrame): void;
  /** Still allowed? */
  stillValid(): Promise<boolean>;
  /** It is live: tell it what is not in the feed (counts, presence). */
  live(): void;
  left(): void;
}

/** Entries waiting to be rendered: beyond this the client comes back with its cursor. */
const MOST_WAITING = 2_000;

export interface LiveClientTools {
  database: Database;
  log: Log;
}

/** Null: not let in. */
export type LetIn = (hello: Hello, client: LiveClient) => Promise<Audience | null>;

/** What a room knows of a client that sits in it. */
export type SeatedClient = Pick<LiveClient, 'sendFramed' | 'recheck'>;

export class LiveClient {
  readonly #tools: LiveClientTools;
  readonly #socket: GuardedSocket;
  /** Asked once. */
  #letIn: LetIn | null;
  #audience: Audience | null = null;
  #ended = false;
  #endings: (() => void)[] = [];
  /** Sends in the order of entries, though rendering may wait for a name; null when nothing waits. */
  #line: Promise<void> | null = null;
  #waiting = 0;

  constructor(tools: LiveClientTools, open: (client: LiveClient) => GuardedSocket, letIn: LetIn) {
    this.#tools = tools;
    this.#letIn = letIn;
    this.#socket = open(this);
  }

  frame(frame: ClientFrame): void {
    if (frame.type === 'ping') return this.#socket.send({ type: 'pong' });
    if (frame.type === 'hello') {
      if (this.#letIn === null) return this.#socket.close(CLOSE.policy, 'one hello');
      this.#greet(frame, this.#letIn).catch((error: unknown) => {
        // Usually the database is away: the client comes back with its cursor.
        this.#tools.log.warn({ err: error }, 'a live client could not be served');
        this.#socket.close(CLOSE.tooSlow, 'try again');
      });
      this.#letIn = null;
      return;
    }
    this.#audience?.hear(frame);
  }

  closed(): void {
    this.#ended = true;
    for (const end of this.#endings.splice(0)) end();
  }

  sendFramed(frames: Framed): void {
    this.#socket.sendFramed(frames);
  }

  /** Its session may have ended: then so does its socket. */
  recheck(): void {
    if (this.#audience !== null) void this.#check(this.#audience);
  }

  async #greet(hello: Hello, letIn: LetIn): Promise<void> {
    const { database } = this.#tools;
    const socket = this.#socket;
    const audience = await letIn(hello, this);
    if (this.#ended) return audience?.left();
    if (audience === null) {
      socket.send({ type: 'unauthorized' });
      return socket.close(CLOSE.unauthorized, 'sign in');
    }
    this.#endings.push(() => audience.left());
    this.#audience = audience;
    socket.send({ type: 'welcome' });

    const { workspaceId, conversationId, accept } = audience;
    const after = hello.cursor ?? (await inWorkspace(workspaceId, () => currentCursor(database)));
    const stream: FeedStream = new ClientStream(after, compareCursors, (entries) =>
      this.#send(audience, entries),
    );
    this.#endings.push(audience.follow(stream));
    const end = await catchUp({ database, stream, after, workspaceId, conversationId, accept });
    if (this.#ended) return;
    if (end.kind === 'reset') {
      socket.send({ type: 'reset', reason: end.reason });
      return socket.close(CLOSE.goingAway, 'start anew');
    }
    this.#inLine(() => socket.send({ type: 'caughtUp', cursor: end.cursor }));
    audience.live();
  }

  #send(audience: Audience, entries: readonly FeedEntry[]): void {
    if (this.#ended) return;
    if (this.#waiting >= MOST_WAITING) return this.#socket.close(CLOSE.tooSlow, 'too slow');
    // Nearly always nothing waits and nothing needs a name: the bytes go at once.
    const frames = this.#line === null ? this.#render(audience, entries) : undefined;
    if (frames === null) return;
    if (frames !== undefined && !(frames instanceof Promise))
      return this.#socket.sendFramed(frames);
    this.#waiting += entries.length;
    this.#inLine(async () => {
      this.#waiting -= entries.length;
      const ready = await (frames ?? audience.render(entries));
      if (ready !== null) this.#socket.sendFramed(ready);
    });
  }

  #render(audience: Audience, entries: readonly FeedEntry[]): ReturnType<Audience['render']> {
    try {
      return audience.render(entries);
    } catch (error) {
      this.#notMade(error);
      return null;
    }
  }

  #inLine(work: () => void | Promise<void>): void {
    const line: Promise<void> = (this.#line ?? Promise.resolve())
      .then(work)
      .catch((error: unknown) => this.#notMade(error))
      .then(() => {
        if (this.#line === line) this.#line = null;
      });
    this.#line = line;
  }

  /** A frame that cannot be made must not be skipped in silence: the client starts over. */
  #notMade(error: unknown): void {
    this.#tools.log.error({ err: error }, 'a live frame could not be made');
    this.#socket.close(CLOSE.tooSlow, 'try again');
  }

  async #check(audience: Audience): Promise<void> {
    const valid = await audience.stillValid().catch(() => true);
    if (valid || this.#ended) return;
    // It may come back: who changed the password has a new cookie by now. Who has none is told
    // `unauthorized` at the door.
    this.#socket.close(CLOSE.goingAway, 'the session ended');
  }
}
