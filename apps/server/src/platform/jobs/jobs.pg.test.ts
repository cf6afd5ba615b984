/** What the queue promises, on real PostgreSQL, with workers that race, crash and are slow. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase, eventually, type TestDatabase } from '@baton/testkit/database';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '../database/index.ts';
import { createLog, silentLog } from '../log.ts';
import { enqueueJobs } from './enqueue.ts';
import type { Job, JobHandler, JobHandlers } from './job.ts';
import { finishJob, lapseLeases, type LeasedJob, leaseJobs } from './lease.ts';
import { pruneJobs } from './prune.ts';
import { createJobRunner, type JobRunner, type JobRunnerOptions } from './runner.ts';

let testDatabase: TestDatabase;
let database: Database;
let runners: JobRunner[];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = testDatabase.connect();
});
beforeEach(() => {
  runners = [];
});
afterEach(async () => {
  await Promise.all(runners.map((runner) => runner.stop({ graceMs: 0 })));
  await database.query('delete from jobs');
});
afterAll(() => testDatabase.drop());

function startRunner(handlers: JobHandlers, options: Partial<JobRunnerOptions> = {}): JobRunner {
  const runner = createJobRunner({
    database,
    handlers,
    log: silentLog(),
    pollMs: 20,
    pauseMs: () => 10,
    ...options,
  });
  runners.push(runner);
  runner.start();
  return runner;
}

const answer = (run: (job: Job, context: { signal: AbortSignal }) => Promise<void>) => ({
  answer: { run, timeoutMs: 5_000 },
});

/** A worker that takes a job and then dies: nothing of it is left but the lease. */
async function crashHolding(leaseMs = 50): Promise<LeasedJob> {
  const wish = { kinds: ['answer'], lease: 'dead-worker/1', leaseMs, limit: 1 };
  const [job] = await leaseJobs(database, wish);
  if (job === undefined) throw new Error('there was no job to die with');
  return job;
}

type Run = JobHandler['run'];
type GiveUp = NonNullable<JobHandler['onExhausted']>;

const neverWorks = async () => {
  throw new Error('never');
};

const jobRows = () =>
  database.query<{ attempts: number; last_error: string | null; failed_at: Date | null }>(
    'select attempts, last_error, failed_at from jobs order by id',
  );

describe('enqueueing', () => {
  it('a job exists only when the transaction of its event commits', async () => {
    const work = database.transaction(async (tx) => {
      await enqueueJobs(tx, [{ kind: 'answer' }]);
      throw new Error('no event after all');
    });
    await expect(work).rejects.toThrow('no event after all');
    expect(await jobRows()).toHaveLength(0);
  });

  it('jobs with one key never pile up while one of them waits', async () => {
    await enqueueJobs(database, [
      { kind: 'answer', key: 'cnv_1', payload: { first: true } },
      { kind: 'answer', key: 'cnv_1' },
      { kind: 'answer', key: 'cnv_2' },
    ]);
    await enqueueJobs(database, [
      { kind: 'answer', key: 'cnv_1' },
      { kind: 'other', key: 'cnv_1' },
    ]);
    const rows = await database.query('select kind, key from jobs order by kind, key');
    expect(rows).toEqual([
      { kind: 'answer', key: 'cnv_1' },
      { kind: 'answer', key: 'cnv_2' },
      { kind: 'other', key: 'cnv_1' },
    ]);
  });

  it('an earlier wish brings a waiting job forward', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000);
    await enqueueJobs(database, [{ kind: 'answer', key: 'a', runAt: tomorrow }]);
    await enqueueJobs(database, [{ kind: 'answer', key: 'a' }]);
    const ran = vi.fn<Run>(async () => undefined);
    startRunner(answer(ran));
    await eventually(() => expect(ran).toHaveBeenCalledOnce());
  });

  it('a job that was joined does not run before the one who joined has committed', async () => {
    await enqueueJobs(database, [{ kind: 'answer', key: 'a' }]);
    await database.query('create table facts (fact text)');
    const seen: unknown[] = [];
    await database.transaction(async (tx) => {
      await tx.query(`insert into facts values ('written before the commit')`);
      await enqueueJobs(tx, [{ kind: 'answer', key: 'a' }]);
      startRunner(answer(async () => void seen.push(await database.query('select * from facts'))));
      await sleep(100);
      expect(seen).toEqual([]);
    });
    await eventually(() => expect(seen).toEqual([[{ fact: 'written before the commit' }]]));
  });

  it('a job that already runs is not joined: what came since gets a run of its own', async () => {
    const runs: string[] = [];
    startRunner(
      answer(async (job) => {
        runs.push(job.id);
        if (runs.length === 1) await enqueueJobs(database, [{ kind: 'answer', key: 'a' }]);
      }),
    );
    await enqueueJobs(database, [{ kind: 'answer', key: 'a' }]);
    await eventually(async () => expect([runs.length, await jobRows()]).toEqual([2, []]));
    expect(new Set(runs).size).toBe(2);
  });
});

