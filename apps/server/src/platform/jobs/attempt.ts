/**
 * One attempt at a job: run it, within its time, and say how it ended.
 */
import type { JobHandler } from './job.ts';
import type { LeasedJob } from './lease.ts';

/** Why a running job was told to stop. */
export type Interruption = 'timed out' | 'lease lost' | 'stopping';

export class JobInterrupted extends Error {
  override readonly name = 'JobInterrupted';
  readonly interruption: Interruption;

  constructor(interruption: Interruption) {
    super(`the job was interrupted: ${interruption}`);
    this.interruption = interruption;
  }
}

export type Outcome =
  | { type: 'done' }
  | { type: 'interrupted'; interruption: 'lease lost' | 'stopping' }
  | { type: 'failed'; error: Error }
  /** Every attempt failed and `onExhausted` took care of it. */
  | { type: 'given up'; error: Error };

/** How long work that was told to stop may take to do so before we go on without it. */
const patienceMs = 1_000;

export async function attempt(
  job: LeasedJob,
  handler: JobHandler,
  abort: AbortController,
): Promise<Outcome> {
  const maxAttempts = handler.maxAttempts ?? job.maxAttempts;
  const seen = { ...job, maxAttempts };
  let error = new Error(job.lastError ?? 'the process stopped during every attempt');
  // One attempt more than allowed: the process died in the last one, or onExhausted did not end.
  if (job.attempt <= maxAttempts) {
    const failure = await withinTime(handler, abort, (signal) => handler.run(seen, { signal }));
    if (failure === undefined) return { type: 'done' };
    const interruption = interruptionOf(abort.signal);
    if (interruption === 'lease lost' || interruption === 'stopping') {
      return { type: 'interrupted', interruption };
    }
    if (job.attempt < maxAttempts) return { type: 'failed', error: failure };
    error = failure;
  }
  const last = new AbortController();
  const failure = await withinTime(handler, last, async () => handler.onExhausted?.(seen, error));
  return failure === undefined ? { type: 'given up', error } : { type: 'failed', error: failure };
}

/** Undefined when the work was done; else why it was not. */
async function withinTime(
  { timeoutMs }: JobHandler,
  abort: AbortController,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<Error | undefined> {
  const { signal } = abort;
  const timer = setTimeout(() => abort.abort(new JobInterrupted('timed out')), timeoutMs);
  let patience: NodeJS.Timeout | undefined;
  const abandoned = new Promise<Error>((resolve) => {
    const giveUp = () => {
      patience = setTimeout(() => resolve(signal.reason as Error), patienceMs);
    };
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
  const worked = (async () => work(signal))().then(
    () => undefined,
    (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason))),
  );
  try {
    return await Promise.race([worked, abandoned]);
  } finally {
    clearTimeout(timer);
    clearTimeout(patience);
  }
}

export function interruptionOf(signal: AbortSignal): Interruption | undefined {
  return signal.reason instanceof JobInterrupted ? signal.reason.interruption : undefined;
}
