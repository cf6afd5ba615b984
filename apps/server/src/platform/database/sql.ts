/**
 * Asking the database: the one verb that queries have in and outside of a transaction.
 */
import type pg from 'pg';

export interface Sql {
  query<Row extends object>(
    text: string,
    params?: readonly unknown[],
    options?: QueryOptions,
  ): Promise<Row[]>;
}

export interface QueryOptions {
  /**
   * Parsed and planned once per connection instead of each time. For the few statements that
   * everything waits for: a large one costs more to plan than to run. Each text is kept for the
   * life of the process and of every connection, so it must not contain values.
   */
  prepared?: boolean;
}

export async function ask<Row extends object>(
  client: pg.ClientBase,
  text: string,
  params: readonly unknown[] = [],
  { prepared = false }: QueryOptions = {},
): Promise<Row[]> {
  const values = params as unknown[];
  const { rows } = await client.query(
    prepared ? { name: nameOf(text), text, values } : { text, values },
  );
  return rows as Row[];
}

const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `baton_${names.size + 1}`;
  names.set(text, name);
  return name;
}