describe('running', () => {
  it('a wake-up starts a job at once, without waiting for the poll', async () => {
    const ran = vi.fn<Run>(async () => undefined);
    const runner = startRunner(answer(ran), { pollMs: 60_000 });
    await sleep(50);
    await enqueueJobs(database, [{ kind: 'answer', payload: { turn: 3 }, workspaceId: 'wsp_1' }]);
    runner.wake();
    await eventually(() => expect(ran).toHaveBeenCalledOnce());
    expect(ran).toHaveBeenCalledWith(
      expect.objectContaining({ payload: { turn: 3 }, workspaceId: 'wsp_1', attempt: 1 }),
      expect.anything(),
    );
  });

  it('two workers that race run each of many jobs exactly once', async () => {
    const runs = new Map<string, number>();
    const other = testDatabase.connect();
    const handlers = answer(async (job) => {
      runs.set(job.id, (runs.get(job.id) ?? 0) + 1);
      await sleep(Math.random() * 3);
    });
    startRunner(handlers);
    startRunner(handlers, { database: other });
    const batches = Array.from({ length: 20 }, () =>
      enqueueJobs(
        database,
        Array.from({ length: 15 }, () => ({ kind: 'answer' })),
      ),
    );
    await Promise.all(batches);
    await eventually(async () => expect(await jobRows()).toEqual([]));
    expect(runs.size).toBe(300);
    expect([...runs.values()].every((count) => count === 1)).toBe(true);
  });

  it('no more jobs run at a time than was asked for', async () => {
    let now = 0;
    let most = 0;
    startRunner(
      answer(async () => {
        most = Math.max(most, (now += 1));
        await sleep(5);
        now -= 1;
      }),
      { concurrency: 3 },
    );
    await enqueueJobs(
      database,
      Array.from({ length: 20 }, () => ({ kind: 'answer' })),
    );
    await eventually(async () => expect(await jobRows()).toEqual([]));
    expect(most).toBe(3);
  });

  it('a kind without a handler waits for a worker that has one', async () => {
    await enqueueJobs(database, [{ kind: 'from-the-future' }, { kind: 'answer' }]);
    startRunner(answer(async () => undefined));
    await eventually(async () => expect(await jobRows()).toHaveLength(1));
    expect(await jobRows()).toEqual([{ attempts: 0, last_error: null, failed_at: null }]);
  });

  it('a job that lasts longer than its lease keeps it', async () => {
    const leaseEnds = async () =>
      (await database.query<{ at: Date }>('select lease_until as at from jobs'))[0]?.at.getTime() ??
      0;
    let first = 0;
    const ran = vi.fn<Run>(async () => {
      first = await leaseEnds();
      await eventually(async () => expect(await leaseEnds()).toBeGreaterThan(first));
    });
    startRunner(answer(ran), { leaseMs: 1_500 });
    startRunner(answer(ran), { leaseMs: 1_500 });
    await enqueueJobs(database, [{ kind: 'answer' }]);
    await eventually(async () => expect(await jobRows()).toEqual([]));
    expect(ran).toHaveBeenCalledOnce();
  });

  it('goes on by itself after every connection was cut', async () => {
    const ran = vi.fn<Run>(async () => undefined);
    startRunner(answer(ran));
    const outside = testDatabase.connect();
    await eventually(() => outside.ping());
    await outside.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await enqueueJobs(outside, [{ kind: 'answer' }]);
    await eventually(() => expect(ran).toHaveBeenCalled());
  });
});

