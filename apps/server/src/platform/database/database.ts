/**
 * The database as the rest of the server sees it: a few verbs over a pool of connections.
 *
 * What can be relied on:
 * - A database that goes away fails queries with `DatabaseUnavailable` within seconds, never
 *   crashes the process, and works again by itself once it is back.
 * - `transaction` either committed, or threw. Work that swallowed a database error inside a
 *   transaction does not pass as a commit.
 * - No query and no forgotten transaction holds on for ever: the live feed can only move past
 *   transactions that have ended.
 * - Work of a workspace stands behind the wall (wall.ts): it sees this workspace's rows only. A
 *   query that stands nowhere (standing.ts) is refused.
 *
 * In rows, `bigint` and `xid8` are strings, `timestamptz` is a Date, `jsonb` is parsed. A
 * parameter that is an array becomes a PostgreSQL array: pass JSON.stringify(list) to a jsonb.
 */
import pg from 'pg';
import type { Log } from '../log.ts';
import { traced } from '../tracing/index.ts';
import { asDatabaseError } from './errors.ts';
import { createListener } from './listener.ts';
import { openPool, withClient } from './pool.ts';
import { ask, type Sql } from './sql.ts';
import { currentStanding, NoStanding } from './standing.ts';
import { inTransaction, type TransactionOptions } from './transaction.ts';
import { createWalledPool } from './walled-pool.ts';

export type { TransactionOptions } from './transaction.ts';

export interface Database extends Sql {
  /** Runs `work` in one transaction: commits when it returns, rolls back when it throws. */
  transaction<T>(work: (tx: Sql) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /**
   * Hears a channel until the returned function is called. Notifications sent while the
   * connection was down are lost, so `onReconnect` is the moment to look for oneself.
   */
  listen(
    channel: string,
    onNotify: (payload: string) => void,
    onReconnect?: () => void,
  ): Promise<() => Promise<void>>;
  /** Sends on a connection of its own: NOTIFY in a write transaction would serialise commits. */
  notify(channel: string, payload: string): Promise<void>;
  /**
   * What takes minutes and can stand in no transaction (`create index concurrently`), on a connection
   * of its own, as the owner of the tables. Its statements have no time limit.
   */
  maintain<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Of queries, in this process; `waiting` queries have none yet. */
  connections(): { open: number; idle: number; waiting: number };
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  /** Waits for running queries, then lets go of every connection. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** `postgres://user:password@host:port/database`, or with `?host=/socket/folder`. */
  url: string;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  /** Connections for the work of workspaces; two more serve LISTEN and NOTIFY. */
  poolSize: number;
  /** Connections for what goes across workspaces. Default: 4, or `poolSize` where that is less. */
  acrossPoolSize?: number;
  /** A query that stands nowhere. Default: it is refused; a test may look at everything. */
  elsewhere?: 'refused' | 'across';
  log: Log;
}

const connectTimeoutMs = 5_000;
const statementTimeoutMs = 30_000;
const idleInTransactionMs = 15_000;
/** What goes across is short: who asks, the next job, the feed. */
const acrossConnections = 4;

export function connectDatabase(options: DatabaseOptions): Database {
  const { log, poolSize, elsewhere = 'refused' } = options;
  const { acrossPoolSize = Math.min(acrossConnections, poolSize) } = options;
  const connection: pg.ClientConfig = {
    connectionString: options.url,
    application_name: options.applicationName,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
  };
  const guarded: pg.PoolConfig = {
    ...connection,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    // For a connection whose other end vanished without a word: the server's own time-out, which
    // should always come first, cannot be heard there.
    query_timeout: statementTimeoutMs + 5_000,
  };
  const pool = openPool({ ...guarded, max: poolSize }, log);
  const across = openPool({ ...guarded, max: acrossPoolSize }, log);
  const walled = createWalledPool(pool, across);
  const notifier = openPool({ ...guarded, max: 1 }, log);
  const listener = createListener(connection, log);
  let closing: Promise<void> | undefined;

  /** A connection that stands where the caller does. */
  async function whereWeStand<T>(use: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const standing = currentStanding();
    if (standing?.kind === 'workspace') return walled.withClient(standing.workspaceId, use);
    if (standing === undefined && elsewhere === 'refused') throw new NoStanding();
    return withClient(across, use);
  }

  return {
    query: (text, params, options) => whereWeStand((client) => ask(client, text, params, options)),
    transaction: (work, how) =>
      traced('transaction', {}, () => whereWeStand((client) => inTransaction(client, work, how)), {
        onlyWithin: true,
      }),
    listen: (channel, onNotify, onReconnect) => listener.listen(channel, onNotify, onReconnect),
    notify: (channel, payload) =>
      withClient(notifier, async (client) => {
        await ask(client, 'select pg_notify($1, $2)', [channel, payload]);
      }),
    async maintain(work) {
      const client = new pg.Client({
        ...connection,
        idle_in_transaction_session_timeout: idleInTransactionMs,
      });
      client.on('error', () => undefined);
      try {
        await client.connect();
        await client.query('set statement_timeout = 0');
        return await work({ query: (text, params) => ask(client, text, params) });
      } catch (error) {
        throw asDatabaseError(error);
      } finally {
        await client.end().catch(() => undefined);
      }
    },
    connections: () => ({
      open: pool.totalCount + across.totalCount,
      idle: pool.idleCount + across.idleCount,
      waiting: pool.waitingCount + across.waitingCount,
    }),
    ping: () =>
      withClient(across, async (client) => {
        await ask(client, 'select 1');
      }),
    close: () => {
      closing ??= Promise.all([listener.close(), pool.end(), across.end(), notifier.end()]).then(
        () => undefined,
      );
      return closing;
    },
  };
}
