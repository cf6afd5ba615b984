// A whole server with two workspaces, and sockets of both: every frame that a client can send, with
// the other's ids in it. Nobody hears a word of the other; neither does one customer of another.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClientFrame } from '@baton/protocol';
import { createTestDatabase, eventually, type TestDatabase } from '@baton/testkit/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { createPolicyPort } from '../composition/policy-port.ts';
import { hashPassword } from '../modules/accounts/passwords.ts';
import { password } from '../modules/accounts/testing/test-accounts.ts';
import { createWorkspace } from '../modules/accounts/workspaces.ts';
import { loadConfig } from '../platform/config.ts';
import { newId } from '../platform/ids.ts';
import { createLog } from '../platform/log.ts';
import { type RunningServer, serve } from '../serve.ts';
import type { HttpApp } from './index.ts';
import type { JsonSchema } from './openapi/schemas.ts';
import { SESSION_COOKIE } from './session-cookie.ts';
import { createBrowser } from './testing/browser.ts';
import { madeUpValues } from './testing/made-up.ts';
import { createWidget } from './testing/widget.ts';

let folder: string;
let testDatabase: TestDatabase;
let server: RunningServer;
let ours: Company;
let theirs: Company;
const trouble: string[] = [];
const sockets: WebSocket[] = [];

interface Client {
  frames: { type: string }[];
  send(frame: object): void;
}

interface Customer {
  widget: ReturnType<typeof createWidget>;
  conversationId: string;
  contactId: string;
  chat: Client;
}

interface Company {
  workspaceId: string;
  teammateId: string;
  inbox: Client;
  customer: Customer;
  neighbour: Customer;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-walk-'));
  testDatabase = await createTestDatabase();
  server = await serve(
    loadConfig({
      PORT: '0',
      HOST: '127.0.0.1',
      BATON_DATA: folder,
      DATABASE_URL: testDatabase.url,
      BATON_READER: 'off',
      BATON_RATE_LIMITS: 'off',
    }),
    createLog({
      level: 'warn',
      pretty: false,
      write: (line) => {
        if (line.includes('NoStanding')) trouble.push(line);
      },
    }),
  );
  ours = await company('owner@ours.example');
  theirs = await company('owner@theirs.example');
}, 90_000);

