/**
 * Every row of a database as lines of text, and back: `{"table":"contacts","row":{…}}`. Plain enough
 * to be read in a diff, and made and loaded by nothing of Baton's own, so that a mistake in its
 * backups cannot hide here.
 */
import pg from 'pg';

export interface Row {
  table: string;
  row: Record<string, unknown>;
}

/** In an order in which they can be loaded. */
export async function dumpRows(url: string): Promise<string> {
  return connected(url, async (client) => {
    await client.query('begin isolation level repeatable read read only');
    await client.query(`set local timezone to 'UTC'`);
    const lines: string[] = [];
    for (const table of await tablesInOrder(client)) {
      // The database's own book of what was applied to it, and when.
      if (table === 'schema_migrations') continue;
      const name = pg.escapeIdentifier(table);
      const { rows } = await client.query<{ row: string }>(
        `select to_jsonb(t)::text as row from ${name} t order by t::text`,
      );
      for (const { row } of rows) lines.push(`{"table":${JSON.stringify(table)},"row":${row}}`);
    }
    return `${lines.join('\n')}\n`;
  });
}

export function parseRows(text: string): Row[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

/** Into empty tables of the same release. */
export async function loadRows(url: string, text: string): Promise<void> {
  await connected(url, async (client) => {
    await client.query('begin');
    for (const line of text.trimEnd().split('\n')) {
      const { table, row } = JSON.parse(line) as Row;
      const names = Object.keys(row).map((column) => pg.escapeIdentifier(column));
      const into = pg.escapeIdentifier(table);
      // The line goes to PostgreSQL as it is: no number of it passes through JavaScript.
      await client.query(
        `insert into ${into} (${names.join(', ')}) overriding system value
         select ${names.join(', ')} from jsonb_populate_record(null::${into}, $1::jsonb -> 'row')`,
        [line],
      );
    }
    await client.query(`
      select setval(pg_get_serial_sequence('feed', 'position'), (select max(position) from feed));
      select setval(pg_get_serial_sequence('jobs', 'id'), (select max(id) from jobs));
      select setval(pg_get_serial_sequence('budget_lines', 'id'), (select max(id) from budget_lines));
      commit`);
  });
}

export async function connected<T>(
  connectionString: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString, application_name: 'upgrade test' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Those that are pointed to come first. */
async function tablesInOrder(client: pg.Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = current_schema()::regnamespace and relkind = 'r' order by relname`,
  );
  const { rows: pointers } = await client.query<{ from: string; to: string }>(
    `select distinct conrelid::regclass::text as from, confrelid::regclass::text as to
     from pg_constraint where contype = 'f' and conrelid <> confrelid
       and connamespace = current_schema()::regnamespace`,
  );
  const ordered: string[] = [];
  const waiting = new Set(tables.map(({ name }) => name));
  while (waiting.size > 0) {
    const ready = [...waiting].filter(
      (name) => !pointers.some(({ from, to }) => from === name && waiting.has(to)),
    );
    if (ready.length === 0) throw new Error(`in a circle: ${[...waiting].join(', ')}`);
    for (const name of ready) waiting.delete(name);
    ordered.push(...ready);
  }
  return ordered;
}
