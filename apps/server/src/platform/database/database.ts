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
 *
 * In rows, `bigint` and `xid8` are strings, `timestamptz` is a Date, `jsonb` is parsed. A
 * parameter that is an array becomes a PostgreSQL array: pass JSON.stringify(list) to a jsonb.
 */
import pg from 'pg';
import type { Log } from '../log.ts';
import { asDatabaseError, DatabaseUnavailable } from './errors.ts';
import { createListener } from './listener.ts';
import { ask, type Sql } from './sql.ts';
import { inTransaction, type TransactionOptions } from './transaction.ts';

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
  /** Connections for queries; two more serve LISTEN and NOTIFY. */
  poolSize: number;
  log: Log;
}

const connectTimeoutMs = 5_000;
const statementTimeoutMs = 30_000;
const idleInTransactionMs = 15_000;

export function connectDatabase(options: DatabaseOptions): Database {
  const { log } = options;
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
  const pool = openPool({ ...guarded, max: options.poolSize }, log);
  const notifier = openPool({ ...guarded, max: 1 }, log);
  const listener = createListener(connection, log);
  let closing: Promise<void> | undefined;

  return {
    query: (text, params, options) =>
      withClient(pool, (client) => ask(client, text, params, options)),
    transaction: (work, how) => withClient(pool, (client) => inTransaction(client, work, how)),
    listen: (channel, onNotify, onReconnect) => listener.listen(channel, onNotify, onReconnect),
    notify: (channel, payload) =>
      withClient(notifier, async (client) => {
        await ask(client, 'select pg_notify($1, $2)', [channel, payload]);
      }),
    connections: () => ({
      open: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    ping: () =>
      withClient(pool, async (client) => {
        await ask(client, 'select 1');
      }),
    close: () => {
      closing ??= Promise.all([listener.close(), pool.end(), notifier.end()]).then(() => undefined);
      return closing;
    },
  };
}

function openPool(config: pg.PoolConfig, log: Log): pg.Pool {
  const pool = new pg.Pool(config);
  // An idle connection that breaks is the pool's to replace; unheard, the event would end us. After
  // the end there is nothing to replace: PostgreSQL may be stopped before it has read our goodbye.
  pool.on('error', (error) => {
    if (!pool.ending) log.warn({ err: error }, 'a database connection was lost');
  });
  // The same goes for the moments in which a connection changes hands.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

async function withClient<T>(
  pool: pg.Pool,
  use: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  let client: pg.PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    throw asDatabaseError(error);
  }
  // A connection that breaks while we hold it emits 'error' besides failing its query.
  let broken = false;
  const onError = () => {
    broken = true;
  };
  client.on('error', onError);
  try {
    return await use(client);
  } catch (error) {
    const known = asDatabaseError(error);
    broken ||= known instanceof DatabaseUnavailable;
    throw known;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
