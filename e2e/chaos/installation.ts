/**
 * What is struck: servers, each behind a line of its own, and PostgreSQL, on this machine.
 *
 *   people ──► balancer ──► line ──► server ──► line ──► PostgreSQL      several, PostgreSQL apart
 *   people ──► balancer ──► line ──► server ══► PostgreSQL of its own    one, as `npm start` runs it
 *
 * Both are the embedded PostgreSQL with its durable settings. Whoever watches over it (the server that
 * owns it, else this process) starts it again when it dies, as an operator's system would.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  connectionUrlOfRunning,
  createLog,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '@baton/server/platform';
import pg from 'pg';
import { type Balancer, balance } from '../support/balancer.ts';
import { type Link, openLink } from '../support/link.ts';
import { pause } from '../support/random.ts';
import { LateFeed } from './late-feed.ts';
import { freePort, ServerUnderTest } from '../support/server-under-test.ts';

const STARTS_WITHIN_MS = 180_000;
const POSTGRES_BACK_WITHIN_MS = 60_000;
const DRAIN_SECONDS = 2;
/** What a server says that found an answer, or an action, without the job that was to bring it. */
const MENDED = /had lost their job/;

export interface Installation {
  /** Where people go. */
  base: string;
  servers: ServerUnderTest[];
  /** To each server. */
  customerLinks: Link[];
  /** From each server to PostgreSQL; none where it is the server's own. */
  databaseLinks: Link[];
  /** Servers with connections to PostgreSQL that will never answer nor end, as far as they know. */
  swallowed: Set<number>;
  /** Without a line between. */
  databaseUrl(): Promise<string>;
  lateFeed: LateFeed;
  /** Again and again, as a supervisor does, until it serves. */
  start(server: number): Promise<void>;
  restartPostgres(mode: 'fast' | 'immediate'): Promise<void>;
  close(): Promise<void>;
}

export interface Options {
  servers: number;
  apart: boolean;
}

export async function install({ servers: count, apart }: Options): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-chaos-'));
  const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const end of ends.toReversed()) await end();
  };
  try {
    const postgres = apart ? await startPostgres(folder) : null;
    if (postgres) ends.push(() => postgres.stop());
    const databaseUrl = async (): Promise<string> => {
      const url = postgres?.url ?? (await connectionUrlOfRunning(folder));
      if (url === null) throw new Error('the embedded PostgreSQL is not running');
      return url;
    };
    const databaseLinks = postgres ? await links(count, addressOf(postgres.url)) : [];
    const secret = randomBytes(32).toString('base64');
    const ports = await Promise.all(Array.from({ length: count }, freePort));
    const servers = ports.map((port, index) => {
      const line = databaseLinks[index];
      return new ServerUnderTest({
        dataDir: postgres ? join(folder, `server-${index}`) : folder,
        port,
        shiftingClock: true,
        keeps: MENDED,
        env: {
          LOG_LEVEL: 'warn',
          BATON_RATE_LIMITS: 'off',
          BATON_MODEL_PATIENCE: '10',
          BATON_DRAIN_SECONDS: String(count > 1 ? DRAIN_SECONDS : 0),
          BATON_SECRET_KEY: secret,
          ...(postgres && line && { DATABASE_URL: through(postgres.url, line) }),
          // Three readers on two cores say more about the machine than about Baton.
          ...(count > 1 && { BATON_READER: 'off' }),
        },
      });
    });
    ends.push(() => Promise.all(servers.map((server) => server.stop())));
    const swallowed = new Set<number>();
    for (const server of servers) await server.start();
    const customerLinks = await Promise.all(
      ports.map((port) => openLink({ host: '127.0.0.1', port })),
    );
    const balancer: Balancer = await balance(customerLinks.map(({ port }) => port));
    ends.push(() => balancer.close());
    for (const line of [...customerLinks, ...databaseLinks]) ends.push(() => line.close());
    const lateFeed = new LateFeed(databaseUrl);
    ends.push(() => lateFeed.letGo());
    return {
      base: balancer.base,
      servers,
      customerLinks,
      databaseLinks,
      swallowed,
      databaseUrl,
      lateFeed,
      start: async (server) => {
        await startUntilServing(servers, server);
        swallowed.delete(server);
      },
      restartPostgres: (mode) => restart(mode, databaseUrl),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function startPostgres(folder: string): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir: folder, log: createLog({ level: 'silent' }) });
}

function links(count: number, target: { host: string; port: number }): Promise<Link[]> {
  return Promise.all(Array.from({ length: count }, () => openLink(target)));
}

function addressOf(url: string): { host: string; port: number } {
  const { hostname: host, port } = new URL(url);
  return { host, port: Number(port) };
}

function through(url: string, { port }: Link): string {
  const changed = new URL(url);
  changed.port = String(port);
  return changed.href;
}

async function startUntilServing(servers: ServerUnderTest[], index: number): Promise<void> {
  const server = servers[index];
  if (server === undefined) throw new Error(`there is no server ${index}`);
  const deadline = Date.now() + STARTS_WITHIN_MS;
  for (;;) {
    try {
      return await server.start();
    } catch (error) {
      // Without its database it says so and ends; whoever supervises it tries again.
      await server.kill();
      if (Date.now() > deadline) throw error;
      await pause(300);
    }
  }
}

/** Asked of the postmaster itself, as `pg_ctl restart` would; then until it answers again. */
async function restart(mode: 'fast' | 'immediate', url: () => Promise<string>): Promise<void> {
  const before = await postmaster(url);
  process.kill(before, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  while ((await postmaster(url)) === before) await pause(50);
}

async function postmaster(url: () => Promise<string>): Promise<number> {
  const deadline = Date.now() + POSTGRES_BACK_WITHIN_MS;
  for (;;) {
    try {
      const [row] = await query<{ pid: string }>(
        await url(),
        `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as pid`,
      );
      return Number(row?.pid);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(50);
    }
  }
}

async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}
