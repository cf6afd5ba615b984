/**
 * Which tables a backup carries, and in which order they can be loaded.
 */
import type { Sql } from '../database/index.ts';

/**
 * Everything but what means nothing elsewhere: the feed's transaction numbers belong to one
 * server (clients load a fresh snapshot instead), and a new database has its own migrations.
 */
const leftOut = ['feed', 'schema_migrations'];

export interface Table {
  name: string;
  /** Without those that the database computes. */
  columns: string[];
}

/** Every table with content of its own, each after the tables that it points to. */
export async function tablesInLoadingOrder(sql: Sql): Promise<Table[]> {
  const tables = await sql.query<Table>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       and c.relname <> all ($1)
     group by c.relname order by c.relname`,
    [leftOut],
  );
  const pointers = await sql.query<{ from: string; to: string }>(
    `select distinct conrelid::regclass::text as from, confrelid::regclass::text as to
     from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`,
  );
  return inOrder(tables, pointers);
}

/** Tables that point to each other in a circle could not be loaded one after the other. */
export function inOrder(
  tables: readonly Table[],
  pointers: readonly { from: string; to: string }[],
): Table[] {
  const ordered: Table[] = [];
  const waiting = new Set(tables);
  while (waiting.size > 0) {
    const missing = new Set([...waiting].map(({ name }) => name));
    const ready = [...waiting].filter(
      ({ name }) =>
        !pointers.some(({ from, to }) => from === name && to !== name && missing.has(to)),
    );
    if (ready.length === 0) {
      throw new Error(`These tables point to each other in a circle: ${[...missing].join(', ')}.`);
    }
    for (const table of ready) waiting.delete(table);
    ordered.push(...ready);
  }
  return ordered;
}
