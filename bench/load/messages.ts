/**
 * Customer messages stored with all effects (conversation, event, message, feed, job; one
 * transaction each), beside the same statements sent by pgbench.
 *
 *   npx tsx bench/load/messages.ts [--writers 32] [--messages 4096] [--rounds 3]
 *                                  [--commit on,off] [--json]
 *
 * Both write to copies of the same database, over loopback, through the wall between workspaces,
 * each of `writers` connections one message after the other to another customer each time. They
 * take turns, round by round, so that a machine with moods gives each its share; a ratio is of two
 * runs side by side. `--commit off` sets synchronous_commit off for both: what is left when nobody
 * waits for the disk.
 */
import { parseArgs } from 'node:util';
import { connectDatabase, type Database, inWorkspace, silentLog } from '@baton/server';
import pg from 'pg';
import { startBenchDatabase } from '../conversations/bench-database.ts';
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
    commit: { type: 'string', default: 'on,off' },
    json: { type: 'boolean', default: false },
  },
});
const writers = Number(options.writers);
const perWriter = Math.floor(Number(options.messages) / writers);
const rounds = Number(options.rounds);

interface Measured {
  perSecond: number;
  /** Of this process, without PostgreSQL. */
  cpuMicroseconds: number;
}

const open = (url: string): Database =>
  connectDatabase({ url, applicationName: 'bench', poolSize: writers, log: silentLog() });

/** Every writer has customers of their own, and each waits for their message. */
async function eachWriter(write: (writer: number, n: number) => Promise<void>): Promise<Measured> {
  const began = performance.now();
  const cpu = process.cpuUsage();
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let n = 0; n < perWriter; n += 1) await write(writer, n);
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const sent = writers * perWriter;
  return { perSecond: sent / seconds, cpuMicroseconds: (user + system) / sent };
}

const customerOf = (writer: number, n: number) => customer(writer * perWriter + n);

async function baton(url: string): Promise<Measured> {
  const database = open(url);
  try {
    await inWorkspace(scope.workspaceId, () =>
      Promise.all(Array.from({ length: writers }, () => database.query('select pg_sleep(0.05)'))),
    );
    const conversations = openConversations(database);
    return await inWorkspace(scope.workspaceId, () =>
      eachWriter((writer, n) => send(conversations, customerOf(writer, n))),
    );
  } finally {
    await database.close();
  }
}

/** What Baton sends, word for word; and where the wall stands. */
async function record(url: string): Promise<{ recordings: Recording[][]; role: string | null }> {
  const database = open(url);
  try {
    return await inWorkspace(scope.workspaceId, async () => {
      const recordings: Recording[][] = Array.from({ length: writers }, () => []);
      await eachWriter(async (writer, n) => {
        const heard: Statement[] = [];
        const desk = openConversations(overheard(database, (statement) => heard.push(statement)));
        await send(desk, customerOf(writer, n));
        if (heard.length !== 2) throw new Error(`a message took ${heard.length} statements`);
        recordings[writer]?.push(heard as unknown as Recording);
      });
      const [row] = await database.query<{ role: string; is: boolean }>(
        `select current_user as role, current_user <> session_user as is`,
      );
      return { recordings, role: row?.is === true ? row.role : null };
    });
  } finally {
    await database.close();
  }
}

async function withAdmin<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

const bench = await startBenchDatabase();
const results = [];
try {
  await bench.prepare((database) => fillDesk(database, writers * perWriter));
  const { recordings, role } = await bench.withCopy(record);
  let script: Script = { text: '', variables: {} };
  await bench.change(async (client) => {
    script = await prepareReplay(client, recordings);
    if (role !== null)
      await client.query(`grant select on bench_parameters to ${pg.escapeIdentifier(role)}`);
  });
  const settings: Record<string, string> =
    role === null ? {} : { role, 'baton.workspace': scope.workspaceId };

  for (const commit of options.commit.split(',')) {
    const onCopy = <T>(use: (url: string) => Promise<T>) =>
      bench.withCopy(async (url) => {
        await withAdmin(url, async (client) => {
          const { rows } = await client.query('select current_database() as name');
          await client.query(`alter database ${rows[0].name} set synchronous_commit = ${commit}`);
        });
        return use(url);
      });
    const ours: Measured[] = [];
    const theirs: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const mine = await onCopy(baton);
      const bare = await onCopy((url) =>
        pgbench({
          url,
          script: script.text,
          variables: script.variables,
          settings,
          clients: writers,
          transactions: perWriter,
        }),
      );
      // The first round warms everything up.
      if (round === 0) continue;
      ours.push(mine);
      theirs.push(bare);
    }
    results.push({
      commit,
      writers,
      baton: spread(ours.map(({ perSecond }) => perSecond)),
      pgbench: spread(theirs),
      ratio: spread(ours.map(({ perSecond }, n) => perSecond / (theirs[n] as number))),
      cpuMicroseconds: spread(ours.map(({ cpuMicroseconds }) => cpuMicroseconds)),
    });
  }
} finally {
  await bench.stop();
}

if (options.json) console.log(JSON.stringify(results, null, 2));
else {
  for (const { commit, baton: ours, pgbench: bare, ratio, cpuMicroseconds } of results) {
    console.log(`${writers} writers, synchronous_commit ${commit}`);
    console.log(
      `  baton    ${ours.text(0)} messages/s, ${cpuMicroseconds.text(0)} µs CPU of the server process`,
    );
    console.log(`  pgbench  ${bare.text(0)} messages/s`);
    console.log(`  ratio    ${ratio.text(2)}`);
  }
}
