/**
 * A desk under load: real servers on one durable PostgreSQL, customers whose conversations a teammate
 * has taken (so that no AI answers, and what is measured is the way of a message), and an inbox open
 * on every server.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { ServerUnderTest } from '../../e2e/support/server-under-test.ts';
import { startBenchDatabase } from '../conversations/bench-database.ts';

export interface DeskOptions {
  processes: number;
  customers: number;
  /** The first server's; the others follow. */
  port: number;
  /** Settings of every server, by its number. */
  env?(server: number): Record<string, string>;
}

export interface Customer {
  token: string;
  conversationId: string;
}

export interface LoadedDesk {
  customers: readonly Customer[];
  /** Sends a message of a customer to one of the servers; resolves when it is acknowledged. */
  send(server: number, customer: Customer, clientMessageId: string): Promise<void>;
  /** Called for each customer's message that an open inbox hears of, by the inbox's server. */
  onSeen(hear: (clientMessageId: string, server: number) => void): void;
}

const PASSWORD = 'correct horse battery';
const body =
  'Hello, I ordered the desk lamp eight days ago and the parcel has not arrived. ' +
  'The tracking page says it left your warehouse on Monday. Where is it now?';

export async function withDesk<T>(
  options: DeskOptions,
  use: (desk: LoadedDesk) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-bench-desk-'));
  const database = await startBenchDatabase();
  const servers: ServerUnderTest[] = [];
  const inboxes: WebSocket[] = [];
  async function startServer(n: number, url: string): Promise<ServerUnderTest> {
    const server = new ServerUnderTest({
      dataDir: join(folder, `server-${n}`),
      port: options.port + n,
      env: {
        DATABASE_URL: url,
        BATON_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
        BATON_RATE_LIMITS: 'off',
        BATON_READER: 'off',
        LOG_LEVEL: 'warn',
        // As behind a balancer: one address for all.
        BATON_PUBLIC_URL: origin,
        ...options.env?.(n),
      },
    });
    servers.push(server);
    await server.start();
    return server;
  }
  const origin = `http://127.0.0.1:${options.port}`;
  const caller: Caller = {
    agent: new Agent({ keepAlive: true, maxSockets: 256, scheduling: 'fifo' }),
    origin,
  };
  try {
    await database.prepare(async () => {});
    return await database.withCopy(async (url) => {
      try {
        const first = await startServer(0, url);
        // Before the others start: each prints a link of its own, and only the last one is good.
        const { cookie, widgetKey } = await setUp(first, caller);
        for (let n = 1; n < options.processes; n += 1) await startServer(n, url);
        const bases = servers.map(({ base }) => base);
        const customers: Customer[] = [];
        await inParallel(8, options.customers, async () => {
          customers.push(await aCustomer(bases[0] as string, caller, cookie, widgetKey));
        });
        let hear: (clientMessageId: string, server: number) => void = () => {};
        for (const [n, base] of bases.entries())
          inboxes.push(await openInbox(base, origin, cookie, (id) => hear(id, n)));
        return await use({
          customers,
          send: async (server, { token, conversationId }, clientMessageId) => {
            await call(caller, bases[server] as string, '/widget/v1/messages', {
              headers: { authorization: `Bearer ${token}` },
              body: { clientMessageId, conversationId, body },
            });
          },
          onSeen: (next) => {
            hear = next;
          },
        });
      } finally {
        for (const inbox of inboxes) inbox.terminate();
        for (const server of servers) await server.stop();
      }
    });
  } finally {
    caller.agent.destroy();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function setUp(server: ServerUnderTest, caller: Caller) {
  const link = await server.printed(/http:\S+\/setup\?token=\S+/);
  const { base } = server;
  const { cookie } = await call(caller, base, '/api/setup', {
    body: {
      token: new URL(link).searchParams.get('token'),
      workspaceName: 'Bench',
      name: 'Olga Owner',
      email: 'olga@lumen.example',
      password: PASSWORD,
    },
  });
  const session = await call(caller, base, '/api/session', { headers: { cookie } });
  const [aiAgent] = (session.json as { aiAgents: { widgetKey: string }[] }).aiAgents;
  if (aiAgent === undefined) throw new Error('set-up made no AI agent');
  return { cookie, widgetKey: aiAgent.widgetKey };
}

/** A customer who has written, and whose conversation a teammate has answered and so taken. */
async function aCustomer(
  base: string,
  caller: Caller,
  cookie: string,
  key: string,
): Promise<Customer> {
  const opened = await call(caller, base, '/widget/v1/sessions', { body: { key } });
  const { token } = opened.json as { token: string };
  const stored = await call(caller, base, '/widget/v1/messages', {
    headers: { authorization: `Bearer ${token}` },
    body: { clientMessageId: newId(), body },
  });
  const conversationId = (stored.json as { snapshot: { conversation: { id: string } } }).snapshot
    .conversation.id;
  await call(caller, base, `/api/conversations/${conversationId}/replies`, {
    headers: { cookie },
    body: { clientMessageId: newId(), body: 'I am looking into it.' },
  });
  return { token, conversationId };
}

let ids = 0;
export const newId = (): string => `bench_${Date.now()}_${(ids += 1)}`;

interface SeenFrame {
  type: string;
  event?: { type: string; events?: { clientMessageId?: string }[] };
}

function openInbox(
  base: string,
  origin: string,
  cookie: string,
  seen: (id: string) => void,
): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${base.replace('http', 'ws')}/api/live`, {
      headers: { cookie, origin },
      perMessageDeflate: false,
    });
    socket.on('error', reject);
    socket.on('open', () => socket.send('{"type":"hello","cursor":null}'));
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as SeenFrame;
      if (frame.type === 'caughtUp') resolve(socket);
      for (const { clientMessageId } of frame.event?.events ?? [])
        if (clientMessageId !== undefined) seen(clientMessageId);
    });
  });
}

interface Caller {
  agent: Agent;
  /** As behind a balancer: one address, whichever server it is. */
  origin: string;
}

interface Call {
  headers?: Record<string, string>;
  body?: object;
}

function call(
  caller: Caller,
  base: string,
  path: string,
  { headers = {}, body: json }: Call,
): Promise<{ json: unknown; cookie: string }> {
  const payload = json === undefined ? null : JSON.stringify(json);
  return new Promise((resolve, reject) => {
    const sent = request(
      base + path,
      {
        agent: caller.agent,
        method: payload === null ? 'GET' : 'POST',
        headers: {
          origin: caller.origin,
          ...(payload === null
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
          ...headers,
        },
      },
      (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = Buffer.concat(pieces).toString();
          if ((answer.statusCode ?? 500) >= 300)
            return reject(new Error(`${path}: ${answer.statusCode} ${text.slice(0, 200)}`));
          const [cookie = ''] = answer.headers['set-cookie'] ?? [];
          resolve({
            json: text === '' ? null : JSON.parse(text),
            cookie: cookie.split(';', 1)[0] ?? '',
          });
        });
      },
    );
    sent.on('error', reject);
    sent.end(payload);
  });
}

async function inParallel(lanes: number, count: number, work: () => Promise<void>): Promise<void> {
  let left = count;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
