/** Work for later: what this process did, and what waits in the table for anybody. */
import { Counter, Gauge, Histogram } from 'prom-client';
import type { Sql } from '../database/index.ts';
import { type EndedAttempt, readQueue } from '../jobs/index.ts';
import type { MetricsRegistry } from './registry.ts';

const buckets = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

export function jobMetrics(registry: MetricsRegistry) {
  const attempts = new Counter({
    name: 'baton_job_attempts_total',
    help: 'Attempts at jobs that ended in this process: done, failed, given_up or interrupted.',
    labelNames: ['kind', 'end'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'baton_job_seconds',
    help: 'How long attempts at jobs took.',
    labelNames: ['kind'],
    buckets,
    registers: [registry],
  });
  const jobs = new Gauge({
    name: 'baton_jobs',
    help: 'Jobs in the table, all processes: waiting, later (not due yet), leased, failed for good. Counted up to 10,000.',
    labelNames: ['kind', 'state'],
    registers: [registry],
  });
  const oldest = new Gauge({
    name: 'baton_jobs_oldest_waiting_seconds',
    help: 'For how long the oldest job that is due has been waiting for a worker; 0 when none waits.',
    registers: [registry],
  });

  return {
    ended({ kind, end, seconds: took }: EndedAttempt): void {
      attempts.inc({ kind, end });
      // There before the first of it, at zero: an alert looks for its increase.
      attempts.inc({ kind, end: 'given_up' }, 0);
      seconds.observe({ kind }, took);
    },
    async refresh(sql: Sql): Promise<void> {
      const queue = await readQueue(sql);
      jobs.reset();
      for (const { kind, state, count } of queue.jobs) jobs.set({ kind, state }, count);
      oldest.set(queue.oldestWaitingSeconds);
    },
    forget(): void {
      jobs.reset();
      oldest.remove();
    },
  };
}
