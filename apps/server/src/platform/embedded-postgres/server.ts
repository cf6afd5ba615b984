/**
 * The embedded PostgreSQL of one data folder, kept running until it is told to stop.
 *
 *   start ──► a server runs here already? ── ours, same settings ──► adopt it
 *                    │ no                 └─ other settings ──► stop it, start anew
 *                    ▼
 *              start one ──► ready ── dies under us ──► pause ──► start again, same port
 *
 * The caller holds the data folder's lock (data-lock.ts), so nobody else does this at once.
 */
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log.ts';
import { provideBinaries } from './binaries.ts';
import { provideCluster, provideFolders } from './cluster.ts';
import { EmbeddedPostgresError } from './errors.ts';
import { freePort } from './free-port.ts';
import {
  type ConnectionFacts,
  databaseName,
  layoutOf,
  readConnectionFacts,
  urlOf,
  writeConnectionFacts,
} from './layout.ts';
import {
  askToStop,
  clearLeftovers,
  findPostmaster,
  type Postmaster,
  startPostmaster,
  stopPostmaster,
} from './postmaster.ts';
import { isRunning } from './process-identity.ts';
import { unprivilegedUser } from './run-as.ts';
import { fingerprint } from './settings.ts';

export interface EmbeddedPostgresOptions {
  dataDir: string;
  log: Log;
  /** False only for tests: quicker, and a power cut may lose data. Default: true. */
  durable?: boolean;
}

export interface EmbeddedPostgres {
  /** For connectDatabase; stays the same while this runs, also over a restart of the server. */
  url: string;
  /** True when a server that another Baton left behind was found running and taken over. */
  adopted: boolean;
  pid(): number | undefined;
  /** Stops the server cleanly. Close connections first. */
  stop(): Promise<void>;
  /** Told each time the server dies by itself; it is being started again by then. */
  onUnexpectedExit(tell: (exit: { code: number | null; signal: string | null }) => void): void;
}

export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const { dataDir, log, durable = true } = options;
  const layout = layoutOf(dataDir);
  const user = unprivilegedUser();
  await provideFolders(dataDir, layout, user);
  const binaries = await provideBinaries(user, layout.root);
  const facts = await provideCluster(layout, binaries, user, { durable });

  const listeners: Parameters<EmbeddedPostgres['onUnexpectedExit']>[0][] = [];
  const stopping = new AbortController();
  let current: Postmaster | undefined;
  let restarting: Promise<void> = Promise.resolve();

  const adopted = await adoptable();
  if (adopted !== undefined) {
    log.info({ pid: adopted.pid }, 'the embedded database was still running; taking it over');
    current = adopted;
    facts.port = adopted.port;
    void watchAdopted(adopted.pid);
  } else {
    await start();
  }
  await provideDatabase(facts);
  // A process that ends in a hurry (a second Ctrl-C) takes its database along.
  process.once('exit', leave);

  return {
    url: urlOf(facts),
    adopted: adopted !== undefined,
    pid: () => current?.pid,
    stop,
    onUnexpectedExit: (tell) => void listeners.push(tell),
  };

  /** A running server that we can sign in to and that runs as this build would run it. */
  async function adoptable(): Promise<Postmaster | undefined> {
    const found = await findPostmaster(layout);
    if (found === undefined) return undefined;
    const settings = await ask<{ settings: string | null }>(
      urlOf({ ...facts, port: found.port }, 'postgres'),
      `select current_setting('baton.settings', true) as settings`,
    ).catch(() => undefined);
    if (settings?.settings === fingerprint({ durable })) return found;
    log.info({ pid: found.pid }, 'an older embedded database was still running; stopping it');
    await stopPostmaster(found.pid);
    return undefined;
  }

  async function start(): Promise<void> {
    // The port of last time, so that an address somebody noted goes on working.
    let port = facts.port === 0 ? await freePort() : facts.port;
    const mayMove = current === undefined;
    for (let attempt = 1; ; attempt += 1) {
      await clearLeftovers(layout);
      const result = await startPostmaster({ layout, binaries, user, durable, port });
      if (typeof result !== 'string') {
        current = result.postmaster;
        watchChild(result.child);
        break;
      }
      if (attempt === 100) {
        throw new EmbeddedPostgresError(
          'cannot_start',
          `The embedded PostgreSQL in ${layout.data} did not start: ${result}.`,
        );
      }
      if (result === 'port taken' && mayMove) port = await freePort();
      else await sleep(50);
    }
    if (port !== facts.port) {
      facts.port = port;
      await writeConnectionFacts(layout, facts);
    }
  }

  function watchChild(child: ChildProcess): void {
    child.once('exit', (code, signal) => died(code, signal));
    // It may have died between "ready" and this line.
    if (child.exitCode !== null) died(child.exitCode, null);
  }

  async function watchAdopted(pid: number): Promise<void> {
    while (!stopping.signal.aborted) {
      if (!isRunning(pid)) return died(null, null);
      await sleep(250, undefined, stopping).catch(() => undefined);
    }
  }

  function died(code: number | null, signal: string | null): void {
    if (stopping.signal.aborted) return;
    log.error({ code, signal }, 'the embedded database died; starting it again');
    for (const tell of listeners) tell({ code, signal });
    restarting = restart();
  }

  async function restart(): Promise<void> {
    for (let pauseMs = 50; !stopping.signal.aborted; pauseMs = Math.min(pauseMs * 2, 10_000)) {
      await sleep(pauseMs, undefined, stopping).catch(() => undefined);
      if (stopping.signal.aborted) return;
      try {
        await start();
        log.info({ pid: current?.pid }, 'the embedded database is back');
        return;
      } catch (error) {
        log.error({ err: error }, 'the embedded database could not be started again');
      }
    }
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await restarting;
    if (current !== undefined) await stopPostmaster(current.pid);
    current = undefined;
    process.off('exit', leave);
  }

  /** There is no time to wait: PostgreSQL finishes by itself, and a next start waits for it. */
  function leave(): void {
    if (current !== undefined) askToStop(current.pid);
  }
}

/** The address of the server that runs on this folder now, for a process that does not own it. */
export async function connectionUrlOfRunning(dataDir: string): Promise<string | null> {
  const facts = await readConnectionFacts(layoutOf(dataDir));
  if (facts === undefined || facts.port === 0) return null;
  const url = urlOf(facts);
  return ask(url, 'select 1').then(
    () => url,
    () => null,
  );
}

async function provideDatabase(facts: ConnectionFacts): Promise<void> {
  const maintenance = urlOf(facts, 'postgres');
  const exists = await ask(
    maintenance,
    `select 1 from pg_database where datname = '${databaseName}'`,
  );
  if (exists === undefined) await ask(maintenance, `create database ${databaseName}`);
}

/** One question on a connection of its own. */
async function ask<Row extends object>(url: string, question: string): Promise<Row | undefined> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'baton',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Row>(question)).rows[0];
  } finally {
    await client.end().catch(() => undefined);
  }
}
