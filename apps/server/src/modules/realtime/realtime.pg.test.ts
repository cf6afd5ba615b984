/**
 * Real sockets on a real feed: a client that was away misses nothing, and nobody hears what is not
 * theirs.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Duplex } from 'node:stream';
import type { InboxFrame, WidgetFrame } from '@baton/protocol';
import { ana, ben } from '@baton/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { systemClock } from '../../platform/clock.ts';
import { createFeedTail, type FeedTail } from '../../platform/feed/index.ts';
import { newId, silentLog } from '../../platform/index.ts';
import {
  aHandoff,
  anAnswer,
  aReply,
  contactId,
  type Desk,
  newClientMessageId,
  openDesk,
  scope,
  workspaceId,
} from '../conversations/testing/desk.ts';
import { createRealtime, type Realtime } from './index.ts';

let desk: Desk;
let tail: FeedTail;
let realtime: Realtime;
let server: Server;
/** Who the doorkeeper takes a cookie or token for. */
let letIn = true;
const sockets: WebSocket[] = [];

beforeEach(async () => {
  letIn = true;
  let wake = (): void => {};
  desk = await openDesk({ onCommitted: () => wake() });
  tail = createFeedTail({ database: desk.database, log: silentLog(), pollMs: 100 });
  wake = () => tail.wake();
  await tail.start();
  realtime = await createRealtime({
    database: desk.database,
    tail,
    clock: systemClock,
    log: silentLog(),
    processId: newId('prc'),
    names: { teammateName: async () => 'Ana', aiAgentName: async () => 'Lumi' },
    countsOf: (workspace, teammate) =>
      desk.conversations.counts({ workspaceId: workspace }, teammate),
    contactOf: async () => contactId,
    doorkeeper: {
      teammate: async (request) => {
        const teammateId = request.headers['x-who'] === 'ben' ? ben : ana;
        return letIn ? { workspaceId, teammateId, name: 'Ana' } : null;
      },
      contact: async (_request, token) =>
        letIn ? { workspaceId, contactId: token, conversationId: null } : null,
    },
  });
  server = createServer();
  realtime.attach(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await realtime.close();
  await tail.stop();
  server.close();
  await desk.close();
});

interface Client<Frame> {
  frames: Frame[];
  socket: WebSocket;
  closed: Promise<number>;
}

function connect<Frame extends { type: string }>(
  path: string,
  hello: object,
  who = 'ana',
): Client<Frame> {
  const { port } = server.address() as AddressInfo;
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { 'x-who': who } });
  sockets.push(socket);
  const frames: Frame[] = [];
  socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', ...hello })));
  socket.on('message', (data) => frames.push(JSON.parse(String(data)) as Frame));
  const closed = new Promise<number>((done) => socket.on('close', done));
  return { frames, socket, closed };
}

/** With patience for a busy machine. */
const soon = <T>(read: () => T) => expect.poll(read, { timeout: 15_000, interval: 20 });

const inbox = (cursor: string | null = null, who?: string) =>
  connect<InboxFrame>('/api/live', { cursor }, who);
const widget = (contact: string, cursor: string | null = null) =>
  connect<WidgetFrame>('/widget/v1/live', { cursor, token: contact });

const isLive = ({ frames }: Client<{ type: string }>) =>
  soon(() => frames.some(({ type }) => type === 'caughtUp')).toBe(true);
const versions = ({ frames }: Client<InboxFrame>) =>
  frames.flatMap((frame) =>
    frame.type === 'event' && frame.event.type === 'conversation.changed'
      ? [frame.event.summary.version]
      : [],
  );

test('what happens in a conversation reaches an open inbox at once', async () => {
  const client = inbox();
  await isLive(client);
  const { id, turn } = await desk.start();
  await desk.ask(id, anAnswer(turn));
  await soon(() => versions(client)).toEqual([2, 3]);
});

test('an inbox that was away hears everything it missed, once and in order', async () => {
  const first = inbox();
  await isLive(first);
  const { id, turn } = await desk.start();
  await soon(() => versions(first)).toEqual([2]);
  const cursor = first.frames.findLast((frame) => frame.type === 'event')?.cursor ?? null;
  first.socket.terminate();
  await desk.ask(id, aHandoff(turn));
  await desk.ask(id, { type: 'claim', by: ana });
  const second = inbox(cursor);
  await isLive(second);
  await desk.ask(id, aReply(ana));
  await soon(() => versions(second)).toEqual([3, 4, 5]);
});

