/** Whether the database answers, and how busy this process keeps its connections. */
import { Gauge } from 'prom-client';
import type { Database } from '../database/index.ts';
import type { MetricsRegistry } from './registry.ts';

export function databaseMetrics(
  registry: MetricsRegistry,
  database: Pick<Database, 'connections'>,
) {
  const up = new Gauge({
    name: 'baton_database_up',
    help: '1 when the database answered the questions of this scrape; numbers read from it are missing otherwise.',
    registers: [registry],
  });
  const connections = new Gauge({
    name: 'baton_database_connections',
    help: 'Connections of this process: busy, idle; and queries waiting for one.',
    labelNames: ['state'],
    registers: [],
    collect() {
      const { open, idle, waiting } = database.connections();
      this.set({ state: 'busy' }, open - idle);
      this.set({ state: 'idle' }, idle);
      this.set({ state: 'waiting' }, waiting);
    },
  });
  registry.registerMetric(connections);
  return { up: (isUp: boolean): void => up.set(isUp ? 1 : 0) };
}
