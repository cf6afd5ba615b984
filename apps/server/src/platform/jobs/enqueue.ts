/**
 * Puts jobs into the queue, in the caller's transaction: they exist if and only if it commits.
 */
import type { Sql } from '../database/index.ts';
import { traceParent } from '../tracing/index.ts';
import type { NewJob } from './job.ts';

/** After the commit, call the runner's `wake()`: nobody else tells it. */
export async function enqueueJobs(sql: Sql, jobs: readonly NewJob[]): Promise<void> {
  if (jobs.length === 0) return;
  await sql.query(insertJobsSql('$1'), [jobRows(jobs)]);
}

/**
 * The statement itself, for a caller that writes everything in one: `rows` is the placeholder of
 * what `jobRows` gives, `only` a table of that caller's statement that is empty when nothing is to
 * be enqueued.
 *
 * The `do update` is there for its lock. An enqueue that joins a waiting job must keep that job
 * from starting before the enqueuer's own transaction has committed; else the job could run,
 * not see what was just written, and be gone.
 */
export function insertJobsSql(rows: string, only?: string): string {
  return `insert into jobs (workspace_id, kind, key, payload, run_at, max_attempts)
     select job.workspace_id, job.kind, job.key, job.payload, coalesce(job.run_at, now()),
            job.max_attempts
     from ${only === undefined ? '' : `${only}, `}jsonb_to_recordset(${rows}::jsonb) as job (
       workspace_id text, kind text, key text, payload jsonb, run_at timestamptz, max_attempts int
     )
     on conflict (kind, key) where key is not null and leased_by is null and failed_at is null
     do update set run_at = least(jobs.run_at, excluded.run_at)
       where jobs.attempts = 0`;
}

export function jobRows(jobs: readonly NewJob[]): string {
  return JSON.stringify(withoutDoubles(jobs).map(toRow));
}

function toRow(job: NewJob) {
  return {
    workspace_id: job.workspaceId ?? null,
    kind: job.kind,
    key: job.key ?? null,
    payload: carrying(job.payload ?? {}),
    run_at: job.runAt?.toISOString() ?? null,
    max_attempts: job.maxAttempts ?? 5,
  };
}

/** Where traces are kept, the job's one goes on from that of whoever wanted it. */
function carrying(payload: Record<string, unknown>): Record<string, unknown> {
  const traceparent = traceParent();
  return traceparent === undefined ? payload : { ...payload, traceparent };
}

/** One statement may touch a row only once; a fixed order keeps two of them from deadlock. */
function withoutDoubles(jobs: readonly NewJob[]): NewJob[] {
  const keyed = new Map<string, NewJob>();
  const free: NewJob[] = [];
  for (const job of jobs) {
    if (job.key === undefined) {
      free.push(job);
      continue;
    }
    const id = JSON.stringify([job.kind, job.key]);
    const same = keyed.get(id);
    if (same === undefined || earlier(job, same)) keyed.set(id, job);
  }
  const sorted = [...keyed.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return [...sorted.map(([, job]) => job), ...free];
}

function earlier(a: NewJob, b: NewJob): boolean {
  return (a.runAt?.getTime() ?? 0) < (b.runAt?.getTime() ?? 0);
}