test('a cursor from the future, or one that is none, is told to start anew', async () => {
  for (const [cursor, reason] of [
    ['99999999999.1', 'future'],
    ['yesterday', 'malformed'],
  ] as const) {
    const client = inbox(cursor);
    await soon(() => client.frames.find(({ type }) => type === 'reset')).toEqual({
      type: 'reset',
      reason,
    });
    await client.closed;
  }
});

test("a customer hears their own conversation in the customer's words, and nobody else's", async () => {
  const [mine, other] = [await desk.newContact(), await desk.newContact()];
  const client = widget(mine);
  await isLive(client);
  const { id, turn } = await desk.start(mine);
  await desk.start(other);
  await desk.ask(id, aHandoff(turn));
  await desk.ask(id, {
    type: 'addNote',
    by: ana,
    clientMessageId: newClientMessageId(),
    body: 'A secret.',
  });
  await desk.ask(id, aReply(ana, 'Hello from Ana'));
  await soon(() => JSON.stringify(client.frames)).toContain('Hello from Ana');
  const heard = JSON.stringify(client.frames);
  expect(heard).not.toContain('A secret.');
  expect(heard).not.toContain('brief');
  expect(heard).not.toContain(ana);
  expect(heard).not.toContain(other);
});

test("a customer who was away before they ever wrote catches up on nobody else's conversation", async () => {
  const [mine, other] = [await desk.newContact(), await desk.newContact()];
  const cursor = tail.cursor();
  const theirs = await desk.start(other);
  const { id } = await desk.start(mine);
  const client = widget(mine, cursor);
  await isLive(client);
  // Being caught up ends at the oldest running transaction of the whole server, so what was
  // written a moment ago may come live instead of from the past.
  const heard = () => JSON.stringify(client.frames);
  await soon(heard).toContain(id);
  expect(heard()).not.toContain(theirs.id);
});

test('whoever is not let in is told so, and hears nothing', async () => {
  letIn = false;
  for (const client of [inbox(), widget('con_x')]) {
    expect(await client.closed).toBe(4401);
    expect(client.frames.map(({ type }) => type)).toEqual(['unauthorized']);
  }
});

test('a socket ends with its session, at once, and leaves the others alone', async () => {
  const [hers, his] = [inbox(), inbox(null, 'ben')];
  await Promise.all([isLive(hers), isLive(his)]);
  letIn = false;
  realtime.sessionsEnded(workspaceId, ana);
  expect(await hers.closed).toBe(1001);
  expect(await inbox().closed).toBe(4401);
  expect(his.socket.readyState).toBe(WebSocket.OPEN);
});

test('a session that ended on another process ends its sockets here, too', async () => {
  const client = inbox();
  await isLive(client);
  letIn = false;
  const ended = { kind: 'sessionsEnded', workspaceId, of: ana };
  await desk.database.notify('baton_whispers', JSON.stringify(ended));
  expect(await client.closed).toBe(1001);
});

test('a teammate who signed out in one browser stays signed in in the others', async () => {
  const client = inbox();
  await isLive(client);
  realtime.sessionsEnded(workspaceId, ana);
  const { id, turn } = await desk.start();
  await desk.ask(id, aHandoff(turn));
  await soon(() => versions(client)).toEqual([2, 3]);
});

test('a frame that is none, or a flood of them, closes the door', async () => {
  const nonsense = inbox();
  await isLive(nonsense);
  nonsense.socket.send('{"type":"drop tables"}');
  expect(await nonsense.closed).toBe(1008);
  const flood = inbox();
  await isLive(flood);
  for (let n = 0; n < 100; n++) flood.socket.send('{"type":"ping"}');
  expect(await flood.closed).toBe(1008);
});