afterAll(async () => {
  for (const socket of sockets) socket.terminate();
  await server?.close();
  await testDatabase?.drop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

async function company(email: string): Promise<Company> {
  const passwordHash = await hashPassword(password);
  const answers = { workspaceName: `${email}'s shop`, name: 'Ola Owner', email, passwordHash };
  await testDatabase
    .connect({ poolSize: 1 })
    .transaction((tx) => createWorkspace(tx, { newId, policy: createPolicyPort() }, answers));
  const app = {
    request: (path: string, init: RequestInit) => fetch(server.url + path, init),
  } as unknown as HttpApp;
  const browser = createBrowser(app);
  const { teammate, workspace, aiAgents } = (
    await browser.post('/api/session', { email, password })
  ).body;
  const customer = async (): Promise<Customer> => {
    const widget = createWidget(app, { key: aiAgents[0].widgetKey });
    await widget.say(`I write to ${email}.`);
    const { snapshot } = (await widget.get('/conversation')).body;
    const conversationId: string = snapshot.conversation.id;
    const summary = (await browser.get(`/api/conversations/${conversationId}`)).body.summary;
    const chat = await connect('/widget/v1/live', {}, { token: widget.token() });
    return { widget, conversationId, contactId: summary.contact.id, chat };
  };
  const cookie = `${SESSION_COOKIE}=${browser.session()}`;
  return {
    workspaceId: workspace.id,
    teammateId: teammate.id,
    inbox: await connect('/api/live', { cookie }),
    customer: await customer(),
    neighbour: await customer(),
  };
}

async function connect(path: string, headers: object, hello: object = {}): Promise<Client> {
  const socket = new WebSocket(server.url.replace('http', 'ws') + path, {
    headers: { ...headers, ...(path.startsWith('/widget') && { origin: 'https://shop.example' }) },
  });
  sockets.push(socket);
  const frames: { type: string }[] = [];
  socket.on('message', (data) => frames.push(JSON.parse(String(data)) as { type: string }));
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const send = (frame: object) => socket.send(JSON.stringify(frame));
  send({ type: 'hello', cursor: null, ...hello });
  await eventually(() => expect(frames.map(({ type }) => type)).toContain('caughtUp'));
  return { frames, send };
}

const idsOf = ({ workspaceId, teammateId, customer, neighbour }: Company): string[] => [
  workspaceId,
  teammateId,
  ...[customer, neighbour].flatMap((each) => [each.conversationId, each.contactId]),
];

const frameSchemas = z.toJSONSchema(ClientFrame, { io: 'input' }) as JsonSchema;

/** Every frame of the protocol, about this conversation; a `hello` opens a socket of its own. */
function framesAbout(conversationId: string): { type: string }[] {
  return madeUpValues(frameSchemas, {}, () => conversationId) as { type: string }[];
}

/** Whatever was said before a ping was heard before its pong. */
async function heardOut({ frames, send }: Client): Promise<void> {
  const pongs = () => frames.filter(({ type }) => type === 'pong').length;
  const before = pongs();
  send({ type: 'ping' });
  await eventually(() => expect(pongs()).toBeGreaterThan(before));
}

/** What a typing notice comes to where it belongs; after it, an earlier one has come too. */
async function typingArrives(from: Client, to: Client, conversationId: string): Promise<void> {
  const notices = () => to.frames.filter(({ type }) => type === 'typing').length;
  const before = notices();
  from.send({ type: 'typing', conversationId, typing: true });
  await eventually(() => expect(notices()).toBeGreaterThan(before));
}

/** What it heard; not what a teammate said of themselves, which their own team hears again. */
const said = ({ frames }: Client) =>
  JSON.stringify(frames, (key, value: unknown) => (key === 'viewing' ? null : value));

describe('with the ids of another workspace', () => {
  it('every frame that there is can be sent', () => {
    const types = new Set(framesAbout(ours.customer.conversationId).map(({ type }) => type));
    expect([...types].toSorted()).toEqual(
      ClientFrame.options.map(({ shape }) => shape.type.value).toSorted(),
    );
  });

  it('neither side hears anything of the other, whatever frames come', async () => {
    for (const [walker, walked] of [
      [ours, theirs],
      [theirs, ours],
    ] as const) {
      for (const each of [walked.customer, walked.neighbour]) {
        for (const frame of framesAbout(each.conversationId)) {
          if (frame.type === 'hello') continue;
          walker.inbox.send(frame);
          walker.customer.chat.send(frame);
        }
      }
    }
    for (const each of [ours, theirs]) {
      // After the walks, on the same sockets and in order: what is one's own does arrive.
      await typingArrives(each.inbox, each.customer.chat, each.customer.conversationId);
      await typingArrives(each.customer.chat, each.inbox, each.customer.conversationId);
      await each.customer.widget.say('One more thing.');
      await eventually(() => expect(said(each.inbox)).toContain('One more thing.'));
    }
    for (const [walker, walked] of [
      [ours, theirs],
      [theirs, ours],
    ] as const) {
      const clients = [walker.inbox, walker.customer.chat, walker.neighbour.chat];
      for (const client of clients) {
        await heardOut(client);
        for (const id of idsOf(walked)) expect(said(client)).not.toContain(id);
      }
    }
  });

  it('a token, a cursor and a cookie of the other open nothing of theirs', async () => {
    const cursor = JSON.stringify(theirs.inbox.frames).match(/"cursor":"([\d.]+)"/)?.[1];
    expect(cursor).toBeDefined();
    const back = await connect(
      '/widget/v1/live',
      {},
      {
        cursor: '0.0',
        token: ours.customer.widget.token(),
      },
    );
    for (const id of idsOf(theirs)) expect(said(back)).not.toContain(id);
    expect(said(back)).not.toContain(ours.neighbour.conversationId);
    // A widget's token is no cookie, and a cookie no token.
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/api/live`, {
      headers: { cookie: `${SESSION_COOKIE}=${theirs.customer.widget.token()}` },
    });
    sockets.push(socket);
    const frames: string[] = [];
    socket.on('message', (data) => frames.push(String(data)));
    socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', cursor })));
    await eventually(() => expect(frames.join()).toContain('unauthorized'));
  });
});

describe('with the ids of another customer of the same workspace', () => {
  it('a chat hears nothing of the other, and the other nothing of it', async () => {
    const { customer, neighbour } = ours;
    for (const frame of framesAbout(neighbour.conversationId)) {
      if (frame.type !== 'hello') customer.chat.send(frame);
    }
    await neighbour.widget.say('Only between us.');
    await eventually(() => expect(said(neighbour.chat)).toContain('Only between us.'));
    await typingArrives(ours.inbox, customer.chat, customer.conversationId);
    await heardOut(customer.chat);
    await heardOut(neighbour.chat);
    for (const id of [neighbour.conversationId, neighbour.contactId]) {
      expect(said(customer.chat)).not.toContain(id);
    }
    // A customer's typing is only ever about their own conversation, whichever it names.
    const typed = neighbour.chat.frames.filter(({ type }) => type === 'typing');
    expect(typed).toEqual([]);
  });
});

it('the server asked its database nothing without saying whose rows it meant', () => {
  expect(trouble).toEqual([]);
});
