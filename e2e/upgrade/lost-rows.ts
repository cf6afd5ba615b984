/** Is each row of before still there, with everything that it held? */
import { lostFrom } from './contains.ts';
import { connected, parseRows, type Row } from './rows.ts';

export async function lostRows(url: string, before: string, now: string): Promise<string[]> {
  const keys = await primaryKeys(url);
  const found = new Map<string, Row>();
  const nameOf = ({ table, row }: Row): string =>
    `${table} ${(keys.get(table) ?? []).map((column) => String(row[column])).join(' ')}`;
  for (const each of parseRows(now)) found.set(nameOf(each), each);
  return parseRows(before).flatMap((each) => {
    const name = nameOf(each);
    const same = found.get(name);
    return same === undefined ? [`${name} is lost`] : lostFrom(each.row, same.row, name);
  });
}

async function primaryKeys(url: string): Promise<Map<string, string[]>> {
  return connected(url, async (client) => {
    const { rows } = await client.query<{ table: string; columns: string[] }>(
      `select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
       from pg_index i join pg_class c on c.oid = i.indrelid
         join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
       where i.indisprimary and c.relnamespace = current_schema()::regnamespace
       group by c.relname`,
    );
    return new Map(rows.map(({ table, columns }) => [table, columns]));
  });
}
