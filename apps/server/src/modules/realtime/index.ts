/**
 * Realtime: open screens hear what happens, as it happens, and miss nothing while they were away.
 *
 *   feed tail ─► hub ─► one ClientStream per socket ─► frames
 *                        ▲ the past, read from the client's cursor
 *
 * This module only listens: it changes nothing. Two sockets: `/api/live` for the inbox (known by
 * its session cookie) and `/widget/v1/live` for the widget (known by the token in its hello).
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type {
  AnswerPreview,
  ConversationId,
  InboxCounts,
  TeammateId,
  WorkspaceId,
} from '@baton/protocol';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/index.ts';
import { type FanOut, throughDatabase } from '../../platform/fan-out/index.ts';
import type { FeedTail } from '../../platform/feed/index.ts';
import type { Log } from '../../platform/log.ts';
import type { NameLookups } from './contact-names.ts';
import { conversationChange } from './frames.ts';
import { type Caller, callerOf } from './caller.ts';
import { startHeartbeat } from './heartbeat.ts';
import { InTurn } from './in-turn.ts';
import { Strangers } from './core/strangers.ts';
import { Hub } from './hub.ts';
import {
  CHECK_INBOX_EVERY_MS,
  inboxAudience,
  type InboxRoom,
  type InboxSeat,
  type TeammateHere,
} from './inbox-audience.ts';
import { type Audience, type Hello, type LetIn, LiveClient } from './live-client.ts';
import { renderedOnce } from './rendered-once.ts';
import { Rooms } from './rooms.ts';
import { leaveOneByOne } from './leave-one-by-one.ts';
import { CLOSE, guard } from './socket.ts';
import { openWhispers } from './whispers.ts';
import {
  CHECK_WIDGET_EVERY_MS,
  type ContactHere,
  widgetAudience,
  type WidgetRoom,
  type WidgetSeat,
} from './widget-audience.ts';

/** Answers about a socket's request that accounts and http know how to give. */
export interface Doorkeeper {
  /** The teammate whose session cookie this request carries, from one of our own pages; else null. */
  teammate(caller: Caller): Promise<TeammateHere | null>;
  /** The contact a widget token stands for, used from a website that may; else null. */
  contact(caller: Caller, token: string): Promise<ContactHere | null>;
}

export type { Caller };

export interface RealtimeDependencies {
  database: Database;
  /** How processes whisper to each other. Default: by notifications of the database. */
  fanOut?: FanOut;
  tail: FeedTail;
  clock: Clock;
  log: Log;
  /** Different for every process on the database. */
  processId: string;
  doorkeeper: Doorkeeper;
  names: NameLookups;
  countsOf(workspaceId: WorkspaceId, teammateId: TeammateId): Promise<InboxCounts>;
  contactOf(workspaceId: string, conversationId: ConversationId): Promise<string | null>;
}

export interface Realtime {
  /** Takes the WebSocket upgrades of a server; leaves others' alone by answering 404. */
  attach(server: Server): void;
  /** Is anybody of the team online, on any process? */
  teammatesOnline(workspaceId: string): boolean;
  /** Who has the inbox open on this process. */
  teammatesHere(): { workspaceId: WorkspaceId; teammateId: TeammateId }[];
  /** Open sockets, by who sits at the other end; `unknown` ones have not been let in yet. */
  sockets(): { inbox: number; widget: number; unknown: number };
  /**
   * Sessions of a teammate or a contact ended, or of all visitors of an AI agent: their sockets are
   * asked again whether they may stay.
   */
  sessionsEnded(workspaceId: string, of: string): void;
  /** An answer as far as it is written: shown, and never kept. */
  previewed(workspaceId: string, contactId: string, preview: AnswerPreview): void;
  /**
   * Takes no new sockets and says goodbye to every one, group by group within this time (default:
   * at once); clients reconnect by themselves. Who has not been told yet misses nothing meanwhile.
   */
  close(options?: { overMs?: number }): Promise<void>;
}

/** Largest frame a client may send: a hello or a typing notice, never a message. */
const LARGEST_FRAME = 8 * 1024;
/** Twice this long after it vanished, a client is gone for us too. */
const BEAT_EVERY_MS = 25_000;
/** A process may have 20,000 files open here; the rest is for the database and requests. */
const MOST_SOCKETS = 19_000;
/** Sockets of one address that have not been let in yet. An office or a proxy is one address. */
const MOST_STRANGERS = 500;

