/** By what servers talk to each other. Nothing of it exists where no broker is set. */
import { Counter, Gauge } from 'prom-client';
import type { FanOut } from '../fan-out/index.ts';
import type { MetricsRegistry } from './registry.ts';

export function fanOutMetrics(registry: MetricsRegistry, fanOut: Pick<FanOut, 'broker'>): void {
  if (fanOut.broker() === null) return;
  registry.registerMetric(
    new Gauge({
      name: 'baton_fan_out_broker_up',
      help: '1: the broker carries what servers say to each other. 0: it is away, and the database does.',
      registers: [],
      collect() {
        this.set(fanOut.broker()?.up === true ? 1 : 0);
      },
    }),
  );
  registry.registerMetric(
    new Counter({
      name: 'baton_fan_out_messages_total',
      help: 'What this process said to the others, by broker or by database.',
      labelNames: ['by'],
      registers: [],
      collect() {
        this.reset();
        for (const [by, count] of Object.entries(fanOut.broker()?.sent ?? {}))
          this.inc({ by }, count);
      },
    }),
  );
}
