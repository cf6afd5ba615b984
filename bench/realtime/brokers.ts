/**
 * When a broker helps: what whispers between servers cost through PostgreSQL's notifications and
 * through Redis, and what they cost those who write to the database meanwhile.
 *
 *   npx tsx bench/realtime/brokers.ts [--rates 0,200,1000,4000] [--listeners 3] [--seconds 5] [--json]
 *
 * Each round: this many whispers a second (a teammate types: 260 bytes) from one process to that
 * many listeners, beside eight writers that commit small rows as fast as they can. Told are how long a
 * whisper takes, how many arrived, how many commits there were, and the processor of the broker:
 * PostgreSQL's own, with its writers, or Redis's.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { connectDatabase, silentLog } from '@baton/server';
import pg from 'pg';
import {
  type FanOut,
  throughBroker,
  throughDatabase,
} from '../../apps/server/src/platform/fan-out/index.ts';
import { startBenchDatabase } from '../conversations/bench-database.ts';
import { quantile, sorted } from './figures.ts';

const { values: options } = parseArgs({
  options: {
    rates: { type: 'string', default: '0,200,1000,4000' },
    listeners: { type: 'string', default: '3' },
    writers: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});
const rates = options.rates.split(',').map(Number);
const listeners = Number(options.listeners);
const writers = Number(options.writers);
const seconds = Number(options.seconds);
const REDIS_PORT = 5290;
const TICK_MS = 2;
const USER_HERTZ = 100;

interface Figures {
  by: 'database' | 'redis';
  rate: number;
  commitsPerSecond: number;
  heard: number;
  p50: number;
  p99: number;
  /** Cores: of PostgreSQL with all its backends, and of Redis. */
  postgres: number;
  redis: number;
}

const redis = await startRedis();
const database = await startBenchDatabase();
const results: Figures[] = [];
try {
  await database.prepare(async (prepared) => {
    await prepared.query(`create table bench_rows (id bigserial primary key, text text not null)`);
  });
  for (const rate of rates)
    for (const by of ['database', 'redis'] as const) {
      results.push(await database.withCopy((url) => measure(by, rate, url)));
      if (!options.json) say(results.at(-1) as Figures);
    }
} finally {
  await database.stop();
  redis.kill('SIGKILL');
}
if (options.json) process.stdout.write(`${JSON.stringify(results)}\n`);

async function measure(by: Figures['by'], rate: number, url: string): Promise<Figures> {
  const log = silentLog();
  const open = () => {
    const own = connectDatabase({ url, applicationName: 'bench', poolSize: 2, log });
    const fanOut =
      by === 'database'
        ? throughDatabase(own, log)
        : throughBroker({ url: `redis://127.0.0.1:${REDIS_PORT}`, database: own, log });
    return { own, fanOut };
  };
  const processes = Array.from({ length: listeners }, open);
  const took: number[] = [];
  for (const { fanOut } of processes)
    await fanOut.listen('whispers', (payload) => {
      const { at } = JSON.parse(payload) as { at: number };
      if (at > 0) took.push(performance.now() - at);
    });
  const pool = new pg.Pool({ connectionString: url, max: writers });
  pool.on('error', () => undefined);
  const writing = new AbortController();
  let commits = 0;
  const lanes = Array.from({ length: writers }, async () => {
    while (!writing.signal.aborted) {
      await pool.query(`insert into bench_rows (text) values ($1)`, ['x'.repeat(300)]);
      commits += 1;
    }
  });
  const [first] = processes;
  if (first === undefined) throw new Error('nobody listens');
  const before = { postgres: coresOf('postgres'), redis: coresOf('redis-server'), commits };
  const began = performance.now();
  const sent = await whisper(first.fanOut, rate);
  const lasted = (performance.now() - began) / 1_000;
  const after = { postgres: coresOf('postgres'), redis: coresOf('redis-server'), commits };
  writing.abort();
  await Promise.all(lanes);
  // What is still on its way has a moment.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await pool.end();
  for (const { own, fanOut } of processes) {
    await fanOut.close();
    await own.close();
  }
  const ascending = sorted(took);
  return {
    by,
    rate,
    commitsPerSecond: (after.commits - before.commits) / lasted,
    heard: sent === 0 ? 1 : took.length / listeners / sent,
    p50: quantile(ascending, 0.5),
    p99: quantile(ascending, 0.99),
    postgres: (after.postgres - before.postgres) / lasted,
    redis: (after.redis - before.redis) / lasted,
  };
}

/** Open loop: each whisper is due at its time, and its time counts from then. */
function whisper(fanOut: FanOut, rate: number): Promise<number> {
  const total = Math.round(rate * seconds);
  const began = performance.now();
  let next = 0;
  return new Promise((done) => {
    const timer = setInterval(() => {
      const now = performance.now();
      for (; next < total; next += 1) {
        const at = began + (next * 1_000) / rate;
        if (at > now) return;
        fanOut.send('whispers', JSON.stringify({ at, padding: 'x'.repeat(220) }));
      }
      if (now - began < seconds * 1_000) return;
      clearInterval(timer);
      done(total);
    }, TICK_MS);
  });
}

/** Processor seconds so far of our children of this name, and of their children. */
function coresOf(name: string): number {
  let ticks = 0;
  const stats = new Map<number, { parent: number; name: string; ticks: number }>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const close = stat.lastIndexOf(')');
      const fields = stat.slice(close + 2).split(' ');
      stats.set(Number(entry), {
        name: stat.slice(stat.indexOf('(') + 1, close),
        parent: Number(fields[1]),
        ticks: Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14]),
      });
    } catch {
      // It has ended meanwhile.
    }
  }
  const isOurs = (pid: number): boolean => {
    for (let at = pid; at > 1; at = stats.get(at)?.parent ?? 0) if (at === process.pid) return true;
    return false;
  };
  for (const [pid, stat] of stats)
    if (stat.name.startsWith(name) && isOurs(pid)) ticks += stat.ticks;
  return ticks / USER_HERTZ;
}

async function startRedis(): Promise<ChildProcess> {
  const child = spawn(
    'redis-server',
    ['--port', String(REDIS_PORT), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { stdio: 'ignore' },
  );
  child.on('error', (error) => {
    throw new Error('There is no redis-server here: `apt-get install redis-server`', {
      cause: error,
    });
  });
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return child;
}

function say({ by, rate, commitsPerSecond, heard, p50, p99, ...cores }: Figures): void {
  process.stdout.write(
    `${String(rate).padStart(5)} whispers/s by ${by.padEnd(8)}: ${commitsPerSecond.toFixed(0)} commits/s, ` +
      `${(heard * 100).toFixed(0)} % heard, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms; ` +
      `cores: PostgreSQL ${cores.postgres.toFixed(2)}, Redis ${cores.redis.toFixed(2)}\n`,
  );
}
