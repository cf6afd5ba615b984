// The life of one socket, for either audience: who are you, catch up, then listen, until it goes.
// What differs between a teammate's inbox and a customer's widget comes in as an `Audience`.

import type { ClientFrame, Cursor } from '@baton/protocol';
import { type Database, inWorkspace } from '../../platform/database/index.ts';
import { compareCursors, currentCursor, type FeedEntry } from '../../platform/feed/index.ts';
import type { Log } from '../../platform/log.ts';
import { catchUp } from './catch-up.ts';
import { ClientStream } from './core/stream.ts';
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
  /** The frame for an entry, as text; null when it is not this audience's. May need names. */
  render(entry: FeedEntry): string | null | Promise<string | null>;
  /** Frames other than hello and ping. */
  hear(frame: ClientFrame): void;
  /** Still allowed? Asked every `checkEveryMs`, and when there is reason to. */
  stillValid(): Promise<boolean>;
  checkEveryMs: number;
  /** It is live: tell it what is not in the feed (counts, presence). */
  live(): void;
  left(): void;
}

/** Entries waiting to be rendered: beyond this the client comes back with its cursor. */
const MOST_WAITING = 2_000;

export interface LiveClientOptions {
  socket: GuardedSocket;
  database: Database;
  log: Log;
  /** Null: not let in. */
  letIn(hello: Hello): Promise<Audience | null>;
}

export class LiveClient {
  readonly #options: LiveClientOptions;
  #audience: Audience | null = null;
  #greeted = false;
  #ended = false;
  #endings: (() => void)[] = [];
  /** Sends in the order of entries, though rendering may wait for a name. */
  #line: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(options: LiveClientOptions) {
    this.#options = options;
  }

  frame(frame: ClientFrame): void {
    if (frame.type === 'ping') return this.#options.socket.send({ type: 'pong' });
    if (frame.type === 'hello') {
      if (this.#greeted) return this.#options.socket.close(CLOSE.policy, 'one hello');
      this.#greeted = true;
      this.#greet(frame).catch((error: unknown) => {
        // Usually the database is away: the client comes back with its cursor.
        this.#options.log.warn({ err: error }, 'a live client could not be served');
        this.#options.socket.close(CLOSE.tooSlow, 'try again');
      });
      return;
    }
    this.#audience?.hear(frame);
  }

  closed(): void {
    this.#ended = true;
    for (const end of this.#endings.splice(0)) end();
  }

  /** Its session may have ended. */
  recheck(): void {
    if (this.#audience !== null) void this.#check(this.#audience);
  }

  async #greet(hello: Hello): Promise<void> {
    const { socket, database } = this.#options;
    const audience = await this.#options.letIn(hello);
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
    const stream: FeedStream = new ClientStream(after, compareCursors, (entry) =>
      this.#send(audience, entry),
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
    const check = setInterval(() => void this.#check(audience), audience.checkEveryMs);
    this.#endings.push(() => clearInterval(check));
  }

  #send(audience: Audience, entry: FeedEntry): void {
    if (this.#ended) return;
    if (this.#waiting >= MOST_WAITING) return this.#options.socket.close(CLOSE.tooSlow, 'too slow');
    this.#waiting += 1;
    this.#inLine(async () => {
      this.#waiting -= 1;
      const text = await audience.render(entry);
      if (text !== null) this.#options.socket.sendText(text);
    });
  }

  #inLine(work: () => void | Promise<void>): void {
    this.#line = this.#line.then(work).catch((error: unknown) => {
      // A frame that cannot be made must not be skipped in silence: the client starts over.
      this.#options.log.error({ err: error }, 'a live frame could not be made');
      this.#options.socket.close(CLOSE.tooSlow, 'try again');
    });
  }

  async #check(audience: Audience): Promise<void> {
    const valid = await audience.stillValid().catch(() => true);
    if (valid || this.#ended) return;
    // It may come back: who changed the password has a new cookie by now. Who has none is told
    // `unauthorized` at the door.
    this.#options.socket.close(CLOSE.goingAway, 'the session ended');
  }
}

/** A frame for one entry, as it goes over the wire. */
export const eventText = (cursor: Cursor, event: object): string =>
  `{"type":"event","cursor":"${cursor}","event":${JSON.stringify(event)}}`;
