/**
 * Customer messages stored with all effects (conversation, event, message, feed, job; one
 * transaction each), beside the same statements sent by pgbench.
 *
 *   npx tsx bench/load/messages.ts [--writers 32] [--messages 4096] [--rounds 3] [--pool 10,32]
 *                                  [--commit on,off] [--json]
 *
 * All write to copies of the same database, over loopback, behind the wall between workspaces;
 * each of `writers` one message after the other, to another customer each time. They take turns,
 * round by round, so that a machine with moods gives each its share; a ratio is of two runs side by
 * side. `--pool`: connections that Baton has for its writers (a server has 10); pgbench has one for
 * each. `--commit off` sets synchronous_commit off for both: what is left when nobody waits for
 * the disk.
 *
 * Two ratios are printed. `speed` is messages a second. `CPU` is pgbench's and PostgreSQL's CPU time
 * for a message over Baton's and PostgreSQL's: what the ratio of speeds comes to where cores are
 * what limits both, and all that can be said on a machine on which others work.
 */
import { parseArgs } from 'node:util';
import { connectDatabase, type Database, inWorkspace, silentLog } from '@baton/server';
import pg from 'pg';
import { startBenchDatabase } from '../conversations/bench-database.ts';
import { cpuTime, since } from './cpu-time.ts';
import { customer, fillDesk, openConversations, scope, send } from './desk.ts';
import { pgbench } from './pgbench.ts';
import {
  overheard,
  prepareReplay,
  type Recording,
  type Script,
  type Statement,
} from './recording.ts';
import { spread } from './spread.ts';

const { values: options } = parseArgs({
  options: {
    writers: { type: 'string', default: '32' },
    messages: { type: 'string', default: '4096' },
    rounds: { type: 'string', default: '3' },
    pool: { type: 'string', default: '10,32' },
    commit: { type: 'string', default: 'on,off' },
    json: { type: 'boolean', default: false },
  },
});
const writers = Number(options.writers);
const perWriter = Math.floor(Number(options.messages) / writers);
const sent = writers * perWriter;
const rounds = Number(options.rounds);
const pools = options.pool.split(',').map(Number);

/** CPU: microseconds a message, with opening and closing connections. */
interface Measured {
  perSecond: number;
  postgres: number;
  client: number;
}

const bench = await startBenchDatabase();
try {
  await bench.prepare((database) => fillDesk(database, sent));
  const { recordings, role } = await bench.withCopy(record);
  let script: Script = { text: '', variables: {} };
  await bench.change(async (client) => {
    script = await prepareReplay(client, recordings);
    if (role === null) return;
    await client.query(`grant select on bench_parameters to ${pg.escapeIdentifier(role)}`);
  });
  const results = [];
  for (const commit of options.commit.split(',')) {
    results.push(await compare(commit, script, role));
  }
  if (options.json) console.log(JSON.stringify(results, null, 2));
  else for (const result of results) tell(result);
} finally {
  await bench.stop();
}

async function compare(commit: string, script: Script, role: string | null) {
  const settings: Record<string, string> =
    role === null ? {} : { role, 'baton.workspace': scope.workspaceId };
  const bare = (url: string) =>
    pgbench({
      url,
      script: script.text,
      variables: script.variables,
      settings,
      clients: writers,
      transactions: perWriter,
    });
  const theirs: Measured[] = [];
  const ours: Measured[][] = pools.map(() => []);
  // The first round warms everything up.
  for (let round = 0; round <= rounds; round += 1) {
    const found = await measured(commit, bare);
    if (round > 0) theirs.push(found);
    for (const [n, pool] of pools.entries()) {
      const mine = await measured(commit, (url) => baton(url, pool));
      if (round > 0) ours[n]?.push(mine);
    }
  }
  const cost = ({ postgres, client }: Measured) => postgres + client;
  const beside = (runs: readonly Measured[]) => ({
    perSecond: spread(runs.map(({ perSecond }) => perSecond)),
    postgres: spread(runs.map(({ postgres }) => postgres)),
    client: spread(runs.map(({ client }) => client)),
    speed: spread(runs.map(({ perSecond }, n) => perSecond / (theirs[n] as Measured).perSecond)),
    cpu: spread(runs.map((run, n) => cost(theirs[n] as Measured) / cost(run))),
  });
  return {
    commit,
    contenders: [
      { name: 'pgbench', ...beside(theirs) },
      ...pools.map((pool, n) => ({ name: `baton, pool ${pool}`, ...beside(ours[n] ?? []) })),
    ],
  };
}

