/**
 * What is measured: Baton's realtime module on a real feed, or a bare `ws` server.
 *
 * Baton's side has its doors open: who may come in is the accounts' business, and costs a query.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TeammateId } from '@baton/protocol';
import {
  connectDatabase,
  createFeedTail,
  newId,
  silentLog,
  systemClock,
} from '@baton/server/platform';
import { type WebSocket, WebSocketServer } from 'ws';
import { createRealtime } from '../../apps/server/src/modules/realtime/index.ts';
import { benchWorkspace, counts } from './feed-rows.ts';

/** People at the inboxes of the crowd. */
const TEAMMATES = 50;

export interface Used {
  /** Microseconds of this process, in user and in system. */
  cpu: number;
  rss: number;
  heap: number;
  /** Everything that V8 and Node know of, heap included. */
  known: number;
}

export type Ask =
  | { kind: 'used'; collect: boolean }
  | { kind: 'broadcast'; texts: readonly string[] };

process.on('disconnect', () => process.exit(0));
const [, , contender, url] = process.argv as [string, string, string, string];
await (contender === 'baton' ? beBaton(url) : beBare());

async function beBaton(url: string): Promise<void> {
  const log = silentLog();
  const database = connectDatabase({ url, applicationName: 'bench', poolSize: 4, log });
  const tail = createFeedTail({ database, log });
  await tail.start();
  const server = createServer();
  let next = 0;
  const realtime = await createRealtime({
    database,
    tail,
    clock: systemClock,
    log,
    processId: newId('prc'),
    names: { teammateName: async () => 'Ana', aiAgentName: async () => 'Lumi' },
    countsOf: async () => counts,
    contactOf: async () => null,
    doorkeeper: {
      teammate: async () => ({
        workspaceId: benchWorkspace,
        teammateId: `tmt_${(next += 1) % TEAMMATES}` as TeammateId,
        name: 'Ana',
      }),
      contact: async (_request, token) => ({
        workspaceId: benchWorkspace,
        contactId: token,
        conversationId: null,
      }),
    },
  });
  realtime.attach(server);
  server.listen(0, '127.0.0.1', () => answerParent(server.address() as AddressInfo, () => {}));
}

/** Baton's badges follow an event after this pause. */
const PAUSE_MS = 120;

/** As the documentation of `ws` has it: each socket is sent each text. */
async function beBare(): Promise<void> {
  const server = createServer();
  const sockets = new WebSocketServer({ server, perMessageDeflate: false, maxPayload: 8 * 1024 });
  sockets.on('connection', (socket: WebSocket) => {
    socket.on('error', () => {});
    socket.on('message', () => {});
    socket.on('close', () => {});
  });
  server.listen(0, '127.0.0.1', () =>
    answerParent(server.address() as AddressInfo, (texts) => {
      for (const [index, text] of texts.entries())
        setTimeout(() => {
          for (const socket of sockets.clients)
            if (socket.readyState === socket.OPEN) socket.send(text);
        }, index * PAUSE_MS);
    }),
  );
}

function answerParent({ port }: AddressInfo, broadcast: (texts: readonly string[]) => void): void {
  const tell = (what: object) => void process.send?.(what);
  process.on('message', (ask: Ask) => {
    if (ask.kind === 'broadcast') {
      broadcast(ask.texts);
      return tell({});
    }
    if (ask.collect) for (let n = 0; n < 3; n += 1) globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed, external } = process.memoryUsage();
    tell({ cpu: user + system, rss, heap: heapUsed, known: heapUsed + external } satisfies Used);
  });
  tell({ port });
}
