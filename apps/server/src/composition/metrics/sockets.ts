/** Open sockets, by who sits at the other end. */
import { Gauge } from 'prom-client';
import type { Realtime } from '../../modules/realtime/index.ts';
import type { MetricsRegistry } from '../../platform/metrics/index.ts';

export function socketMetrics(registry: MetricsRegistry, sockets: Realtime['sockets']): void {
  const gauge = new Gauge({
    name: 'baton_sockets',
    help: 'Open sockets of this process: inbox, widget, or unknown (not let in yet).',
    labelNames: ['audience'],
    registers: [],
    collect() {
      for (const [audience, count] of Object.entries(sockets())) this.set({ audience }, count);
    },
  });
  registry.registerMetric(gauge);
}
