/**
 * Takes jobs that are due and runs them, several at a time, until it is stopped.
 *
 * It looks when woken, when a place becomes free and more was waiting, and every `pollMs` in any
 * case. While jobs run, one statement every third of the lease time keeps them all leased. A
 * database that is away makes it wait, not fail.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { acrossWorkspaces, type Database, inWorkspace, type Sql } from '../database/index.ts';
import { newId } from '../ids.ts';
import type { Log } from '../log.ts';
import { JobInterrupted, type Outcome } from './attempt.ts';
import type { JobHandler, JobHandlers } from './job.ts';
import {
  extendLeases,
  failJob,
  finishJob,
  isThere,
  type LeasedJob,
  leaseJobs,
  retryJob,
  returnJob,
} from './lease.ts';
import { pauseAfter } from './pause.ts';
import { tracedAttempt } from './traced-attempt.ts';

export interface JobRunnerOptions {
  database: Database;
  handlers: JobHandlers;
  log: Log;
  /** How many jobs run at a time. Default: 8. */
  concurrency?: number;
  /** After this long without a sign of life, a worker counts as dead. Default: 30 s. */
  leaseMs?: number;
  /** Default: 1 s. */
  pollMs?: number;
  /** Names this worker in the table, for the operator. Default: a new id. */
  workerId?: string;
  /** Told how every attempt ended, for whoever counts. */
  ended?: (attempt: EndedAttempt) => void;
  /** Pause before the next attempt, in milliseconds. Default: pause.ts. */
  pauseMs?: (attempt: number) => number;
}

export interface EndedAttempt {
  kind: string;
  end: 'done' | 'failed' | 'given_up' | 'interrupted';
  seconds: number;
}

export interface JobRunner {
  start(): void;
  /** Something was enqueued: look now. Safe to call at any time. */
  wake(): void;
  /**
   * Takes nothing new and waits for what runs. After `graceMs` the rest is interrupted and
   * given back to the queue, for another worker or the next start, at no cost of an attempt.
   */
  stop(options?: { graceMs?: number }): Promise<void>;
}

interface Running {
  job: LeasedJob;
  abort: AbortController;
  /** Without a renewal by then, another worker may have the job. By performance.now(). */
  leasedUntil: number;
  ended: Promise<void>;
}

