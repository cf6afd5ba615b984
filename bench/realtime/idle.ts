/**
 * What an idle widget costs the process that holds it, beside a bare `ws` server with as many idle
 * sockets.
 *
 *   npx tsx bench/realtime/idle.ts [--sockets 15000] [--rest 20] [--json]
 *
 * Both begin with some sockets, so that code and pools are warm, then take the rest; after full
 * garbage collections the growth is shared out. Then nothing is said for `--rest` seconds: what the
 * process does meanwhile (pings; sessions that are asked about) is its processor at rest.
 * One client address holds some 28,000 sockets towards one server; open files: `ulimit -n`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startBenchDatabase } from '../conversations/bench-database.ts';
import { type Contender, startContender } from './contender.ts';
import { openCrowd } from './crowd.ts';

const { values: options } = parseArgs({
  options: {
    sockets: { type: 'string', default: '15000' },
    rest: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
  },
});
const sockets = Number(options.sockets);
const warm = Math.min(2_000, Math.floor(sockets / 4));
const restSeconds = Number(options.rest);

interface Figures {
  contender: Contender;
  sockets: number;
  /** Bytes for each socket that came after the warm ones. */
  rss: number;
  heap: number;
  known: number;
  /** Of one core, with all of them open and nothing said. */
  atRest: number;
}

const database = await startBenchDatabase();
const results: Figures[] = [];
try {
  await database.prepare(async () => {});
  for (const contender of ['ws', 'baton'] as const)
    results.push(await database.withCopy((url) => measure(contender, url)));
} finally {
  await database.stop();
}
if (options.json) process.stdout.write(`${JSON.stringify(results)}\n`);
else
  for (const { contender, rss, heap, known, atRest } of results)
    process.stdout.write(
      `${contender.padEnd(6)} ${sockets} sockets: ${kB(rss)} resident each ` +
        `(${kB(known)} known to Node, ${kB(heap)} of it heap); at rest ${(atRest * 100).toFixed(1)} % of a core\n`,
    );

function kB(bytes: number): string {
  return `${(bytes / 1_000).toFixed(2)} kB`;
}

async function measure(contender: Contender, url: string): Promise<Figures> {
  const server = await startContender(contender, url);
  const { port } = server;
  const baton = contender === 'baton';
  const crowd = await openCrowd({
    port,
    path: '/widget/v1/live',
    // Each is another customer, with a session's token.
    hello: { type: 'hello', cursor: null, token: 'con_#_0123456789abcdefghijklmnopqrstuvwxyz' },
    greeting: baton ? 2 : 0,
  });
  try {
    await crowd.open(warm);
    const before = await server.used(true);
    await crowd.open(sockets - warm);
    const after = await server.used(true);
    await sleep(restSeconds * 1_000);
    const rested = await server.used();
    const more = sockets - warm;
    return {
      contender,
      sockets,
      rss: (after.rss - before.rss) / more,
      heap: (after.heap - before.heap) / more,
      known: (after.known - before.known) / more,
      atRest: (rested.cpu - after.cpu) / 1e6 / restSeconds,
    };
  } finally {
    await crowd.close();
    await server.stop();
  }
}
