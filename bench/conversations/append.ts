/**
 * How much of PostgreSQL's own speed is left when a customer's message is stored with all effects:
 * state, event, message, feed, job.
 *
 *   npx tsx bench/conversations/append.ts [--messages 3000] [--rounds 3] [--json]
 *
 * Four contenders, each on its own copy of the same rows, in turn, several rounds, medians:
 *   baton        conversations.sendCustomerMessage, as the widget's API calls it
 *   replay       exactly the statements that Baton sent, recorded and sent again by bare `pg`
 *   appends      only the writes of that recording: one statement per message
 *   transaction  the same rows by begin, five plain statements, commit
 */
import { parseArgs } from 'node:util';
import type { AiAgentId, ContactId, ConversationId, WorkspaceId } from '@baton/protocol';
import { connectDatabase, type Database, newId, silentLog, systemClock } from '@baton/server';
import pg from 'pg';
import {
  createConversations,
  type Conversations,
  owedTurn,
} from '../../apps/server/src/modules/conversations/index.ts';
import { startBenchDatabase } from './bench-database.ts';

const { values: options } = parseArgs({
  options: {
    messages: { type: 'string', default: '3000' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});
const messages = Number(options.messages);
const rounds = Number(options.rounds);

const scope = { workspaceId: newId('wsp') as WorkspaceId };
const aiAgentId = newId('agt') as AiAgentId;
/** A multiple of the writers, so that no two of them ever write to one customer. */
const customerCount = 512;
const customers: { contactId: ContactId; conversationId: ConversationId }[] = [];

interface Statement {
  text: string;
  params: readonly unknown[];
  prepared: boolean;
}
/** Statements of one writer, one list per message. */
type Recording = Statement[][];

const body =
  'Hello, I ordered the desk lamp eight days ago and the parcel has not arrived. ' +
  'The tracking page says it left your warehouse on Monday. Where is it now?';

function open(database: Database): Conversations {
  return createConversations({
    database,
    clock: systemClock,
    newId,
    onCommitted: () => undefined,
    reactions: ({ conversationId }, _events, _before, after) => {
      const turn = owedTurn(after);
      const payload = { conversationId, turn };
      const key = `${conversationId}:${turn}`;
      return turn === null ? [] : [{ kind: 'answer', key, payload, runAt: null }];
    },
  });
}

async function fill(database: Database): Promise<void> {
  await database.query(`insert into workspaces (id, name) values ($1, 'Bench')`, [
    scope.workspaceId,
  ]);
  await database.query(
    `insert into ai_agents (id, workspace_id, name, widget_key, policy)
     values ($1, $2, 'Bench', 'bench', '{}')`,
    [aiAgentId, scope.workspaceId],
  );
  const conversations = open(database);
  for (let n = 0; n < customerCount; n += 1) {
    const contactId = newId('con') as ContactId;
    await database.query('insert into contacts (id, workspace_id) values ($1, $2)', [
      contactId,
      scope.workspaceId,
    ]);
    const conversationId = await send(conversations, { contactId, conversationId: null });
    customers.push({ contactId, conversationId });
  }
  await database.query('delete from jobs');
}

async function send(
  conversations: Conversations,
  to: { contactId: ContactId; conversationId: ConversationId | null },
): Promise<ConversationId> {
  const clientMessageId = newId('client');
  const message = { ...to, aiAgentId, clientMessageId, body, page: null };
  const result = await conversations.sendCustomerMessage(scope, message);
  if (result.kind !== 'accepted') throw new Error(`not stored: ${JSON.stringify(result)}`);
  return result.summary.id;
}

interface Measured {
  messagesPerSecond: number;
  /** Of this process, without PostgreSQL: steadier than time on a machine that is shared. */
  cpuMicroseconds: number;
}

/** `writers` that each do their share, one message after the other. */
async function measure(
  writers: number,
  perWriter: number,
  write: (writer: number, n: number) => Promise<unknown>,
): Promise<Measured> {
  const began = performance.now();
  const cpu = process.cpuUsage();
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let n = 0; n < perWriter; n += 1) await write(writer, n);
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const written = writers * perWriter;
  return { messagesPerSecond: written / seconds, cpuMicroseconds: (user + system) / written };
}

async function baton(url: string, writers: number, recordings: Recording[]): Promise<Measured> {
  const database = connectDatabase({
    url,
    applicationName: 'bench',
    poolSize: writers,
    acrossPoolSize: writers,
    elsewhere: 'across',
    log: silentLog(),
  });
  const perWriter = Math.floor(messages / writers);
  const desks = recordings.map((recording) =>
    open({
      ...database,
      query: (text, params = [], how = {}) => {
        recording.at(-1)?.push({ text, params, prepared: how.prepared ?? false });
        return database.query(text, params, how);
      },
    }),
  );
  await warm(writers, () => database.query('select pg_sleep(0.05)'));
  const measured = await measure(writers, perWriter, (writer, n) => {
    recordings[writer]?.push([]);
    // Every writer has customers of their own, and each customer waits for their message.
    const customer = customers[(writer + n * writers) % customers.length];
    return send(desks[writer] as Conversations, customer as (typeof customers)[number]);
  });
  await database.close();
  return measured;
}

async function bare(
  url: string,
  recordings: readonly Recording[],
  write: (client: pg.ClientBase, statements: readonly Statement[]) => Promise<void>,
): Promise<Measured> {
  const pool = new pg.Pool({ connectionString: url, max: recordings.length });
  // The copy is dropped with force; a connection that had not quite closed may say so.
  pool.on('error', () => undefined);
  await warm(recordings.length, () => pool.query('select pg_sleep(0.05)'));
  const measured = await measure(
    recordings.length,
    recordings[0]?.length ?? 0,
    async (writer, n) => {
      const client = await pool.connect();
      await write(client, recordings[writer]?.[n] ?? []);
      client.release();
    },
  );
  await pool.end();
  return measured;
}

const warm = (n: number, query: () => Promise<unknown>) =>
  Promise.all(Array.from({ length: n }, query));

async function replay(client: pg.ClientBase, statements: readonly Statement[]): Promise<void> {
  const [read, ...more] = statements as [Statement, ...Statement[]];
  await resend(client, read);
  await appends(client, more);
}

async function appends(client: pg.ClientBase, statements: readonly Statement[]): Promise<void> {
  const { rowCount } = await resend(client, statements.at(-1) as Statement);
  if (rowCount !== 1) throw new Error('a statement that wrote nothing measures nothing');
}

/** Prepared where Baton prepared it: what is compared is the rest. */
function resend(client: pg.ClientBase, { text, params, prepared }: Statement) {
  const values = params as unknown[];
  return client.query(
    prepared ? { name: `length ${text.length}`, text, values } : { text, values },
  );
}

/** What one would write by hand: the same rows, statement by statement. */
async function transaction(client: pg.ClientBase, statements: readonly Statement[]): Promise<void> {
  const params = statements.at(-1)?.params ?? [];
  const find = (part: string) =>
    params.find((param) => typeof param === 'string' && param.includes(part)) as string;
  const { summary, events } = JSON.parse(find('"summary"')) as {
    summary: { id: string; version: number; lastMessageAt: string };
    events: {
      version: number;
      type: string;
      at: string;
      messageId: string;
      clientMessageId: string;
      turn: number;
      body: string;
    }[];
  };
  const event = events.at(-1) as (typeof events)[number];
  const state = find('"standing"');
  const [id, workspace] = [summary.id, scope.workspaceId];
  await client.query('begin');
  await client.query(
    `update conversations set version = $3, state = $4, ai_owes_turn = $5, last_message_at = $6,
       updated_at = $6 where id = $1 and workspace_id = $2`,
    [id, workspace, event.version, state, event.turn, event.at],
  );
  await client.query(
    `insert into conversation_events (conversation_id, version, workspace_id, type, data, at)
     values ($1, $2, $3, $4, $5, $6)`,
    [id, event.version, workspace, event.type, JSON.stringify(event), event.at],
  );
  await client.query(
    `insert into messages (id, workspace_id, conversation_id, version, turn, author_kind,
       author_id, visibility, client_message_id, body, at)
     values ($1, $2, $3, $4, $5, 'contact', $6, 'public', $7, $8, $9)`,
    [
      event.messageId,
      workspace,
      id,
      event.version,
      event.turn,
      id,
      event.clientMessageId,
      event.body,
      event.at,
    ],
  );
  await client.query(
    `insert into feed (workspace_id, conversation_id, type, data)
     values ($1, $2, 'conversation.changed', $3)`,
    [workspace, id, JSON.stringify({ summary, events })],
  );
  await client.query(
    `insert into jobs (workspace_id, kind, key, payload) values ($1, 'answer', $2, $3)`,
    [workspace, `${id}:${event.turn}`, JSON.stringify({ conversationId: id, turn: event.turn })],
  );
  await client.query('commit');
}

const median = (values: readonly number[]) =>
  Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);

