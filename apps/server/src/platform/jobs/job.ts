/**
 * The words of the jobs folder.
 *
 *   waiting ──lease──► leased ──run returned──► (row deleted)
 *      ▲                 │ run threw, attempts left: again after a growing pause
 *      ├─────────────────┤
 *      │                 │ the worker died: the lease lapses, the next lease takes it
 *      └─ lease lapsed ──┤
 *                        └─ attempts used up ──► onExhausted, until it succeeds ──► failed
 *
 * An attempt is counted when the job is leased, so that a job which kills its process is not
 * tried for ever. Delivery is at least once: a worker that was only slow may find that another
 * has run its job too, so handlers do work that is safe to repeat.
 */

/** What one wants done. Enqueue it in the transaction of the event that calls for it. */
export interface NewJob {
  kind: string;
  /**
   * At most one waiting job per kind and key: enqueueing another joins the waiting one, which
   * keeps its payload. A job that already runs is not joined, it may have looked too early.
   */
  key?: string;
  payload?: Record<string, unknown>;
  workspaceId?: string | null;
  /** Not before this moment. Default: now. */
  runAt?: Date;
  /** How often it is tried at most. Default: 5; a handler's own `maxAttempts` goes first. */
  maxAttempts?: number;
}

/** A job in the hands of a worker. */
export interface Job {
  id: string;
  kind: string;
  key: string | null;
  workspaceId: string | null;
  payload: Record<string, unknown>;
  /** 1 for the first attempt; counts attempts that ended in a crash. */
  attempt: number;
  maxAttempts: number;
  enqueuedAt: Date;
}

export interface JobContext {
  /**
   * Aborted when the work should stop: it took too long, the lease was lost, or the process is
   * going down. Work that stops because of it throws; returning means "done".
   */
  signal: AbortSignal;
}

export interface JobHandler {
  run(job: Job, context: JobContext): Promise<void>;
  /**
   * Called when every attempt failed, and again until it succeeds: here a customer who would
   * otherwise wait in vain is handed to a person. The error is that of the last attempt.
   */
  onExhausted?(job: Job, error: Error): Promise<void>;
  maxAttempts?: number;
  /** How long one attempt may take, in milliseconds. */
  timeoutMs: number;
}

/** By kind of job. A runner leases only the kinds that it has a handler for. */
export type JobHandlers = Record<string, JobHandler>;
