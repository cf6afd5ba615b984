/**
 * A stand-in for the server, small enough to be read: it keeps the widget's contract (sessions,
 * messages, the live feed with cursors) and does on command what a real one does seldom: refuse,
 * hang up, forget sessions, answer late.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type {
  AnswerPreview,
  ClientFrame,
  ContactConversation,
  ContactEntry,
  ContactEvent,
  WidgetConfig,
  WidgetFrame,
} from '@baton/protocol';
import { type WebSocket, WebSocketServer } from 'ws';
import { hostPage } from './host-page.ts';

interface Contact {
  token: string;
  conversation: ContactConversation | null;
  entries: ContactEntry[];
  events: ContactEvent[];
  sockets: Set<WebSocket>;
  email: string | null;
  /** Whom the website vouched for. */
  person: string | null;
}

type Said = Partial<Extract<ContactEntry, { kind: 'message' }>> & { body: string };

export type FakeBaton = Awaited<ReturnType<typeof startFakeBaton>>;

const dist = fileURLToPath(new URL('../dist/', import.meta.url));

export const look: WidgetConfig['look'] = {
  accent: '#3b5bdb',
  greeting: 'Hi! I’m Lumi. Ask me anything about your lamp, the app or an order.',
  suggestions: ['How do I reset my lamp?', 'What does Lumen Plus cost?', 'Where is my order?'],
  position: 'right',
};