const contenders = ['baton', 'replay', 'appends', 'transaction'] as const;
type Contender = (typeof contenders)[number];

const bench = await startBenchDatabase();
const results = [];
try {
  await bench.prepare(fill);
  for (const writers of [1, 32]) {
    const runs: Record<Contender, Measured[]> = {
      baton: [],
      replay: [],
      appends: [],
      transaction: [],
    };
    // The first round only warms up; of the machine's moods each contender gets its share.
    for (let round = 0; round <= rounds; round += 1) {
      const recordings: Recording[] = Array.from({ length: writers }, () => []);
      const measured: Record<Contender, Measured> = {
        baton: await bench.withCopy((url) => baton(url, writers, recordings)),
        replay: await bench.withCopy((url) => bare(url, recordings, replay)),
        appends: await bench.withCopy((url) => bare(url, recordings, appends)),
        transaction: await bench.withCopy((url) => bare(url, recordings, transaction)),
      };
      if (round > 0) for (const name of contenders) runs[name].push(measured[name]);
    }
    const speeds = contenders.map((contender) => ({
      contender,
      messagesPerSecond: median(runs[contender].map((run) => run.messagesPerSecond)),
      cpuMicroseconds: median(runs[contender].map((run) => run.cpuMicroseconds)),
      // Within a round, so that a machine that slows down slows both sides of the ratio.
      batonIs: median(
        runs.baton.map(
          (run, i) => (100 * run.messagesPerSecond) / (runs[contender][i]?.messagesPerSecond ?? 1),
        ),
      ),
    }));
    results.push({ writers, speeds });
  }
} finally {
  await bench.stop();
}

if (options.json) {
  console.log(JSON.stringify(results, null, 2));
} else {
  for (const { writers, speeds } of results) {
    console.log(`${writers} writer${writers === 1 ? '' : 's'}`);
    for (const { contender, messagesPerSecond, cpuMicroseconds, batonIs } of speeds) {
      console.log(
        `  ${contender.padEnd(12)} ${String(messagesPerSecond).padStart(6)} messages/s` +
          `  ${String(cpuMicroseconds).padStart(5)} µs CPU here  baton is ${batonIs} % of it`,
      );
    }
  }
}