describe('failing', () => {
  it('a job that throws is tried again after a pause, knowing which attempt it is', async () => {
    const attempts: number[] = [];
    startRunner(
      answer(async (job) => {
        attempts.push(job.attempt);
        if (job.attempt < 3) throw new Error('not yet');
      }),
    );
    await enqueueJobs(database, [{ kind: 'answer' }]);
    await eventually(async () => expect(await jobRows()).toEqual([]));
    expect(attempts).toEqual([1, 2, 3]);
  });

  it('a job that failed goes back to waiting also when its key was enqueued again meanwhile', async () => {
    const runs: string[] = [];
    startRunner(
      answer(async (job) => {
        runs.push(job.id);
        if (runs.length > 1) return;
        await enqueueJobs(database, [{ kind: 'answer', key: 'a' }]);
        throw new Error('once');
      }),
      { concurrency: 1 },
    );
    await enqueueJobs(database, [{ kind: 'answer', key: 'a' }]);
    await eventually(async () => expect(await jobRows()).toEqual([]));
    expect(runs).toHaveLength(3);
    expect(new Set(runs).size).toBe(2);
  });

  it('an attempt that takes too long is told to stop and counts as failed', async () => {
    const reasons: string[] = [];
    const run = async (_job: Job, { signal }: { signal: AbortSignal }) => {
      await sleep(60_000, undefined, { signal }).catch(() => {
        reasons.push((signal.reason as Error).message);
        throw signal.reason;
      });
    };
    startRunner({ answer: { run, timeoutMs: 20, maxAttempts: 2 } });
    await enqueueJobs(database, [{ kind: 'answer' }]);
    await eventually(async () => expect((await jobRows())[0]?.failed_at).toBeInstanceOf(Date));
    expect(reasons).toEqual(Array(2).fill('the job was interrupted: timed out'));
  });

  it('when every attempt failed, onExhausted is told why, and the row stays to be seen', async () => {
    const onExhausted = vi.fn<GiveUp>(async () => undefined);
    const run = async (job: Job) => {
      throw new Error(`attempt ${job.attempt}`);
    };
    startRunner({ answer: { run, onExhausted, timeoutMs: 1_000, maxAttempts: 2 } });
    await enqueueJobs(database, [{ kind: 'answer' }]);
    await eventually(async () => expect((await jobRows())[0]?.failed_at).toBeInstanceOf(Date));
    expect(onExhausted).toHaveBeenCalledOnce();
    expect(onExhausted).toHaveBeenCalledWith(
      expect.objectContaining({ attempt: 2 }),
      expect.objectContaining({ message: 'attempt 2' }),
    );
    expect(await jobRows()).toEqual([
      { attempts: 2, last_error: 'attempt 2', failed_at: expect.any(Date) },
    ]);
  });

  it('the jobs of a killed process are taken up at once where nobody else can have them', async () => {
    await enqueueJobs(database, [{ kind: 'answer', key: 'left' }]);
    const left = await crashHolding(60_000);
    // Enqueued meanwhile: the same key must not keep the other from coming back.
    await enqueueJobs(database, [{ kind: 'answer', key: 'left' }]);
    expect(await lapseLeases(database)).toBe(1);
    expect(await lapseLeases(database)).toBe(0);
    const attempts: Record<string, number> = {};
    startRunner(
      answer(async ({ id, attempt }) => {
        attempts[id] = attempt;
      }),
    );
    await eventually(() => expect(Object.keys(attempts)).toHaveLength(2));
    expect(attempts[left.id]).toBe(2);
    expect(await finishJob(database, left)).toBe(false);
  });

  it('onExhausted is tried until it succeeds: nobody is stranded', async () => {
    const onExhausted = vi
      .fn<GiveUp>(async () => undefined)
      .mockRejectedValueOnce(new Error('no luck'))
      .mockRejectedValueOnce(new Error('no luck again'));
    const run = vi.fn<Run>(neverWorks);
    startRunner({ answer: { run, onExhausted, timeoutMs: 1_000, maxAttempts: 1 } });
    await enqueueJobs(database, [{ kind: 'answer' }]);
    await eventually(async () => expect((await jobRows())[0]?.failed_at).toBeInstanceOf(Date));
    expect(run).toHaveBeenCalledOnce();
    expect(onExhausted).toHaveBeenCalledTimes(3);
  });

  it('what failed for good is forgotten after a while, what waits never', async () => {
    await enqueueJobs(database, [{ kind: 'answer', payload: {} }]);
    await enqueueJobs(database, [{ kind: 'answer', payload: {} }]);
    startRunner({ answer: { run: neverWorks, timeoutMs: 5_000, maxAttempts: 1 } });
    await eventually(async () =>
      expect((await jobRows()).filter(({ failed_at }) => failed_at !== null)).toHaveLength(2),
    );
    await enqueueJobs(database, [{ kind: 'nobody does this', payload: {} }]);
    expect(await pruneJobs(database, new Date(Date.now() - 60_000))).toBe(0);
    expect(await pruneJobs(database, new Date(Date.now() + 60_000))).toBe(2);
    expect(await jobRows()).toEqual([{ attempts: 0, last_error: null, failed_at: null }]);
  });

  it('a key whose job failed for good may be enqueued again', async () => {
    const run = vi.fn<Run>(neverWorks);
    startRunner({ answer: { run, timeoutMs: 1_000, maxAttempts: 1 } });
    await enqueueJobs(database, [{ kind: 'answer', key: 'a' }]);
    await eventually(async () => expect((await jobRows())[0]?.failed_at).toBeInstanceOf(Date));
    await enqueueJobs(database, [{ kind: 'answer', key: 'a' }]);
    await eventually(() => expect(run).toHaveBeenCalledTimes(2));
  });
});

