/** One server's numbers. Each server has its own set, so that two in one process do not mix. */
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export type MetricsRegistry = Registry;

export interface RegistryOptions {
  version: string;
  /** Also memory, event loop and garbage collection, which cost a little all the time. */
  process: boolean;
}

export function createRegistry(options: RegistryOptions): MetricsRegistry {
  const registry = new Registry();
  if (options.process) collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'baton_build_info',
    help: 'Always 1; the label says which Baton this is.',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version: options.version }, 1);
  return registry;
}
