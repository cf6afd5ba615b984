/**
 * The queue of jobs in small: the rows of one conversation's answers, as platform/jobs keeps them.
 *
 * At most one row waits (the unique key); enqueueing another joins it. A leased row is not joined,
 * since its worker may have looked too early. One that must go back while another waits stays
 * leased by name, lapsed.
 */
import type { Job, Run } from './world.ts';

const waits = ({ held }: Job) => held === 'waiting';

export const newRun = (mode: Run['mode']): Run => ({
  mode,
  turn: null,
  said: false,
  late: false,
  untold: false,
});

export function enqueue(jobs: readonly Job[]): readonly Job[] {
  return jobs.some(waits) ? jobs : [...jobs, { attempts: 0, held: 'waiting' }];
}

/** Counted when it is leased, so that a job which kills its process is not tried for ever. */
export function lease(job: Job, maxAttempts: number): Job {
  const attempts = Math.min(job.attempts + 1, maxAttempts + 1);
  return { attempts, held: newRun(attempts <= maxAttempts ? 'answer' : 'giveUp') };
}

export function backToQueue(jobs: readonly Job[], index: number, attempts: number): Job[] {
  const others = without(jobs, index);
  return [...others, { attempts, held: others.some(waits) ? 'lapsed' : 'waiting' }];
}

export function without<T>(all: readonly T[], index: number): T[] {
  return all.filter((_, i) => i !== index);
}

export function replaced<T>(all: readonly T[], index: number, by: T): T[] {
  return all.map((one, i) => (i === index ? by : one));
}
