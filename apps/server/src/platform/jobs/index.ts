/** Work to be done later, at least once, by whichever worker is free. See job.ts for its life. */
export { enqueueJobs, insertJobsSql, jobRows } from './enqueue.ts';
export type { Job, JobContext, JobHandler, JobHandlers, NewJob } from './job.ts';
export { lapseLeases } from './lease.ts';
export { pruneJobs } from './prune.ts';
export { readQueue } from './queue.ts';
export {
  createJobRunner,
  type EndedAttempt,
  type JobRunner,
  type JobRunnerOptions,
} from './runner.ts';
