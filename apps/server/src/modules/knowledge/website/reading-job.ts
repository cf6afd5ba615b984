// The job "knowledge.read-website", one for each website that is being read. A job is one stretch of
// reading; what is left becomes the next job, so that a few workers read many websites in turn and a
// website that is slow holds up nobody.

import { enqueueJobs, type JobHandler } from '../../../platform/jobs/index.ts';
import { createCoalescer } from '../../../platform/feed/coalesce.ts';
import { announceSource } from '../store/sources.ts';
import { releaseReading, takeReading, type Website } from './reading-lease.ts';
import type { ReadingParts } from './read-page.ts';
import { readStretch } from './reading.ts';
import { readingJob } from './source-life.ts';

export interface ReadingJobOptions extends ReadingParts {
  wakeFeed: () => void;
  wakeJobs: () => void;
  stretchMs?: number | undefined;
}

const STRETCH_MS = 60_000;
/** A stretch, and a last page that takes its time. */
const TIMEOUT_MS = 5 * 60_000;
const TELL_EVERY_MS = 500;
const BUSY_MS = 1_000;

export function createReadingJob(options: ReadingJobOptions): JobHandler {
  const { database, wakeFeed, wakeJobs, stretchMs = STRETCH_MS } = options;

  async function later(workspaceId: string, sourceId: string, afterMs: number): Promise<void> {
    const runAt = new Date(Date.now() + afterMs);
    await enqueueJobs(database, [readingJob(workspaceId, sourceId, runAt)]);
    setTimeout(wakeJobs, afterMs).unref();
  }

  /** Progress as screens hear it: the first page at once, then twice a second. */
  function teller({ id, scope }: Website) {
    let telling = Promise.resolve();
    const tell = () => {
      telling = telling
        .then(() => database.transaction((tx) => announceSource(tx, scope.workspaceId, id)))
        .then(wakeFeed, () => {});
    };
    const coalescer = createCoalescer(TELL_EVERY_MS, tell);
    return {
      onPage: () => coalescer.call(),
      async end() {
        coalescer.stop();
        await telling;
      },
    };
  }

  return {
    timeoutMs: TIMEOUT_MS,
    async run(job, { signal }) {
      const workspaceId = String(job.payload.workspaceId);
      const sourceId = String(job.payload.sourceId);
      const website = await takeReading(database, sourceId, job);
      if (website === 'nothing') return;
      if (website === 'busy') return later(workspaceId, sourceId, BUSY_MS);
      const progress = teller(website);
      try {
        const end = await readStretch(options, website, {
          signal,
          stretchMs,
          onPage: progress.onPage,
        });
        await progress.end();
        // Let go first, or the next job would find the website busy with this one.
        await releaseReading(database, website);
        if (end.type === 'more') await later(workspaceId, sourceId, end.afterMs);
      } finally {
        await progress.end();
        await releaseReading(database, website);
        wakeFeed();
        wakeJobs();
      }
    },

    async onExhausted(job) {
      const workspaceId = String(job.payload.workspaceId);
      const sourceId = String(job.payload.sourceId);
      await database.transaction(async (tx) => {
        const failed = await tx.query(
          `update sources set state = 'failed', reader = null,
             error = 'Reading it failed several times for a fault of this server. Its log says more.'
           where id = $1 and workspace_id = $2 and state = 'reading' returning id`,
          [sourceId, workspaceId],
        );
        if (failed.length > 0) await announceSource(tx, workspaceId, sourceId);
      });
      wakeFeed();
    },
  };
}