test('badges follow, and teammates see who is there and what they look at', async () => {
  const client = inbox();
  await isLive(client);
  const { id, turn } = await desk.start();
  await desk.ask(id, aHandoff(turn));
  await soon(() => client.frames.findLast((frame) => frame.type === 'counts')).toMatchObject({
    counts: await desk.conversations.counts(scope, ana),
  });
  const colleague = inbox(null, 'ben');
  await isLive(colleague);
  colleague.socket.send(JSON.stringify({ type: 'viewing', conversationId: id }));
  await soon(() => client.frames.findLast((frame) => frame.type === 'presence')).toMatchObject({
    teammates: expect.arrayContaining([{ teammateId: ben, viewing: id }]),
  });
  colleague.socket.terminate();
  await soon(() => client.frames.findLast((frame) => frame.type === 'presence')).toMatchObject({
    teammates: [{ teammateId: ana, viewing: null }],
  });
});

test('a customer sees that a teammate types, and the team that the customer does', async () => {
  const customer = widget(contactId);
  const teammate = inbox();
  await Promise.all([isLive(customer), isLive(teammate)]);
  const { id } = await desk.start(contactId);
  await soon(() => JSON.stringify(customer.frames)).toContain(id);
  teammate.socket.send(JSON.stringify({ type: 'typing', conversationId: id, typing: true }));
  await soon(() => customer.frames.at(-1)).toEqual({ type: 'typing', name: 'Ana', typing: true });
  customer.socket.send(JSON.stringify({ type: 'typing', conversationId: id, typing: true }));
  await soon(() => teammate.frames.filter((frame) => frame.type === 'typing').at(-1)).toEqual({
    type: 'typing',
    conversationId: id,
    teammateId: null,
    typing: true,
  });
});

test('a caller who hangs up while being sent away ends nothing but their own connection', async () => {
  const hungUp = new Duplex({
    read: () => {},
    write: (_chunk, _encoding, done) => done(new Error('ECONNRESET')),
  });
  const closed = new Promise<void>((done) => hungUp.once('close', () => done()));
  server.emit('upgrade', { url: '/nothing-here', headers: {} }, hungUp, Buffer.alloc(0));
  await closed;
  await isLive(inbox());
});

test('an answer being written is seen by its customer and by who looks at it, nobody else', async () => {
  const [mine, other] = [await desk.newContact(), await desk.newContact()];
  const { id, turn } = await desk.start(mine);
  const [customer, stranger] = [widget(mine), widget(other)];
  const [looking, elsewhere] = [inbox(), inbox(null, 'ben')];
  await Promise.all([customer, stranger, looking, elsewhere].map((client) => isLive(client)));
  looking.socket.send(JSON.stringify({ type: 'viewing', conversationId: id }));
  await soon(() => JSON.stringify(elsewhere.frames)).toContain(id);
  const preview = {
    type: 'draft' as const,
    conversationId: id,
    turn,
    text: 'Hold the button.',
    sources: [{ title: 'Reset', url: '/articles/1' }],
    withdrawn: false,
  };
  realtime.previewed(workspaceId, mine, preview);
  for (const client of [customer, looking])
    await soon(() => client.frames.find(({ type }) => type === 'draft')).toEqual(preview);
  for (const client of [stranger, elsewhere])
    expect(client.frames.some(({ type }) => type === 'draft')).toBe(false);
});

test('at the end nobody new comes in, and everybody is told to come back', async () => {
  const clients = [inbox(), inbox(null, 'ben'), inbox(), widget(contactId)];
  for (const client of clients) await isLive(client);
  expect(realtime.sockets()).toEqual({ inbox: 3, widget: 1, unknown: 0 });

  const leaving = realtime.close({ overMs: 200 });
  const late = inbox();
  const refused = new Promise<string>((done) =>
    late.socket.on('error', ({ message }) => done(message)),
  );
  expect(await Promise.all(clients.map(({ closed }) => closed))).toEqual([1001, 1001, 1001, 1001]);
  await leaving;
  expect(await refused).toContain('503');
});

test('a visitor whose session ended hears nothing more, at once: others stay', async () => {
  const [mine, other] = [await desk.newContact(), await desk.newContact()];
  const [copied, bystander] = [widget(mine), widget(other)];
  await Promise.all([isLive(copied), isLive(bystander)]);
  letIn = false;
  realtime.sessionsEnded(workspaceId, mine);
  expect(await copied.closed).toBe(1001);
  expect(bystander.socket.readyState).toBe(bystander.socket.OPEN);
  // A renewed secret is everybody's of that AI agent.
  realtime.sessionsEnded(workspaceId, 'agt_1');
  expect(await bystander.closed).toBe(1001);
});