function measured(commit: string, run: (url: string) => Promise<number>): Promise<Measured> {
  return bench.withCopy(async (url) => {
    const { database } = new pg.Client({ connectionString: url });
    await asOwner(url, `alter database ${database} set synchronous_commit = ${commit}`);
    const before = cpuTime(bench.pid());
    const perSecond = await run(url);
    const { postgres, here, programs } = since(before, cpuTime(bench.pid()));
    const stored = await asOwner(
      url,
      `select count(*)::int as count from messages m join conversations c on c.id = m.conversation_id
       where m.version = c.version and m.author_kind = 'contact' and c.ai_owes_turn = m.turn`,
    );
    if (stored.count !== sent) throw new Error(`stored ${stored.count} of ${sent} messages`);
    return { perSecond, postgres: postgres / sent, client: (here + programs) / sent };
  });
}

async function asOwner(url: string, text: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows[0] ?? {};
}

/** @returns messages a second */
async function baton(url: string, pool: number): Promise<number> {
  return withDesk(url, pool, async (database) => {
    await Promise.all(Array.from({ length: pool }, () => database.query('select pg_sleep(0.05)')));
    const conversations = openConversations(database);
    const began = performance.now();
    await eachWriter((writer, n) => send(conversations, customerOf(writer, n)));
    return (1000 * sent) / (performance.now() - began);
  });
}

/** What Baton sends, word for word; and who it is behind the wall. */
async function record(url: string): Promise<{ recordings: Recording[][]; role: string | null }> {
  return withDesk(url, writers, async (database) => {
    const recordings: Recording[][] = Array.from({ length: writers }, () => []);
    await eachWriter(async (writer, n) => {
      const heard: Statement[] = [];
      const desk = openConversations(overheard(database, (statement) => heard.push(statement)));
      await send(desk, customerOf(writer, n));
      if (heard.length !== 2) throw new Error(`a message took ${heard.length} statements`);
      recordings[writer]?.push(heard as unknown as Recording);
    });
    const [row] = await database.query<{ role: string; other: boolean }>(
      'select current_user as role, current_user <> session_user as other',
    );
    return { recordings, role: row?.other === true ? row.role : null };
  });
}

async function withDesk<T>(url: string, pool: number, use: (database: Database) => Promise<T>) {
  const log = silentLog();
  const database = connectDatabase({ url, applicationName: 'bench', poolSize: pool, log });
  try {
    return await inWorkspace(scope.workspaceId, () => use(database));
  } finally {
    await database.close();
  }
}

/** Every writer has customers of their own, and each waits for their message. */
async function eachWriter(write: (writer: number, n: number) => Promise<void>): Promise<void> {
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let n = 0; n < perWriter; n += 1) await write(writer, n);
    }),
  );
}

function customerOf(writer: number, n: number) {
  return customer(writer * perWriter + n);
}

function tell({ commit, contenders }: Awaited<ReturnType<typeof compare>>): void {
  console.log(`${writers} writers, ${sent} messages, synchronous_commit ${commit}`);
  for (const { name, perSecond, postgres, client, speed, cpu } of contenders) {
    console.log(
      `  ${name.padEnd(15)} ${perSecond.text(0)} messages/s; CPU µs: PostgreSQL ` +
        `${postgres.text(0)}, client ${client.text(0)}; of pgbench: speed ${speed.text(2)}, ` +
        `CPU ${cpu.text(2)}`,
    );
  }
}
