/** How far open screens are behind what is true. */
import { Gauge, Histogram } from 'prom-client';
import type { Sql } from '../database/index.ts';
import { type FeedEntry, findFeedHolder, undeliveredSeconds } from '../feed/index.ts';
import type { MetricsRegistry } from './registry.ts';

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];

export function feedMetrics(registry: MetricsRegistry) {
  const delivered = new Histogram({
    name: 'baton_feed_delivery_seconds',
    help: 'From the moment an event was written until this process handed it to its sockets. Measured between two clocks, if the database has its own.',
    buckets,
    registers: [registry],
  });
  const lag = new Gauge({
    name: 'baton_feed_lag_seconds',
    help: 'Age of the oldest committed event that this process has not handed out yet; 0 when there is none.',
    registers: [registry],
  });

  const held = new Gauge({
    name: 'baton_feed_held_seconds',
    help: 'For how long the oldest transaction that writes on the database server, anybody’s, has been open: nothing newer is handed out before it ends. 0 when there is none.',
    registers: [registry],
  });

  return {
    delivered(entries: readonly FeedEntry[], now: Date): void {
      for (const { at } of entries)
        delivered.observe(Math.max(0, now.getTime() - at.getTime()) / 1_000);
    },
    async refresh(sql: Sql, cursor: string): Promise<void> {
      lag.set(await undeliveredSeconds(sql, cursor));
      held.set((await findFeedHolder(sql))?.seconds ?? 0);
    },
    forget(): void {
      lag.remove();
      held.remove();
    },
  };
}
