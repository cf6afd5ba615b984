/** An attempt as a part of the trace of whoever wanted the job: enqueue.ts lets the job carry it. */
import { traced } from '../tracing/index.ts';
import { attempt, type Outcome } from './attempt.ts';
import type { JobHandler } from './job.ts';
import type { LeasedJob } from './lease.ts';

export function tracedAttempt(
  job: LeasedJob,
  handler: JobHandler,
  abort: AbortController,
): Promise<Outcome> {
  const { traceparent, ...payload } = job.payload;
  const from = typeof traceparent === 'string' ? traceparent : null;
  return traced(
    `job ${job.kind}`,
    { 'baton.job.kind': job.kind, 'baton.job.attempt': job.attempt },
    async (span) => {
      const outcome = await attempt({ ...job, payload }, handler, abort);
      span.add({ 'baton.job.end': outcome.type });
      if (outcome.type === 'failed' || outcome.type === 'given up') span.fail();
      return outcome;
    },
    { kind: 'consumer', from },
  );
}