describe('crashing', () => {
  it('the job of a worker that died is taken by another, and the crash counts as an attempt', async () => {
    await enqueueJobs(database, [{ kind: 'answer' }]);
    await crashHolding();
    const ran = vi.fn<Run>(async () => undefined);
    startRunner(answer(ran));
    await eventually(async () => expect(await jobRows()).toEqual([]));
    expect(ran.mock.calls.map(([job]) => job.attempt)).toEqual([2]);
  });

  it('also when its key was enqueued again meanwhile', async () => {
    await enqueueJobs(database, [{ kind: 'answer', key: 'a', payload: { n: 1 } }]);
    await crashHolding();
    await enqueueJobs(database, [{ kind: 'answer', key: 'a', payload: { n: 2 } }]);
    const ran = vi.fn<Run>(async () => undefined);
    startRunner(answer(ran));
    await eventually(async () => expect(await jobRows()).toEqual([]));
    expect(new Set(ran.mock.calls.map(([job]) => job.payload.n))).toEqual(new Set([1, 2]));
    expect(ran).toHaveBeenCalledTimes(2);
  });

  it('a job that kills its worker every time ends in onExhausted, not in a loop', async () => {
    await enqueueJobs(database, [{ kind: 'answer', maxAttempts: 2 }]);
    for (let crash = 0; crash < 2; crash += 1) {
      await crashHolding(1);
      await sleep(5);
    }
    const run = vi.fn<Run>(async () => undefined);
    const onExhausted = vi.fn<GiveUp>(async () => undefined);
    startRunner({ answer: { run, onExhausted, timeoutMs: 1_000 } });
    await eventually(async () => expect((await jobRows())[0]?.failed_at).toBeInstanceOf(Date));
    expect(run).not.toHaveBeenCalled();
    expect(onExhausted.mock.calls[0]?.[1].message).toContain('the process stopped');
  });

  it('a slow worker whose lease was taken is told to stop, and can no longer end the job', async () => {
    await enqueueJobs(database, [{ kind: 'answer' }]);
    const slow = await crashHolding(1);
    await sleep(5);
    const [taken] = await leaseJobs(database, {
      kinds: ['answer'],
      lease: 'thief/1',
      leaseMs: 9_000,
      limit: 1,
    });
    expect(taken?.id).toBe(slow.id);
    expect(await finishJob(database, slow)).toBe(false);
    expect(await jobRows()).toHaveLength(1);
    expect(await finishJob(database, taken as LeasedJob)).toBe(true);
  });

  it('a job that is removed while it runs, with what it was about, is no trouble', async () => {
    const lines: string[] = [];
    const log = createLog({ level: 'info', pretty: false, write: (line) => lines.push(line) });
    const removed = async ({ id }: Job) => {
      await database.query('delete from jobs where id = $1', [id]);
    };
    startRunner(answer(removed), { log });
    await enqueueJobs(database, [{ kind: 'answer' }]);
    await eventually(() => expect(lines.join()).toContain('a job was removed while it ran'));
    expect(lines.map((line) => JSON.parse(line).level)).toEqual([30]);
  });

  it('a job that somebody else took over is told of, whether they have done it or not', async () => {
    const lines: string[] = [];
    const log = createLog({ level: 'info', pretty: false, write: (line) => lines.push(line) });
    let doneByThem = false;
    const takenOver = async ({ id }: Job) => {
      await database.query(
        `update jobs set leased_by = 'thief/1', lease_until = now() + interval '1 hour'
         where id = $1`,
        [id],
      );
      if (!doneByThem) return;
      // Our lease has lapsed by the time that they are done.
      await sleep(60);
      await database.query('delete from jobs where id = $1', [id]);
    };
    for (doneByThem of [false, true]) {
      lines.length = 0;
      await enqueueJobs(database, [{ kind: 'answer' }]);
      const runner = startRunner(answer(takenOver), { log, leaseMs: doneByThem ? 20 : 30_000 });
      await eventually(() => expect(lines.join()).toContain('a job was done by two workers'));
      await runner.stop({ graceMs: 0 });
    }
  });

  it('work whose lease is gone hears about it through its signal', async () => {
    const reasons: string[] = [];
    const run = async (_job: Job, { signal }: { signal: AbortSignal }) => {
      await sleep(60_000, undefined, { signal }).catch(() => {
        reasons.push((signal.reason as Error).message);
        throw signal.reason;
      });
    };
    startRunner({ answer: { run, timeoutMs: 60_000 } }, { leaseMs: 600 });
    await enqueueJobs(database, [{ kind: 'answer' }]);
    await eventually(async () => expect((await jobRows())[0]?.attempts).toBe(1));
    await database.query(
      `update jobs set leased_by = 'thief/1', lease_until = now() + interval '1 hour'`,
    );
    await eventually(() => expect(reasons).toEqual(['the job was interrupted: lease lost']));
    expect(await jobRows()).toEqual([{ attempts: 1, last_error: null, failed_at: null }]);
  });
});

