/**
 * Customer messages over HTTP, by 1, 2 and 3 servers on one PostgreSQL.
 *
 *   npm run build -- server
 *   npx tsx bench/load/processes.ts [--servers 1,2,3] [--customers 32] [--messages 2000]
 *                                   [--rounds 3] [--port 5100] [--json]
 *
 * Real servers; `customers` on kept connections, shared out among them, each sending one message after
 * the other in a conversation that a teammate has, so that what is measured is the message: session,
 * storing with all effects, the thread in the answer, the live feed in every server. With the AI's
 * answers it would be the models. All servers run all the time; a round sends to the first one, the
 * first two, all three.
 *
 * CPU is a message's, where it was spent. On a machine whose cores this program, PostgreSQL and the
 * servers share, that says what limits them: how many messages a core carries.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBenchDatabase } from '../conversations/bench-database.ts';
import { cpuOf, cpuTime, since } from './cpu-time.ts';
import { fillDesk } from './desk.ts';
import { connection, openSessions, post } from './http-crowd.ts';
import { startServers } from './servers.ts';
import { percentile, spread } from './spread.ts';

const { values: options } = parseArgs({
  options: {
    servers: { type: 'string', default: '1,2,3' },
    customers: { type: 'string', default: '32' },
    messages: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '3' },
    port: { type: 'string', default: '5100' },
    json: { type: 'boolean', default: false },
  },
});
const counts = options.servers.split(',').map(Number);
const customers = Number(options.customers);
const each = Math.floor(Number(options.messages) / customers);
const rounds = Number(options.rounds);
const sent = customers * each;

interface Round {
  perSecond: number;
  p50: number;
  p99: number;
  postgres: number;
  servers: number;
  client: number;
}

const folder = await mkdtemp(join(tmpdir(), 'baton-bench-'));
const bench = await startBenchDatabase();
try {
  // Everybody is new in each round: no thread grows long.
  await bench.prepare(async (database) => {
    const total = sent * counts.length * (rounds + 1);
    await fillDesk(database, total, { control: 'human' });
    await openSessions(database, total);
  });
  await bench.withCopy(async (url) => {
    const { all, stop } = await startServers(
      Math.max(...counts),
      url,
      folder,
      Number(options.port),
    );
    try {
      const found: Round[][] = counts.map(() => []);
      let next = 0;
      for (let round = 0; round <= rounds; round += 1) {
        for (const [n, count] of counts.entries()) {
          const one = await send(all.slice(0, count), all, next);
          next += sent;
          // The first round warms everything up.
          if (round > 0) found[n]?.push(one);
        }
      }
      tell(found);
    } finally {
      await stop();
    }
  });
} finally {
  await bench.stop();
  await rm(folder, { recursive: true, force: true });
}

type Running = Awaited<ReturnType<typeof startServers>>['all'];

async function send(to: Running, all: Running, from: number): Promise<Round> {
  const took: number[] = [];
  const serversBefore = all.reduce((sum, { pid }) => sum + cpuOf(pid), 0);
  const before = cpuTime(bench.pid());
  const began = performance.now();
  await Promise.all(
    Array.from({ length: customers }, async (_, who) => {
      const agent = connection();
      const { port } = to[who % to.length] as Running[number];
      for (let n = 0; n < each; n += 1) {
        const start = performance.now();
        await post(agent, port, from + who * each + n);
        took.push(performance.now() - start);
      }
      agent.destroy();
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const { postgres, here } = since(before, cpuTime(bench.pid()));
  const servers = all.reduce((sum, { pid }) => sum + cpuOf(pid), 0) - serversBefore;
  return {
    perSecond: sent / seconds,
    p50: percentile(took, 0.5),
    p99: percentile(took, 0.99),
    postgres: postgres / sent,
    servers: servers / sent,
    client: here / sent,
  };
}

function tell(found: readonly Round[][]): void {
  const first = (found[0] ?? []).map(({ perSecond }) => perSecond);
  const results = counts.map((servers, n) => {
    const of = (pick: (round: Round) => number) => spread((found[n] ?? []).map(pick));
    return {
      servers,
      perSecond: of(({ perSecond }) => perSecond),
      besideOne: spread((found[n] ?? []).map(({ perSecond }, k) => perSecond / (first[k] ?? 1))),
      p50: of(({ p50 }) => p50),
      p99: of(({ p99 }) => p99),
      cpu: {
        postgres: of(({ postgres }) => postgres),
        servers: of(({ servers: cpu }) => cpu),
        client: of(({ client }) => client),
      },
    };
  });
  if (options.json) {
    console.log(JSON.stringify(results, null, 2));
    return;
  }
  for (const { servers, perSecond, besideOne, p50, p99, cpu } of results) {
    console.log(
      `${servers} server${servers === 1 ? ' ' : 's'}  ${perSecond.text(0)} messages/s, ` +
        `${besideOne.text(2)} of ${counts[0]}; p50 ${p50.text(1)} ms, p99 ${p99.text(1)} ms; CPU µs a ` +
        `message: servers ${cpu.servers.text(0)}, PostgreSQL ${cpu.postgres.text(0)}, ` +
        `this program ${cpu.client.text(0)}`,
    );
  }
}