export async function createRealtime(dependencies: RealtimeDependencies): Promise<Realtime> {
  const { database, tail, log, doorkeeper, names } = dependencies;
  const hub = new Hub();
  const strangers = new Strangers(MOST_STRANGERS);
  const rooms = new Rooms(dependencies);
  const whispers = await openWhispers({
    fanOut: dependencies.fanOut ?? throughDatabase(database, log),
    processId: dependencies.processId,
    hear: (whisper) => rooms.hear(whisper),
    log,
  });
  rooms.connect(whispers);
  const tools = { database, log };
  let closing = false;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_FRAME,
    perMessageDeflate: false,
    clientTracking: true,
  });

  const heartbeat = startHeartbeat(BEAT_EVERY_MS);
  const checks = {
    inbox: new InTurn<InboxSeat>(CHECK_INBOX_EVERY_MS, (seat) => seat.client.recheck()),
    widget: new InTurn<WidgetSeat>(CHECK_WIDGET_EVERY_MS, (seat) => seat.client.recheck()),
  };
  const unsubscribe = tail.subscribe((entries) => {
    hub.deliver(entries);
    for (const entry of entries)
      if (entry.type === 'conversation.removed' || conversationChange(entry.type, entry.data))
        rooms.conversationChanged(entry.workspaceId);
  }, startAnew);

  /** Clients come back with their cursors, and hear whether these are still good. */
  function startAnew(): void {
    for (const socket of sockets.clients) socket.close(CLOSE.goingAway, 'start anew');
  }

  // One object for all of them: what is each socket's own comes as its seat.
  const inboxRoom: InboxRoom = {
    hub,
    render: renderedOnce(),
    checks: checks.inbox,
    sit: (seat) => rooms.sitInbox(seat),
    stand: (seat) => rooms.standInbox(seat),
    looked: (seat) => rooms.looked(seat),
    greet: (seat) => rooms.greet(seat),
    typing: (seat, conversationId, typing) => rooms.teammateTyping(seat, conversationId, typing),
  };
  const widgetRoom: WidgetRoom = {
    hub,
    names,
    checks: checks.widget,
    sit: (seat) => rooms.sitWidget(seat),
    stand: (seat) => rooms.standWidget(seat),
    typing: (seat, conversationId, typing) => rooms.customerTyping(seat, conversationId, typing),
  };

  async function letInTeammate(caller: Caller, client: LiveClient): Promise<Audience | null> {
    const teammate = await doorkeeper.teammate(caller);
    if (teammate === null) return null;
    const stillValid = async () => (await doorkeeper.teammate(caller)) !== null;
    return inboxAudience(teammate, client, stillValid, inboxRoom);
  }

  async function letInContact(
    caller: Caller,
    client: LiveClient,
    { token }: Hello,
  ): Promise<Audience | null> {
    if (token === undefined) return null;
    const contact = await doorkeeper.contact(caller, token);
    if (contact === null) return null;
    const stillValid = async () => (await doorkeeper.contact(caller, token)) !== null;
    return widgetAudience(contact, client, stillValid, widgetRoom);
  }

  type Door = typeof letInContact;
  const doors: Record<string, Door> = {
    '/api/live': letInTeammate,
    '/widget/v1/live': letInContact,
  };

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    // Node lets go of a stream that upgrades: unheard, one that breaks now would end the process.
    stream.on('error', endIt);
    const door = doors[(request.url ?? '').split('?', 1)[0] ?? ''];
    if (door === undefined) return refuse(stream, '404 Not Found');
    if (closing || sockets.clients.size >= MOST_SOCKETS)
      return refuse(stream, '503 Service Unavailable');
    const known = strangers.enter(request.socket.remoteAddress ?? '');
    if (known === null) return refuse(stream, '429 Too Many Requests');
    stream.once('close', known);
    sockets.handleUpgrade(request, stream, head, (socket) =>
      admit(socket, stream, callerOf(request), door, known),
    );
  }

  /** A function of its own: what lives as long as the socket must not hold its request. */
  function admit(
    socket: WebSocket,
    stream: Duplex,
    caller: Caller,
    door: Door,
    known: () => void,
  ): void {
    heartbeat.watch(socket);
    const letIn: LetIn = async (hello, client) => {
      const audience = await door(caller, client, hello);
      if (audience !== null) {
        known();
        stream.off('close', known);
      }
      return audience;
    };
    // It lives as long as its socket, which holds on to it.
    void new LiveClient(tools, (client) => guard(socket, stream, client), letIn);
  }

  let closed: Promise<void> | undefined;
  async function close(overMs: number): Promise<void> {
    closing = true;
    await leaveOneByOne(sockets.clients, overMs, (socket) =>
      socket.close(CLOSE.goingAway, 'restarting'),
    );
    unsubscribe();
    heartbeat.stop();
    checks.inbox.stop();
    checks.widget.stop();
    rooms.close();
    const patience = setTimeout(() => {
      for (const socket of sockets.clients) socket.terminate();
    }, 1_000);
    await new Promise<void>((done) => sockets.close(() => done()));
    clearTimeout(patience);
    await whispers.close();
  }

  return {
    attach: (server) => void server.on('upgrade', upgrade),
    teammatesOnline: (workspaceId) => rooms.anybodyIn(workspaceId),
    teammatesHere: () => rooms.teammatesHere(),
    sockets: () => {
      const seats = rooms.seats();
      const unknown = Math.max(0, sockets.clients.size - seats.inbox - seats.widget);
      return { ...seats, unknown };
    },
    sessionsEnded: (workspaceId, of) => rooms.sessionsEnded(workspaceId, of),
    previewed: (workspaceId, contactId, preview) =>
      rooms.previewed(workspaceId, contactId, preview),
    close: ({ overMs = 0 } = {}) => (closed ??= close(overMs)),
  };
}

/** Of the stream it is called on. */
function endIt(this: Duplex): void {
  this.destroy();
}

function refuse(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
