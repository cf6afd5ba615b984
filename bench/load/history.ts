/**
 * What a message costs as history grows: 10 × and 100 × the conversations, and in a long thread.
 *
 *   npx tsx bench/load/history.ts [--conversations 2000,20000,200000] [--thread 4,40,400]
 *                                 [--messages 1000] [--rounds 3] [--json]
 *
 * Stored through the conversations module by one writer, so that a figure is of the message and not of
 * a queue; then its thread is read as the customer's screen reads it, whole and what is new. All sizes lie ready on one
 * PostgreSQL and take turns.
 */
import { parseArgs } from 'node:util';
import type { ConversationId } from '@baton/protocol';
import { connectDatabase, type Database, inWorkspace, silentLog } from '@baton/server';
import pg from 'pg';
import { startBenchDatabase } from '../conversations/bench-database.ts';
import { cpuTime, since } from './cpu-time.ts';
import { aiAgentId, customer, fillDesk, openConversations, scope, send } from './desk.ts';
import { percentile, spread } from './spread.ts';

const { values: options } = parseArgs({
  options: {
    conversations: { type: 'string', default: '2000,20000,200000' },
    thread: { type: 'string', default: '4,40,400' },
    messages: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});
const messages = Number(options.messages);
const rounds = Number(options.rounds);
const threads = options.thread.split(',').map(Number);

interface Round {
  p50: number;
  p99: number;
  /** Microseconds of PostgreSQL and of this process. */
  cpu: number;
}

interface Contender {
  name: string;
  run(): Promise<Round>;
}

const bench = await startBenchDatabase();
const open: Database[] = [];
try {
  const contenders: Contender[] = [];
  for (const size of options.conversations.split(',').map(Number)) {
    contenders.push(storing(await desk(`desk_${size}`, size), size));
  }
  const small = await desk('threads', threads.length);
  for (const [n, length] of threads.entries()) {
    await lengthen(small, n, length);
    contenders.push(inThread(small, n, length));
    contenders.push(reading(small, n, length));
    contenders.push(answering(small, n, length));
  }
  const found = contenders.map((): Round[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [n, contender] of contenders.entries()) {
      const one = await contender.run();
      if (round > 0) found[n]?.push(one);
    }
  }
  tell(contenders, found);
} finally {
  for (const database of open) await database.close();
  await bench.stop();
}

async function desk(name: string, size: number): Promise<Database> {
  const url = await bench.create(name);
  const log = silentLog();
  const filling = connectDatabase({
    url,
    applicationName: 'bench',
    poolSize: 2,
    elsewhere: 'across',
    log,
  });
  await fillDesk(filling, size, { control: 'human' });
  await filling.close();
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query('vacuum (analyze)');
  await admin.end();
  const database = connectDatabase({ url, applicationName: 'bench', poolSize: 2, log });
  open.push(database);
  return database;
}

/** To customers all over the desk. */
function storing(database: Database, size: number): Contender {
  const conversations = openConversations(database);
  return {
    name: `stored among ${size} conversations`,
    run: () =>
      timed(() => send(conversations, customer(Math.floor(Math.random() * size))), messages),
  };
}

/** Messages of a thread are made as rows: only how many there are matters. */
async function lengthen(database: Database, n: number, length: number): Promise<void> {
  const { conversationId } = customer(n);
  const conversations = openConversations(database);
  await inWorkspace(scope.workspaceId, async () => {
    for (let more = 0; more < length; more += 1) await send(conversations, customer(n));
    const [row] = await database.query<{ events: number }>(
      `select count(*)::int as events from conversation_events
       where conversation_id = $1 and workspace_id = $2`,
      [conversationId, scope.workspaceId],
    );
    if ((row?.events ?? 0) < length) throw new Error('the thread is too short');
  });
}

function inThread(database: Database, n: number, length: number): Contender {
  const conversations = openConversations(database);
  return {
    name: `stored in a thread of ${length}`,
    // Few, so that the thread stays about as long as it is said to be.
    run: () => timed(() => send(conversations, customer(n)), Math.max(1, Math.floor(length / 10))),
  };
}

function reading(database: Database, n: number, length: number): Contender {
  const conversations = openConversations(database);
  const { contactId } = customer(n);
  const names = { teammate: () => 'Ana', aiAgentName: 'Lumi' };
  return {
    name: `thread of ${length} read`,
    run: () =>
      timed(
        () => conversations.contactSnapshot(scope, contactId, aiAgentId, names),
        Math.floor(messages / 5),
      ),
  };
}

/** What the answer to a customer's message holds, who knows all but the newest. */
function answering(database: Database, n: number, length: number): Contender {
  const conversations = openConversations(database);
  const { contactId, conversationId } = customer(n);
  const names = { teammate: () => 'Ana', aiAgentName: 'Lumi' };
  return {
    name: `what is new in a thread of ${length} read`,
    run: async () => {
      const look = (known: { conversationId: ConversationId; version: number } | null) =>
        conversations.contactSnapshot(scope, contactId, aiAgentId, names, known);
      const { snapshot } = await inWorkspace(scope.workspaceId, () => look(null));
      if (snapshot === null) throw new Error('there is no thread');
      const version = snapshot.conversation.version - 1;
      return timed(() => look({ conversationId, version }), Math.floor(messages / 5));
    },
  };
}

async function timed(work: () => Promise<unknown>, times: number): Promise<Round> {
  const took: number[] = [];
  const before = cpuTime(bench.pid());
  await inWorkspace(scope.workspaceId, async () => {
    for (let n = 0; n < times; n += 1) {
      const start = performance.now();
      await work();
      took.push(performance.now() - start);
    }
  });
  const { postgres, here } = since(before, cpuTime(bench.pid()));
  return {
    p50: percentile(took, 0.5),
    p99: percentile(took, 0.99),
    cpu: (postgres + here) / times,
  };
}

function tell(contenders: readonly Contender[], found: readonly Round[][]): void {
  const results = contenders.map(({ name }, n) => ({
    name,
    p50: spread((found[n] ?? []).map(({ p50 }) => p50)),
    p99: spread((found[n] ?? []).map(({ p99 }) => p99)),
    cpu: spread((found[n] ?? []).map(({ cpu }) => cpu)),
  }));
  if (options.json) console.log(JSON.stringify(results, null, 2));
  else {
    for (const { name, p50, p99, cpu } of results) {
      console.log(
        `${name.padEnd(36)} p50 ${p50.text(2)} ms, p99 ${p99.text(1)} ms, CPU ${cpu.text(0)} µs`,
      );
    }
  }
}
