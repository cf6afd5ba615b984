/**
 * A connection of its own for a backup: COPY needs the bare driver, and a large table needs more
 * time than an ordinary query may take.
 */
import pg from 'pg';
import { asDatabaseError } from '../database/errors.ts';
import type { Sql } from '../database/index.ts';

export interface BackupConnection extends Sql {
  client: pg.Client;
}

/** Runs `work` in one transaction. */
export async function inOwnTransaction<T>(
  url: string,
  begin: string,
  work: (connection: BackupConnection) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'baton backup',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(begin);
    const value = await work({
      client,
      query: async <Row extends object>(text: string, params: readonly unknown[] = []) =>
        (await client.query(text, params as unknown[])).rows as Row[],
    });
    await client.query('commit');
    return value;
  } catch (error) {
    throw asDatabaseError(error);
  } finally {
    // Without a commit this is a rollback, also in the middle of a COPY.
    await client.end().catch(() => undefined);
  }
}
