/**
 * What one reading of /metrics costs, by how much there is: conversations, waiting customers, jobs.
 *
 *   npx tsx bench/operations/scrape.ts [--conversations 1000,100000] [--readings 12] [--json]
 *
 * `first` reads from the database; `again` is within two seconds of another, and does not. The rows
 * are made as a busy desk leaves them: 2 % wait for a person, 0.5 % are owed an answer (with its
 * job), 1 % of jobs have failed for good.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { connectDatabase, type Database, silentLog, systemClock } from '@baton/server';
import { findStrandedRuns } from '../../apps/server/src/modules/answering/actions/find-stranded-runs.ts';
import { readCursors } from '../../apps/server/src/modules/integrations/webhooks/cursors.ts';
import { readStandings } from '../../apps/server/src/modules/integrations/webhooks/standing.ts';
import { createServerMetrics } from '../../apps/server/src/composition/metrics/index.ts';
import { createConversations } from '../../apps/server/src/modules/conversations/index.ts';
import {
  currentCursor,
  longestUndeliveredSeconds,
} from '../../apps/server/src/platform/feed/index.ts';
import { startBenchDatabase } from '../conversations/bench-database.ts';

const { values: options } = parseArgs({
  options: {
    conversations: { type: 'string', default: '1000,100000' },
    readings: { type: 'string', default: '12' },
    json: { type: 'boolean', default: false },
  },
});
const sizes = options.conversations.split(',').map(Number);
const readings = Number(options.readings);
const NOT_FRESH_MS = 2_100;

interface Figures {
  conversations: number;
  firstMs: number;
  worstMs: number;
  againMs: number;
  series: number;
  bytes: number;
}

const results: Figures[] = [];
for (const size of sizes) results.push(await measure(size));

if (options.json) process.stdout.write(`${JSON.stringify(results)}\n`);
else {
  for (const { conversations, firstMs, worstMs, againMs, series, bytes } of results) {
    process.stdout.write(
      `${String(conversations).padStart(8)} conversations: first ${firstMs.toFixed(1)} ms (worst ` +
        `${worstMs.toFixed(1)}), again ${againMs.toFixed(2)} ms; ${series} series, ${bytes} bytes\n`,
    );
  }
}

async function measure(size: number): Promise<Figures> {
  const server = await startBenchDatabase();
  try {
    await server.prepare((database) => fill(database, size));
    return await server.withCopy((url) => read(url, size));
  } finally {
    await server.stop();
  }
}

async function fill(database: Database, size: number): Promise<void> {
  await database.query(`insert into workspaces (id, name)
    select 'wsp_' || n, 'Bench' from generate_series(1, 20) n`);
  await database.query(`insert into ai_agents (id, workspace_id, name, widget_key, policy)
    select 'agt_' || n, 'wsp_' || n, 'Bench', 'key' || n, '{}' from generate_series(1, 20) n`);
  await database.query(`insert into contacts (id, workspace_id)
    select 'con_' || n, 'wsp_' || n from generate_series(1, 20) n`);
  await database.query(
    `insert into conversations (id, workspace_id, ai_agent_id, contact_id, version, state, status,
       controller, waiting_since, ai_owes_turn, last_message_at, created_at, updated_at)
     select 'cnv_' || n, 'wsp_' || w, 'agt_' || w, 'con_' || w, 4,
       jsonb_build_object('text', repeat('x', 1200)),
       case when n % 1000 < 100 then 'open' else 'resolved' end,
       case when n % 1000 < 20 then 'queue' else 'ai' end,
       case when n % 1000 < 20 then now() - n % 600 * interval '1 s' end,
       case when n % 1000 between 20 and 24 then 1 end,
       now() - n * interval '1 s', now() - n * interval '2 s', now() - n * interval '1 s'
     from (select n, n % 20 + 1 as w from generate_series(1, $1::int) n) rows`,
    [size],
  );
  await database.query(
    `insert into jobs (workspace_id, kind, key, payload, run_at, failed_at)
     select workspace_id, 'answering.turn', id, jsonb_build_object('conversationId', id),
       now(), null
     from conversations where ai_owes_turn is not null
     union all
     select 'wsp_1', 'knowledge.embed', 'x' || n, '{}', now(), now()
     from generate_series(1, $1::int / 100) n`,
    [size],
  );
  await database.query(
    `insert into feed (workspace_id, type, data)
     select 'wsp_1', 'bench', jsonb_build_object('text', repeat('x', 300))
     from generate_series(1, $1::int) n`,
    [size],
  );
}

async function read(url: string, size: number): Promise<Figures> {
  const log = silentLog();
  const database = connectDatabase({
    url,
    applicationName: 'bench',
    poolSize: 4,
    elsewhere: 'across',
    log,
  });
  const conversations = createConversations({
    database,
    clock: systemClock,
    newId: (prefix) => prefix,
    onCommitted: () => undefined,
    reactions: () => [],
  });
  const cursor = await currentCursor(database);
  const metrics = createServerMetrics({ version: 'bench', token: 'a-token-for-the-bench' });
  metrics.follow({
    database,
    conversations,
    actions: { stranded: (request) => findStrandedRuns(database, request) },
    webhooks: {
      standings: () => readStandings(database),
      untoldSeconds: async () => longestUndeliveredSeconds(database, await readCursors(database)),
    },
    tail: { cursor: () => cursor, subscribe: () => () => undefined },
    realtime: { sockets: () => ({ inbox: 20, widget: 5_000, unknown: 3 }) },
    clock: systemClock,
    log,
  });
  for (let n = 0; n < 100; n += 1) {
    const route = `/api/route-${n}/:id`;
    metrics.requests.answered({ method: 'GET', route, status: 200, seconds: 0.01 });
  }
  const first: number[] = [];
  const again: number[] = [];
  let text = '';
  for (let n = 0; n <= readings; n += 1) {
    const took = await timed(async () => {
      ({ text } = await metrics.exposed.read());
    });
    // The first of all opens connections.
    if (n > 0) first.push(took);
    again.push(await timed(() => metrics.exposed.read()));
    if (n < readings) await sleep(NOT_FRESH_MS);
  }
  await database.close();
  if (!text.includes('\nbaton_database_up 1\n')) throw new Error('the numbers could not be read');
  return {
    conversations: size,
    firstMs: median(first),
    worstMs: Math.max(...first),
    againMs: median(again),
    series: text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length,
    bytes: text.length,
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
