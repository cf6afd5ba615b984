/**
 * What it costs the server to tell one event to many open inboxes, beside a bare `ws` server that
 * sends the same frames to as many sockets.
 *
 *   npx tsx bench/realtime/fan-out.ts [--sockets 1000,10000] [--rounds 5] [--json]
 *
 * For each event every inbox hears two frames: the event and the badges. Both servers stand at the
 * same time and are measured in turn, in short rounds; what counts is their own processor time per
 * frame. Baton's contains the reading of the feed from PostgreSQL, the JSON and the bookkeeping; not
 * what it does when nothing happens (pings, sessions that are asked about), which a bare server does
 * not do: that is measured by itself, at rest, and told beside.
 */
import { parseArgs } from 'node:util';
import { startBenchDatabase } from '../conversations/bench-database.ts';
import { type Contender, type RunningContender, startContender } from './contender.ts';
import { type Crowd, openCrowd } from './crowd.ts';
import { framesOfAChange, openFeedWriter } from './feed-rows.ts';
import { median, spread } from './figures.ts';

const { values: options } = parseArgs({
  options: {
    sockets: { type: 'string', default: '1000,10000' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});
const sizes = options.sockets.split(',').map(Number);
const rounds = Number(options.rounds);
const FRAMES_A_ROUND = 60_000;
/** Longer than it takes to ask every socket once. */
const REST_MS = 30_000;

interface Figures {
  sockets: number;
  /** Of one core, while nothing happens. */
  atRest: { baton: number; ws: number };
  /** Microseconds of the server's processor for one frame to one socket, by round. */
  baton: number[];
  ws: number[];
  ratio: number[];
}

const database = await startBenchDatabase();
const results: Figures[] = [];
try {
  await database.prepare(async () => {});
  for (const size of sizes) results.push(await database.withCopy((url) => compare(url, size)));
} finally {
  await database.stop();
}
if (options.json) process.stdout.write(`${JSON.stringify(results)}\n`);
else
  for (const { sockets, baton, ws, ratio, atRest } of results) {
    process.stdout.write(
      `${String(sockets).padStart(6)} sockets: baton ${spread(baton, 2)} µs a frame, ` +
        `ws ${spread(ws, 2)} µs, ratio ${spread(ratio, 2)}; ` +
        `at rest ${(atRest.baton * 100).toFixed(1)} and ${(atRest.ws * 100).toFixed(1)} % of a core\n`,
    );
  }

async function compare(url: string, size: number): Promise<Figures> {
  const writer = await openFeedWriter(url);
  const sides = {
    baton: await open('baton', url, size),
    ws: await open('ws', url, size),
  };
  const events = Math.min(
    40,
    Math.max(4, Math.round(FRAMES_A_ROUND / size / framesOfAChange.length)),
  );
  const atRest = { baton: await resting(sides.baton.server), ws: await resting(sides.ws.server) };
  const figures: Figures = { sockets: size, atRest, baton: [], ws: [], ratio: [] };
  try {
    for (let round = -1; round < rounds; round += 1) {
      const measured = { baton: 0, ws: 0 };
      const order: Contender[] = round % 2 === 0 ? ['baton', 'ws'] : ['ws', 'baton'];
      for (const name of order) measured[name] = await measure(name, sides[name], events);
      // The first round warms both up.
      if (round < 0) continue;
      figures.baton.push(measured.baton);
      figures.ws.push(measured.ws);
      figures.ratio.push(measured.baton / measured.ws);
    }
  } finally {
    await writer.close();
    for (const { server, crowd } of Object.values(sides)) {
      await crowd.close();
      await server.stop();
    }
  }
  process.stderr.write(`${size}: medians ${median(figures.baton)} and ${median(figures.ws)}\n`);
  return figures;

  async function measure(name: Contender, side: Side, events: number): Promise<number> {
    const began = performance.now();
    const before = await side.server.used();
    for (let n = 0; n < events; n += 1) {
      if (name === 'baton') await writer.write();
      else await side.server.broadcast(framesOfAChange);
      await side.crowd.heard(size * framesOfAChange.length);
    }
    const after = await side.server.used();
    const meanwhile = atRest[name] * (performance.now() - began) * 1_000;
    return (after.cpu - before.cpu - meanwhile) / (events * size * framesOfAChange.length);
  }
}

async function resting(server: RunningContender): Promise<number> {
  const before = await server.used();
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  return ((await server.used()).cpu - before.cpu) / 1_000 / REST_MS;
}

interface Side {
  server: RunningContender;
  crowd: Crowd;
}

async function open(name: Contender, url: string, size: number): Promise<Side> {
  const server = await startContender(name, url);
  const { port } = server;
  const crowd = await openCrowd({
    port,
    path: '/api/live',
    hello: { type: 'hello', cursor: null },
    // Baton says welcome, then where the client has caught up to.
    greeting: name === 'baton' ? 2 : 0,
  });
  await crowd.open(size);
  return { server, crowd };
}
