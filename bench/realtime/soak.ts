/**
 * Whether a server that works at half of its load keeps its memory: every five seconds, after full
 * garbage collections, and at the end a straight line through what was read, with the interval in
 * which its slope lies (95 %).
 *
 *   npm run build -- server
 *   npx tsx bench/realtime/soak.ts [--minutes 3] [--rate 50] [--processes 1] [--json]
 *
 * The first third is left out: caches fill, code is compiled. "Flat" is a slope whose interval holds
 * zero, or that is below a hundredth of what is used in an hour.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { withDesk } from './desk.ts';
import { fitLine } from './figures.ts';
import { runOpenLoop } from './open-loop.ts';

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '3' },
    rate: { type: 'string', default: '50' },
    processes: { type: 'string', default: '1' },
    customers: { type: 'string', default: '200' },
    json: { type: 'boolean', default: false },
  },
});
const minutes = Number(options.minutes);
const rate = Number(options.rate);
const processes = Number(options.processes);
const preload = fileURLToPath(new URL('say-memory.mjs', import.meta.url));
const PORT = 5220;
const MINUTE_MS = 60_000;

interface Reading {
  at: number;
  rss: number;
  heap: number;
  external: number;
}

const folder = await mkdtemp(join(tmpdir(), 'baton-soak-'));
const fileOf = (server: number) => join(folder, `memory-${server}`);
try {
  const load = await withDesk(
    {
      processes,
      customers: Number(options.customers),
      port: PORT,
      env: (server) => ({ NODE_OPTIONS: `--import=${preload}`, SAY_MEMORY: fileOf(server) }),
    },
    async (desk) => {
      const began = Date.now();
      const figures = await runOpenLoop(desk, { servers: processes, rate, seconds: minutes * 60 });
      return { began, ended: Date.now(), ...figures };
    },
  );
  const servers = Array.from({ length: processes }, (_, server) =>
    slopes(readings(fileOf(server), load.began + (load.ended - load.began) / 3, load.ended)),
  );
  if (options.json) process.stdout.write(`${JSON.stringify({ load, servers })}\n`);
  else {
    process.stdout.write(
      `${rate}/s for ${minutes} min: ${load.seen.toFixed(0)} of ${load.sent} seen, ` +
        `${load.failed} failed, p50 ${load.p50.toFixed(1)} ms, p99 ${load.p99.toFixed(1)} ms\n`,
    );
    for (const [server, of] of servers.entries())
      for (const [what, { mean, slope, give, flat }] of Object.entries(of))
        process.stdout.write(
          `server ${server} ${what.padEnd(8)} ${mB(mean)} MB, ${sign(slope)} ± ${mB(give)} MB an hour: ` +
            `${flat ? 'flat' : 'NOT flat'}\n`,
        );
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

function readings(file: string, from: number, to: number): Reading[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines
    .map((line) => JSON.parse(line) as Reading)
    .filter(({ at }) => at >= from && at <= to);
}

function slopes(read: readonly Reading[]) {
  const hours = read.map(({ at }) => at / MINUTE_MS / 60);
  const of = (what: keyof Reading) => {
    const values = read.map((reading) => reading[what]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const { slope, give } = fitLine(hours, values);
    return { mean, slope, give, flat: Math.abs(slope) <= Math.max(give, mean / 100) };
  };
  return { heap: of('heap'), external: of('external'), resident: of('rss') };
}

function mB(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function sign(bytes: number): string {
  return `${bytes < 0 ? '' : '+'}${mB(bytes)}`;
}
