/**
 * One transaction on one connection: begin, work, commit; or roll back and say why.
 */
import type pg from 'pg';
import { asDatabaseError, DatabaseUnavailable } from './errors.ts';
import { ask, type QueryOptions, type Sql } from './sql.ts';

export interface TransactionOptions {
  /** Default: PostgreSQL's own, `read committed`. */
  isolation?: 'read committed' | 'repeatable read';
  readOnly?: boolean;
}

export async function inTransaction<T>(
  client: pg.ClientBase,
  work: (tx: Sql) => Promise<T>,
  { isolation = 'read committed', readOnly = false }: TransactionOptions = {},
): Promise<T> {
  await client.query(`begin isolation level ${isolation} ${readOnly ? 'read only' : 'read write'}`);
  let over = false;
  // One connection does one thing at a time, also for work that starts several queries at once.
  let previous: Promise<unknown> = Promise.resolve();
  const tx: Sql = {
    async query<Row extends object>(
      text: string,
      params?: readonly unknown[],
      options?: QueryOptions,
    ) {
      const current = previous.then(() => {
        // A query that nobody awaited would run in a stranger's transaction.
        if (over) throw new Error('This transaction is over: a query was not awaited inside it.');
        return ask<Row>(client, text, params, options);
      });
      previous = current.catch(() => undefined);
      return current;
    },
  };
  let value: T;
  try {
    value = await work(tx);
  } catch (error) {
    over = true;
    await rollBack(client, error);
    throw error;
  }
  over = true;
  await commit(client);
  return value;
}

async function commit(client: pg.ClientBase): Promise<void> {
  let command: string;
  try {
    ({ command } = await client.query('commit'));
  } catch (error) {
    const known = asDatabaseError(error);
    throw known instanceof DatabaseUnavailable
      ? new DatabaseUnavailable(known.cause, { outcomeUnknown: true })
      : known;
  }
  // PostgreSQL answers COMMIT with ROLLBACK when a statement failed and the work went on.
  if (command !== 'COMMIT') {
    throw new Error('The transaction was rolled back: a query in it failed and was ignored.');
  }
}

async function rollBack(client: pg.ClientBase, reason: unknown): Promise<void> {
  try {
    await client.query('rollback');
  } catch {
    throw new DatabaseUnavailable(reason);
  }
}
