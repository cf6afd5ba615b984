/**
 * What the second wall between workspaces (row-level security) costs: the same work across
 * workspaces, where it does not stand, and behind it.
 *
 *   npx tsx bench/operations/wall.ts [--conversations 20000] [--rounds 5] [--json]
 *
 * `behind` is as an installation with one workspace has it; with `changing` every call is of another
 * workspace than the one before on the same connection, which costs one statement more. Medians of
 * rounds that take turns; the ratio is of medians.
 */
import { parseArgs } from 'node:util';
import type {
  AiAgentId,
  ContactId,
  ConversationId,
  TeammateId,
  WorkspaceId,
} from '@baton/protocol';
import {
  acrossWorkspaces,
  connectDatabase,
  type Database,
  inWorkspace,
  newId,
  silentLog,
  systemClock,
} from '@baton/server';
import { createConversations } from '../../apps/server/src/modules/conversations/index.ts';
import { startBenchDatabase } from '../conversations/bench-database.ts';
import { fillLargeInbox, workspaceId as large, words } from '../load/large-inbox.ts';

const { values: options } = parseArgs({
  options: {
    conversations: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});
const rounds = Number(options.rounds);
const small = 'wsp_0000000000000000000small0' as WorkspaceId;
const aiAgentId = 'agt_00000000000000000000000007' as AiAgentId;
const teammateId = `tmt_${'1'.padStart(26, '0')}` as TeammateId;

type Way = 'across' | 'behind' | 'changing';
const ways: Record<
  Way,
  (workspaceId: WorkspaceId, work: () => Promise<unknown>) => Promise<unknown>
> = {
  across: (_, work) => acrossWorkspaces('the command line', work),
  behind: inWorkspace,
  changing: inWorkspace,
};

const open = (database: Database) =>
  createConversations({
    database,
    clock: systemClock,
    newId,
    onCommitted: () => undefined,
    reactions: () => [],
  });

interface Customer {
  contactId: ContactId;
  conversationId: ConversationId | null;
}

/** Milliseconds of each of `times` calls, one after the other. */
async function timed(times: number, call: (n: number) => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const began = performance.now();
    await call(n);
    taken.push(performance.now() - began);
  }
  return median(taken);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function measure(url: string): Promise<Record<string, Record<Way, number>>> {
  const connect = (): Database =>
    connectDatabase({
      url,
      applicationName: 'bench',
      poolSize: 1,
      log: silentLog(),
    });
  const databases = { across: connect(), behind: connect(), changing: connect() };
  const customers: Record<Way, Customer[]> = { across: [], behind: [], changing: [] };
  const list = (way: Way, q?: string) => (n: number) => {
    const workspaceId = way === 'changing' && n % 2 === 1 ? small : large;
    return ways[way](workspaceId, () =>
      open(databases[way]).list(
        { workspaceId },
        { view: 'open', teammateId, limit: 30, page: null, q: q ?? null },
      ),
    );
  };
  const send = (way: Way) => async (n: number) => {
    const workspaceId = way === 'changing' && n % 2 === 1 ? small : large;
    const customer = customers[way][n % 64] as Customer;
    await ways[way](workspaceId, async () => {
      const sent = await open(databases[way]).sendCustomerMessage(
        { workspaceId },
        {
          ...customer,
          aiAgentId: (workspaceId === large
            ? `agt_${'1'.padStart(26, '0')}`
            : aiAgentId) as AiAgentId,
          clientMessageId: newId('client'),
          body: 'Where is my parcel? It left your warehouse on Monday.',
          page: null,
        },
      );
      if (sent.kind !== 'accepted') throw new Error(JSON.stringify(sent));
      customer.conversationId = sent.summary.id;
    });
  };
  const works: Record<
    string,
    { times: number; call: (way: Way) => (n: number) => Promise<unknown> }
  > = {
    'a message stored': { times: 300, call: send },
    'the inbox’s list': { times: 300, call: (way) => list(way) },
    'a search, one in 10,000': { times: 100, call: (way) => list(way, words.inOneOf10000) },
    'a search, one in 400': { times: 60, call: (way) => list(way, words.inOneOf400) },
  };
  for (const way of Object.keys(ways) as Way[]) {
    for (let n = 0; n < 64; n += 1) {
      const workspaceId = way === 'changing' && n % 2 === 1 ? small : large;
      const contactId = newId('con') as ContactId;
      await ways[way](workspaceId, () =>
        databases[way].query('insert into contacts (id, workspace_id) values ($1, $2)', [
          contactId,
          workspaceId,
        ]),
      );
      customers[way].push({ contactId, conversationId: null });
    }
  }
  const results: Record<string, Record<Way, number>> = {};
  for (const [name, { times, call }] of Object.entries(works)) {
    const taken: Record<Way, number[]> = { across: [], behind: [], changing: [] };
    // The first round warms up.
    for (let round = 0; round <= rounds; round += 1) {
      for (const way of Object.keys(ways) as Way[]) {
        const ms = await timed(times, call(way));
        if (round > 0) taken[way].push(ms);
      }
    }
    results[name] = {
      across: median(taken.across),
      behind: median(taken.behind),
      changing: median(taken.changing),
    };
  }
  await Promise.all(Object.values(databases).map((database) => database.close()));
  return results;
}

const bench = await startBenchDatabase();
try {
  await bench.prepare(async (database) => {
    await database.query(`insert into workspaces (id, name) values ($1, 'Small')`, [small]);
    await database.query(
      `insert into ai_agents (id, workspace_id, name, widget_key, policy)
       values ($1, $2, 'Bench', 'small', '{}')`,
      [aiAgentId, small],
    );
  });
  const results = await bench.withCopy(async (url) => {
    await fillLargeInbox(url, Number(options.conversations));
    return measure(url);
  });
  if (options.json) console.log(JSON.stringify(results, null, 2));
  else {
    for (const [name, { across, behind, changing }] of Object.entries(results)) {
      const said = (ms: number) => `${ms.toFixed(2)} ms (${(ms / across).toFixed(2)} ×)`;
      console.log(
        `${name.padEnd(24)} across ${across.toFixed(2)} ms   behind ${said(behind)}   changing ${said(changing)}`,
      );
    }
  }
} finally {
  await bench.stop();
}
