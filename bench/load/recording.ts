/**
 * The statements that a customer's message causes, as Baton sent them, and the same for pgbench.
 *
 * pgbench cannot make the parameters (ids, JSON of the new state), so they lie ready in a table, in
 * the order in which its clients will send: reading a conversation also reads them, by primary
 * key. That is the one thing that pgbench does more than Baton.
 */
import type { Database } from '@baton/server';
import type pg from 'pg';

export interface Statement {
  text: string;
  params: readonly unknown[];
}
/** Of one message: the read, the write. */
export type Recording = readonly [Statement, Statement];

/** The same database, noting what is asked of it. */
export function overheard(database: Database, hear: (statement: Statement) => void): Database {
  return {
    ...database,
    query: (text, params = [], how = {}) => {
      hear({ text, params });
      return database.query(text, params, how);
    },
  };
}

export interface Script {
  text: string;
  variables: Record<string, string>;
}

/** @param ofClients for each client its messages, all with the same two statements */
export async function prepareReplay(
  client: pg.Client,
  ofClients: readonly (readonly Recording[])[],
): Promise<Script> {
  const all = ofClients.flat();
  const [read, write] = all[0] as Recording;
  const odd = all.find((one) => one[0].text !== read.text || one[1].text !== write.text);
  if (odd !== undefined) throw new Error('the messages caused different statements');

  const reads = parameters('r', all, 0);
  const writes = parameters('w', all, 1);
  const perClient = ofClients[0]?.length ?? 0;

  await client.query(`create table bench_parameters (message int primary key,
    ${[...writes.columns, ...reads.columns].map((name) => `${name} text`).join(', ')})`);
  // Kept in the row, uncompressed: to be had for one look at one page.
  await client.query('alter table bench_parameters set (toast_tuple_target = 8160)');
  const rows = ofClients.flatMap((messages, ofClient) =>
    messages.map((recording, n) => ({
      message: ofClient * (perClient + 1) + n,
      ...writes.row(recording),
      // What is needed to read the one after.
      ...(messages[n + 1] !== undefined && reads.row(messages[n + 1] as Recording)),
    })),
  );
  const firsts = ofClients.map((messages, ofClient) => ({
    message: ofClient * (perClient + 1) + perClient,
    ...reads.row(messages[0] as Recording),
  }));
  const everything = [...rows, ...firsts];
  for (let from = 0; from < everything.length; from += 500) {
    await client.query(
      `insert into bench_parameters
       select * from jsonb_populate_recordset(null::bench_parameters, $1::jsonb)`,
      [JSON.stringify(everything.slice(from, from + 500))],
    );
  }
  await client.query('vacuum analyze bench_parameters');

  const reading = named(read.text, 'r', reads.isNull).replace(
    /\n\s+from \(values \(1\)\) as always/,
    `, given.*
     from (values (1)) as always left join bench_parameters given on given.message = :message`,
  );
  if (!reading.includes('given.*')) throw new Error('the read has another shape than expected');
  return {
    text: `\\set message :client_id * ${perClient + 1} + :sent
\\if :sent = 0
select ${reads.columns.join(', ')} from bench_parameters
  where message = :client_id * ${perClient + 1} + ${perClient} \\gset
\\endif
${reading} \\gset
${named(write.text, 'w', writes.isNull)};
\\set sent :sent + 1
`,
    variables: { sent: '0', ...reads.constants, ...writes.constants },
  };
}

function parameters(prefix: string, all: readonly Recording[], which: 0 | 1) {
  const columns: string[] = [];
  const constants: Record<string, string> = {};
  const isNull = new Set<number>();
  const first = (all[0] as Recording)[which].params;
  first.forEach((value, n) => {
    const name = `${prefix}${n + 1}`;
    const text = asText(value);
    if (all.some((recording) => asText(recording[which].params[n]) !== text)) columns.push(name);
    else if (text === null) isNull.add(n + 1);
    else constants[name] = text;
  });
  const numbers = columns.map((name) => Number(name.slice(prefix.length)) - 1);
  return {
    columns,
    constants,
    isNull,
    row: (recording: Recording) =>
      Object.fromEntries(
        columns.map((name, n) => [name, asText(recording[which].params[numbers[n] as number])]),
      ),
  };
}

function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return Array.isArray(value) ? `{${value.join(',')}}` : String(value);
}

/** pgbench knows no null, so those stand in the text. */
function named(text: string, prefix: string, isNull: ReadonlySet<number>): string {
  return text.replace(/\$(\d+)/g, (_, n: string) =>
    isNull.has(Number(n)) ? 'null' : `:${prefix}${n}`,
  );
}
