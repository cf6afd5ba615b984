/**
 * The SQL of the queue. Time is the database's, so that machines with different clocks agree.
 *
 * A lease has a name that is never used twice. Everything done to a leased job names the lease,
 * so whoever lost it (too slow, lease lapsed, job taken by another) changes nothing any more.
 */
import { isUniqueViolation, type Sql } from '../database/index.ts';
import type { Job } from './job.ts';

export interface LeasedJob extends Job {
  lease: string;
  lastError: string | null;
}

/** Takes up to `limit` jobs that are due, oldest first, including those of workers that died. */
export function leaseJobs(
  sql: Sql,
  wish: { kinds: readonly string[]; lease: string; leaseMs: number; limit: number },
): Promise<LeasedJob[]> {
  return sql.query<LeasedJob>(
    `with due as materialized (
       select id from jobs
       where failed_at is null and run_at <= now() and kind = any($1)
         and (leased_by is null or lease_until <= now())
       order by run_at, id
       limit $4
       for update skip locked
     )
     update jobs
     set leased_by = $2, lease_until = now() + $3 * interval '1 ms', attempts = attempts + 1
     from due where jobs.id = due.id
     returning jobs.id, kind, key, workspace_id as "workspaceId", payload, attempts as attempt,
               max_attempts as "maxAttempts", created_at as "enqueuedAt",
               leased_by as lease, last_error as "lastError"`,
    [wish.kinds, wish.lease, wish.leaseMs, wish.limit],
  );
}

/** Keeps the leases alive. Resolves with those of the jobs that are still ours. */
export async function extendLeases(
  sql: Sql,
  jobs: readonly LeasedJob[],
  leaseMs: number,
): Promise<Set<LeasedJob>> {
  const rows = await sql.query<{ id: string; lease: string }>(
    `update jobs set lease_until = now() + $3 * interval '1 ms'
     from unnest($1::bigint[], $2::text[]) as held (id, lease)
     where jobs.id = held.id and jobs.leased_by = held.lease and jobs.failed_at is null
     returning held.id, held.lease`,
    [jobs.map((job) => job.id), jobs.map((job) => job.lease), leaseMs],
  );
  const kept = new Set(rows.map(({ id, lease }) => `${id} ${lease}`));
  return new Set(jobs.filter(({ id, lease }) => kept.has(`${id} ${lease}`)));
}

/**
 * Ends every lease, whoever had it: their jobs are due at once. For a start at which nobody else
 * can be at work, so that no customer waits for the leases of a killed process. Were somebody at
 * work after all, a job would run twice, which handlers are prepared for.
 *
 * @returns how many jobs were left by the dead
 */
export async function lapseLeases(sql: Sql): Promise<number> {
  const rows = await sql.query(
    `update jobs set lease_until = now()
     where leased_by is not null and lease_until > now() and failed_at is null
     returning id`,
  );
  return rows.length;
}

/** Done. False when the job was no longer ours. */
export async function finishJob(sql: Sql, job: LeasedJob): Promise<boolean> {
  const rows = await sql.query('delete from jobs where id = $1 and leased_by = $2 returning id', [
    job.id,
    job.lease,
  ]);
  return rows.length > 0;
}

/** Whoever has it, and whether it waits, runs or has failed. */
export async function isThere(sql: Sql, { id }: Pick<LeasedJob, 'id'>): Promise<boolean> {
  const rows = await sql.query('select from jobs where id = $1', [id]);
  return rows.length > 0;
}

/** Not done: to be tried again after a pause. */
export async function retryJob(
  sql: Sql,
  job: LeasedJob,
  { pauseMs, error }: { pauseMs: number; error: string },
): Promise<void> {
  await backToQueue(sql, job, {
    changes: `run_at = now() + $3 * interval '1 ms', last_error = $4`,
    params: [pauseMs, error],
  });
}

/** Not done, and through no fault of its own: the process is going down. */
export async function returnJob(sql: Sql, job: LeasedJob): Promise<void> {
  await backToQueue(sql, job, { changes: 'attempts = attempts - 1', params: [] });
}

/**
 * A job goes back to waiting, where there may be one of its key already. Then it stays leased
 * by name, with a lease that has lapsed: due all the same, and out of the other's way.
 */
async function backToQueue(
  sql: Sql,
  job: LeasedJob,
  { changes, params }: { changes: string; params: readonly unknown[] },
): Promise<void> {
  const mine = [job.id, job.lease, ...params];
  try {
    await sql.query(
      `update jobs set ${changes}, leased_by = null, lease_until = null
       where id = $1 and leased_by = $2`,
      mine,
    );
  } catch (error) {
    if (!isUniqueViolation(error, 'jobs_key')) throw error;
    await sql.query(
      `update jobs set ${changes}, leased_by = leased_by || '/lapsed', lease_until = now()
       where id = $1 and leased_by = $2`,
      mine,
    );
  }
}

/** Every attempt failed and was dealt with. The row stays for the operator to see. */
export async function failJob(sql: Sql, job: LeasedJob, error: string): Promise<void> {
  await sql.query(
    `update jobs set failed_at = now(), last_error = $3, leased_by = null, lease_until = null
     where id = $1 and leased_by = $2`,
    [job.id, job.lease, error],
  );
}