describe('stopping', () => {
  it('waits for what runs, and takes nothing new', async () => {
    let done = 0;
    const runner = startRunner(
      answer(async () => {
        await sleep(50);
        done += 1;
      }),
      { concurrency: 2 },
    );
    await enqueueJobs(
      database,
      Array.from({ length: 5 }, () => ({ kind: 'answer' })),
    );
    await eventually(async () =>
      expect((await jobRows()).filter(({ attempts }) => attempts === 1)).toHaveLength(2),
    );
    await runner.stop();
    expect(done).toBe(2);
    expect(await jobRows()).toHaveLength(3);
  });

  it('gives back what does not end in time, at no cost of an attempt', async () => {
    const runner = startRunner(
      answer(async (_job, { signal }) => sleep(60_000, undefined, { signal })),
    );
    await enqueueJobs(database, [{ kind: 'answer', key: 'a' }]);
    await eventually(async () => expect((await jobRows())[0]?.attempts).toBe(1));
    await runner.stop({ graceMs: 10 });
    expect(await jobRows()).toEqual([{ attempts: 0, last_error: null, failed_at: null }]);
    const ran = vi.fn<Run>(async () => undefined);
    startRunner(answer(ran));
    await eventually(() => expect(ran).toHaveBeenCalledOnce());
  });
});