export async function startFakeBaton(port = 0) {
  const contacts = new Map<string, Contact>();
  const sent = new Map<string, string>();
  let ids = 0;
  const fake = {
    url: '',
    config: { aiAgentName: 'Lumi', workspaceName: 'Lumen Desk', look, teammatesOnline: true },
    originAllowed: true,
    /** How the next requests for a path are refused: status and problem code. */
    refusals: [] as { path: string; status: number; code: string; times: number }[],
    socketsAllowed: true,
    /** Messages are stored, but their answer is never heard. */
    loseAnswers: false,
    answer: (_contact: Contact, _body: string): void => {},
    /** What the server says of a value in a form; null when nothing is wrong. */
    refuseValue: (_name: string, _value: string): string | null => null,
    /** What was said of answers, in the order in which it arrived. */
    helpful: [] as [id: string, helpful: unknown][],
    requests: [] as string[],
    contacts: () => [...contacts.values()],
    contact: () => fake.contacts().at(-1) as Contact,
    say,
    notice,
    become,
    typing,
    writes,
    hangUp,
    forgetSessions: () => contacts.clear(),
    close,
  };

  function say(contact: Contact, said: Said): void {
    const version = (contact.conversation?.version ?? 0) + 1;
    const entry = {
      kind: 'message',
      version,
      id: `msg_${String(++ids).padStart(26, '0')}`,
      clientMessageId: null,
      author: 'ai',
      authorName: said.author === 'you' ? null : 'Lumi',
      sources: [],
      choices: [],
      at: new Date().toISOString(),
      ...said,
    } as ContactEntry;
    const mine = said.author === 'you';
    const turn = (contact.conversation?.turn ?? 0) + (mine ? 1 : 0);
    commit(contact, { aiWorking: mine, turn }, [entry]);
  }

  function notice(
    contact: Contact,
    what: Extract<ContactEntry, { kind: 'notice' }>['notice'],
    name: string | null = null,
    facts: Partial<ContactConversation> = {},
    text?: string,
  ): void {
    const version = (contact.conversation?.version ?? 0) + 1;
    const at = new Date().toISOString();
    commit(contact, facts, [
      { kind: 'notice', version, notice: what, name, at, ...(text && { text }) },
    ]);
  }

  function become(contact: Contact, facts: Partial<ContactConversation>): void {
    commit(contact, facts, []);
  }

  function commit(
    contact: Contact,
    facts: Partial<ContactConversation>,
    entries: ContactEntry[],
  ): void {
    const before = contact.conversation ?? {
      id: `cnv_${String(++ids).padStart(26, '0')}` as ContactConversation['id'],
      version: 0,
      status: 'open',
      controller: 'ai',
      turn: 0,
      teammateName: null,
      aiWorking: false,
    };
    const passed = facts.controller !== undefined && facts.controller !== before.controller;
    const turn = before.turn + (passed ? 1 : 0);
    contact.conversation = { ...before, turn, ...facts, version: before.version + 1 };
    if (contact.conversation.controller !== 'ai') contact.conversation.aiWorking = false;
    contact.entries.push(...entries);
    const event: ContactEvent = {
      type: 'conversation.changed',
      conversation: contact.conversation,
      entries,
    };
    contact.events.push(event);
    const cursor = `1.${contact.events.length}`;
    for (const socket of contact.sockets) tell(socket, { type: 'event', cursor, event });
  }

  function typing(contact: Contact, name: string, isTyping: boolean): void {
    for (const socket of contact.sockets) tell(socket, { type: 'typing', name, typing: isTyping });
  }

  /** How far the AI is with its answer to the newest message. */
  function writes(contact: Contact, text: string, more: Partial<AnswerPreview> = {}): void {
    const { id, turn } = contact.conversation as ContactConversation;
    const frame = { type: 'draft', conversationId: id, turn, text, sources: [], withdrawn: false };
    for (const socket of contact.sockets) tell(socket, { ...frame, ...more });
  }

  /** Ends every socket. With `forGood`, no new one opens until `socketsAllowed` is set again. */
  function hangUp(forGood = false): void {
    fake.socketsAllowed = !forGood;
    for (const contact of contacts.values()) {
      for (const socket of contact.sockets) socket.terminate();
    }
  }

  const server = createServer((request, response) => {
    void serve(request, response);
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    if (!fake.socketsAllowed || request.url !== '/widget/v1/live') return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.on('message', (data) => greet(opened, JSON.parse(String(data)) as ClientFrame));
    });
  });

  function greet(socket: WebSocket, frame: ClientFrame): void {
    if (frame.type === 'ping') return tell(socket, { type: 'pong' });
    if (frame.type !== 'hello') return;
    const contact = contacts.get(frame.token ?? '');
    if (!contact) return tell(socket, { type: 'unauthorized' });
    const seen = Number(frame.cursor?.split('.')[1] ?? 0);
    if (seen > contact.events.length) return tell(socket, { type: 'reset', reason: 'future' });
    tell(socket, { type: 'welcome' });
    contact.events.slice(seen).forEach((event, index) => {
      tell(socket, { type: 'event', cursor: `1.${seen + index + 1}` as never, event });
    });
    tell(socket, { type: 'caughtUp', cursor: cursorOf(contact) as never });
    contact.sockets.add(socket);
    socket.on('close', () => contact.sockets.delete(socket));
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', fake.url);
    const reply = (status: number, body: unknown, type = 'application/json') => {
      const bytes = typeof body === 'string' ? body : JSON.stringify(body);
      response.writeHead(status, {
        'content-type': type,
        'access-control-allow-origin': '*',
        'access-control-allow-headers': 'authorization, content-type',
      });
      response.end(bytes);
    };
    const problem = (status: number, code: string) => reply(status, { code, status });
    if (request.method === 'OPTIONS') return reply(204, '');
    if (pathname === '/widget.js') {
      return reply(200, readFileSync(`${dist}widget.js`, 'utf8'), 'text/javascript; charset=utf-8');
    }
    const words = /^\/widget-words\/([a-z]{2}\.json)$/.exec(pathname)?.[1];
    if (words) return reply(200, readFileSync(`${dist}words/${words}`, 'utf8'));
    if (pathname === '/demo') {
      const demo = readFileSync(`${dist}demo.html`, 'utf8');
      return reply(200, demo.replaceAll('%WIDGET_KEY%', 'wk_test'), 'text/html');
    }
    if (!pathname.startsWith('/widget/v1/')) {
      const { html, policy } = hostPage(searchParams);
      if (policy) response.setHeader('content-security-policy', policy);
      return reply(200, html, 'text/html; charset=utf-8');
    }

    const path = pathname.slice('/widget/v1/'.length);
    fake.requests.push(`${request.method} ${path}`);
    const refusal = fake.refusals.find((one) => one.path === path && one.times > 0);
    if (refusal) {
      refusal.times--;
      return problem(refusal.status, refusal.code);
    }
    if (!fake.originAllowed) return problem(403, 'origin_not_allowed');
    if (path === 'config') return reply(200, fake.config);

    const body = await jsonOf(request);
    if (path === 'sessions') {
      const contact = contactFor(body);
      if (contact === null) {
        const detail = 'The JWT is signed with another secret.';
        return reply(401, { code: 'identity_not_valid', status: 401, detail });
      }
      const { token, person } = contact;
      const identified = person !== null;
      return reply(200, { token, expiresAt: '', identified, ...snapshotOf(contact) });
    }
    const contact = contacts.get((request.headers.authorization ?? '').slice('Bearer '.length));
    if (!contact) return problem(401, 'widget_session_expired');
    if (path === 'conversation') return reply(200, snapshotOf(contact));
    if (path === 'contact') {
      contact.email = String(body['email']);
      response.writeHead(204, { 'access-control-allow-origin': '*' });
      return void response.end();
    }

    const answerId = /^messages\/(msg_\d+)\/helpful$/.exec(path)?.[1];
    if (answerId) {
      fake.helpful.push([answerId, body['helpful']]);
      response.writeHead(204, { 'access-control-allow-origin': '*' });
      return void response.end();
    }

    const values = (body['submitted'] as { values?: Record<string, string> } | undefined)?.values;
    const errors = Object.entries(values ?? {}).flatMap(([name, value]) => {
      const message = fake.refuseValue(name, value);
      return message ? [{ path: `submitted.values.${name}`, message }] : [];
    });
    if (errors.length > 0) return reply(422, { code: 'invalid_input', status: 422, errors });

    const clientMessageId = String(body['clientMessageId']);
    const known = sent.has(clientMessageId);
    if (!known) {
      sent.set(clientMessageId, contact.token);
      const submitted = body['submitted'] as Said['submitted'];
      const said = { author: 'you', clientMessageId, body: String(body['body']) } as const;
      say(contact, { ...said, ...(submitted && { submitted }) });
    }
    if (fake.loseAnswers) return void request.socket.destroy();
    reply(200, { ...newerThan(body, snapshotOf(contact)), changed: !known });
    if (!known) fake.answer(contact, String(body['body']));
  }

  /** Null where the website's word is not taken: a signature of "bad". */
  function contactFor(body: Record<string, unknown>): Contact | null {
    const known = contacts.get(String(body['token']));
    const [, payload, signature] = String(body['identity'] ?? '').split('.');
    if (payload === undefined) return known?.person === null ? known : newContact();
    if (signature === 'bad') return null;
    const { sub } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub: string };
    const theirs = fake.contacts().find((contact) => contact.person === sub);
    if (theirs) return theirs;
    // Their first word from this website: what they said before it goes along, under a new token.
    const contact = { ...newContact(), person: sub };
    if (known?.person === null) {
      Object.assign(known, { ...contact, ...known, token: contact.token, person: sub });
      contacts.delete(String(body['token']));
      contacts.set(contact.token, known);
      return known;
    }
    contacts.set(contact.token, contact);
    return contact;
  }

  function newContact(): Contact {
    const token = `token-${++ids}-${'x'.repeat(20)}`;
    const contact: Contact = {
      token,
      conversation: null,
      entries: [],
      events: [],
      sockets: new Set(),
      email: null,
      person: null,
    };
    contacts.set(token, contact);
    return contact;
  }

  async function close(): Promise<void> {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }

  await listen(server, port);
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return fake;
}

const cursorOf = (contact: Contact) => `1.${contact.events.length}`;

function snapshotOf(contact: Contact) {
  const { conversation, entries } = contact;
  return { snapshot: conversation && { conversation, entries }, cursor: cursorOf(contact) };
}

/** Of the conversation that the widget knows, what it does not know yet. */
function newerThan(body: Record<string, unknown>, whole: ReturnType<typeof snapshotOf>) {
  const { snapshot, cursor } = whole;
  if (snapshot === null || snapshot.conversation.id !== body['conversationId']) return whole;
  const known = Number(body['knownVersion'] ?? 0);
  const entries = snapshot.entries.filter(({ version }) => version > known);
  return { snapshot: { ...snapshot, entries }, cursor };
}

function tell(socket: WebSocket, frame: WidgetFrame | { type: string; [more: string]: unknown }) {
  socket.send(JSON.stringify(frame));
}

async function jsonOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text ? (JSON.parse(text) as Record<string, unknown>) : {};
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((done) => server.listen(port, '127.0.0.1', done));
}
