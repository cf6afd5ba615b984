/**
 * From the moment that a customer's message is due until open inboxes show it, over HTTP and
 * WebSocket, at a rate that does not wait for answers (open-loop.ts).
 *
 *   npm run build -- server
 *   npx tsx bench/realtime/latency.ts [--rates 100,250,500] [--processes 1,3] [--seconds 15]
 *                                     [--customers 300] [--redis redis://…] [--json]
 *
 * Each server has an inbox open; with three, two of the three hear of a message over the fan-out.
 * Servers, PostgreSQL and the generator share this machine: read the load average beside.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { withDesk } from './desk.ts';
import { type LoadFigures, runOpenLoop } from './open-loop.ts';

const { values: options } = parseArgs({
  options: {
    rates: { type: 'string', default: '100,250,500' },
    processes: { type: 'string', default: '1,3' },
    seconds: { type: 'string', default: '15' },
    customers: { type: 'string', default: '300' },
    redis: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const rates = options.rates.split(',').map(Number);
const seconds = Number(options.seconds);
const { redis } = options;
const PORT = 5200;
const results: (LoadFigures & { processes: number; load: number })[] = [];

for (const processes of options.processes.split(',').map(Number)) {
  await withDesk(
    {
      processes,
      customers: Number(options.customers),
      port: PORT,
      ...(redis !== undefined && { env: () => ({ BATON_FANOUT_URL: redis }) }),
    },
    async (desk) => {
      await runOpenLoop(desk, { servers: processes, rate: Math.min(...rates), seconds: 3 });
      for (const rate of rates) {
        const figures = await runOpenLoop(desk, { servers: processes, rate, seconds });
        results.push({ ...figures, processes, load: loadavg()[0] ?? 0 });
        if (!options.json) say(results.at(-1) as (typeof results)[number]);
      }
    },
  );
}
if (options.json) process.stdout.write(`${JSON.stringify(results)}\n`);

function say(figures: (typeof results)[number]): void {
  const ms = (value: number) => value.toFixed(1);
  const { processes, rate, p50, p99, worst, acknowledged, seen, sent, failed } = figures;
  process.stdout.write(
    `${processes} process${processes === 1 ? '' : 'es'}, ${rate}/s: seen p50 ${ms(p50)} ms, ` +
      `p99 ${ms(p99)}, worst ${ms(worst)}; stored p50 ${ms(acknowledged.p50)}, ` +
      `p99 ${ms(acknowledged.p99)}; ${seen.toFixed(0)} of ${sent} seen, ${failed} failed; ` +
      `generator late p99 ${ms(figures.generatorLateP99)}, load ${figures.load.toFixed(1)}\n`,
  );
}
