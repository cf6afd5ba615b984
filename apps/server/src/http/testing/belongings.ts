/** What belongs to somebody, in whatever table: their ids by kind, and a sum over all their rows. */
import type { Sql } from '../../platform/database/index.ts';

export interface Belongings {
  /** The newest id of each kind, as { cnv: "cnv_…" }. */
  ids: Record<string, string>;
  all: string[];
}

const ID = /^[a-z]{3}_[0-9a-z]{26}$/;
const IDS = '[a-z]{3}_[0-9a-z]{26}';

async function tables(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = current_schema() and column_name = 'workspace_id' order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** Everything of a workspace; or of it only what names one of `about`. */
export async function belongingsOf(
  sql: Sql,
  workspaceId: string,
  about?: readonly string[],
): Promise<Belongings> {
  const all = new Set<string>(about ?? [workspaceId]);
  for (const table of await tables(sql)) {
    const rows = await sql.query<{ id: string }>(
      `select to_jsonb(t) ->> 'id' as id from ${table} t
       where workspace_id = $1 and ${naming}`,
      [workspaceId, about ?? null],
    );
    for (const { id } of rows) if (id !== null && ID.test(id)) all.add(id);
  }
  // Later ids are greater: the newest of a kind comes last, and stays.
  const sorted = [...all].sort();
  return { ids: Object.fromEntries(sorted.map((id) => [id.slice(0, 3), id])), all: sorted };
}

const naming = `($2::text[] is null or exists (
  select from unnest($2::text[]) as one where strpos(t::text, one) > 0))`;

/** A sum that changes when any of these rows does. */
export async function sumOf(
  sql: Sql,
  workspaceId: string,
  about?: readonly string[],
): Promise<Record<string, string>> {
  const sums = (await tables(sql)).map(
    (table) => `select '${table}' as name, count(*) || ' rows, ' ||
        coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum
      from ${table} t where workspace_id = $1 and ${naming}`,
  );
  const rows = await sql.query<{ name: string; sum: string }>(
    `${sums.join('\nunion all\n')}
     union all select 'workspaces', md5(string_agg(t::text, '|')) from workspaces t where id = $1`,
    [workspaceId, about ?? null],
  );
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}

/** Rows of a workspace that name something of another's: [table, what they name]. */
export async function rowsNaming(
  sql: Sql,
  workspaceId: string,
  others: readonly string[],
): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for (const table of await tables(sql)) {
    const rows = await sql.query<{ named: string }>(
      `select distinct named[1] as named
       from ${table} t, regexp_matches(t::text, '${IDS}', 'g') as found (named)
       where workspace_id = $1 and named[1] = any ($2)`,
      [workspaceId, others],
    );
    for (const { named } of rows) found.push([table, named]);
  }
  return found;
}
