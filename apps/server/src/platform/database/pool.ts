/**
 * A pool of connections that survives: one that breaks, idle or in use, is replaced, and whoever
 * held it gets `DatabaseUnavailable`.
 */
import pg from 'pg';
import type { Log } from '../log.ts';
import { asDatabaseError, DatabaseUnavailable } from './errors.ts';

export function openPool(config: pg.PoolConfig, log: Log): pg.Pool {
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

export async function withClient<T>(
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