export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { database, handlers, log } = options;
  const { concurrency = 8, leaseMs = 30_000, pollMs = 1_000, workerId = newId('wrk') } = options;
  const pauseMs = options.pauseMs ?? ((attempts) => pauseAfter(attempts, Math.random()));
  const kinds = Object.keys(handlers);
  const running = new Set<Running>();
  let leases = 0;
  const stopping = new AbortController();
  let stopped = false;
  let looping: Promise<void> | undefined;
  let heartbeat: NodeJS.Timeout | undefined;
  /** True when somebody asked to look; `look` ends the wait. */
  let wanted = false;
  let look: () => void = () => undefined;

  function wake(): void {
    wanted = true;
    look();
  }

  function start(): void {
    if (looping !== undefined) return;
    acrossWorkspaces('the queue of jobs', () => {
      heartbeat = setInterval(() => void renewLeases(), Math.ceil(leaseMs / 3));
      looping = loop();
    });
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      wanted = false;
      const free = concurrency - running.size;
      const taken = free > 0 ? await take(free) : 0;
      // As many as we asked for: there may be more, look again when a place is free.
      const more = free === 0 || taken === free;
      if (more && running.size < concurrency) continue;
      await waitForReason(more);
    }
  }

  /** Until woken, or (when all hands were busy) until one is free, or until the next poll. */
  async function waitForReason(more: boolean): Promise<void> {
    if (wanted && running.size < concurrency) return;
    const pause = new AbortController();
    const timer = sleep(pollMs, undefined, pause).catch(() => undefined);
    const woken = new Promise<void>((resolve) => {
      look = resolve;
    });
    const free = more ? [...running].map(({ ended }) => ended) : [];
    await Promise.race([timer, woken, ...free]);
    pause.abort();
  }

  async function take(limit: number): Promise<number> {
    leases += 1;
    const lease = `${workerId}/${leases}`;
    const leasedUntil = performance.now() + leaseMs;
    try {
      const jobs = await leaseJobs(database, { kinds, lease, leaseMs, limit });
      for (const job of jobs) begin(job, leasedUntil);
      return jobs.length;
    } catch (error) {
      log.warn({ err: error }, 'looking for jobs failed; trying again');
      return 0;
    }
  }

  function begin(job: LeasedJob, leasedUntil: number): void {
    const handler = handlers[job.kind] as JobHandler;
    const abort = new AbortController();
    const entry: Running = { job, abort, leasedUntil, ended: Promise.resolve() };
    running.add(entry);
    const began = performance.now();
    const run = () => tracedAttempt(job, handler, abort);
    const attempted = job.workspaceId === null ? run() : inWorkspace(job.workspaceId, run);
    entry.ended = attempted
      .then((outcome) => {
        const end = outcome.type === 'given up' ? 'given_up' : outcome.type;
        options.ended?.({ kind: job.kind, end, seconds: (performance.now() - began) / 1_000 });
        return settle(entry, outcome);
      })
      .finally(() => running.delete(entry));
  }

  /** Writes down how an attempt ended. Should the database be away, for as long as it takes. */
  async function settle(entry: Running, outcome: Outcome): Promise<void> {
    const { job } = entry;
    const facts = { job: job.id, kind: job.kind, attempt: job.attempt };
    const deadline = performance.now() + 2 * leaseMs;
    for (let pause = 50; ; pause = Math.min(pause * 2, 1_000)) {
      try {
        await record(database, entry, outcome);
        break;
      } catch (error) {
        if (stopped || performance.now() > deadline) {
          // Its lease lapses, and it is run again: that is what handlers are prepared for.
          log.error({ ...facts, err: error }, 'the end of a job could not be written down');
          return;
        }
        await sleep(pause);
      }
    }
    if (outcome.type === 'failed') log.warn({ ...facts, err: outcome.error }, 'a job failed');
    if (outcome.type === 'given up')
      log.error({ ...facts, err: outcome.error }, 'gave up on a job');
    if (outcome.type === 'interrupted')
      log.info(facts, `a job was interrupted: ${outcome.interruption}`);
  }

  async function record(sql: Sql, { job, leasedUntil }: Running, outcome: Outcome): Promise<void> {
    switch (outcome.type) {
      case 'done': {
        if (await finishJob(sql, job)) return;
        // While it was ours nobody else can have done it: it went with what it was about.
        const removed = performance.now() < leasedUntil && !(await isThere(sql, job));
        const facts = { job: job.id, kind: job.kind };
        if (removed) log.info(facts, 'a job was removed while it ran');
        else log.warn(facts, 'a job was done by two workers');
        return;
      }
      case 'failed': {
        const pause = pauseMs(job.attempt);
        await retryJob(sql, job, { pauseMs: pause, error: outcome.error.message });
        setTimeout(wake, pause).unref();
        return;
      }
      case 'given up':
        return failJob(sql, job, outcome.error.message);
      case 'interrupted':
        return outcome.interruption === 'stopping' ? returnJob(sql, job) : undefined;
    }
  }

  async function renewLeases(): Promise<void> {
    const held = [...running];
    if (held.length === 0) return;
    const renewedUntil = performance.now() + leaseMs;
    const jobs = held.map(({ job }) => job);
    const ours = await extendLeases(database, jobs, leaseMs).catch(() => undefined);
    for (const entry of held) {
      if (ours?.has(entry.job)) entry.leasedUntil = renewedUntil;
      else if (ours !== undefined || performance.now() > entry.leasedUntil) {
        entry.abort.abort(new JobInterrupted('lease lost'));
      }
    }
  }

  async function stop({ graceMs = 10_000 }: { graceMs?: number } = {}): Promise<void> {
    stopping.abort();
    look();
    await looping;
    await ended(graceMs);
    for (const { abort } of running) abort.abort(new JobInterrupted('stopping'));
    await ended(5_000);
    stopped = true;
    clearInterval(heartbeat);
  }

  async function ended(patienceMs: number): Promise<void> {
    const pause = new AbortController();
    const all = Promise.all([...running].map((entry) => entry.ended));
    await Promise.race([all, sleep(patienceMs, undefined, pause).catch(() => undefined)]);
    pause.abort();
  }

  return { start, wake, stop };
}
