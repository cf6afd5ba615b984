// The life of a website as a source: each step one transaction, each heard by open screens.
//
//            read                 all addresses settled
//   idle ──────────► reading ─────────────────────────────► idle
//   failed ────────►    │ │ without its start page, kept out, or nothing to answer from
//                       │ └───────────────────────────────► failed
//                  stop ▼ ▲ read (the same reading goes on)
//                     stopped

import type { SourceSchedule } from '@baton/protocol';
import type { Database, Sql } from '../../../platform/database/index.ts';
import { enqueueJobs, type NewJob } from '../../../platform/jobs/index.ts';
import { raiseRevision } from '../store/documents.ts';
import { announceSource } from '../store/sources.ts';
import { asReader, type Website } from './reading-lease.ts';
import { countMissing, retireVanished, vanishedSoFar } from './retiring.ts';
import { nextReadAt, nextTryAt } from './schedule.ts';

export const READ_WEBSITE = 'knowledge.read-website';

export function readingJob(workspaceId: string, sourceId: string, runAt?: Date): NewJob {
  return {
    kind: READ_WEBSITE,
    key: sourceId,
    workspaceId,
    payload: { workspaceId, sourceId },
    ...(runAt ? { runAt } : {}),
  };
}

/** False when there is no such website. One that is being read goes on. */
export async function beginReading(
  tx: Sql,
  workspaceId: string,
  sourceId: string,
): Promise<boolean> {
  const [source] = await tx.query<{ state: string; url: string; reading: number }>(
    `select state, url, reading from sources
     where id = $1 and workspace_id = $2 and kind = 'website' for update`,
    [sourceId, workspaceId],
  );
  if (!source) return false;
  if (source.state !== 'reading') {
    // A stopped reading goes on where it stopped; any other begins a new one.
    const reading = source.state === 'stopped' ? source.reading : source.reading + 1;
    await tx.query(
      `update sources set state = 'reading', error = null, notice = null, reading = $2,
         reader = null, next_read_at = null where id = $1`,
      [sourceId, reading],
    );
    await tx.query(
      `insert into crawl_pages (source_id, workspace_id, url, depth, reading, state)
       values ($1, $2, $3, 0, $4, 'queued')
       on conflict (source_id, url) do update set reading = excluded.reading, state = 'queued',
         reason = null, depth = 0, tries = 0, next_try_at = null, removed = false
         where crawl_pages.reading < excluded.reading`,
      [sourceId, workspaceId, source.url, reading],
    );
    await announceSource(tx, workspaceId, sourceId);
  }
  await enqueueJobs(tx, [readingJob(workspaceId, sourceId)]);
  return true;
}

/** False when there is no such website. One that is not being read stays as it is. */
export async function stopReading(
  tx: Sql,
  workspaceId: string,
  sourceId: string,
  now: Date,
): Promise<boolean> {
  const [source] = await tx.query<{ state: string; schedule: SourceSchedule }>(
    `select state, schedule from sources
     where id = $1 and workspace_id = $2 and kind = 'website' for update`,
    [sourceId, workspaceId],
  );
  if (!source) return false;
  if (source.state !== 'reading') return true;
  await tx.query(
    `update sources set state = 'stopped', reader = null, next_read_at = $2 where id = $1`,
    [sourceId, nextReadAt(source.schedule, now)],
  );
  await tx.query(
    'delete from jobs where kind = $1 and key = $2 and leased_by is null and failed_at is null',
    [READ_WEBSITE, sourceId],
  );
  await announceSource(tx, workspaceId, sourceId);
  return true;
}

/** Every address is settled, or as many pages are read as may be. @throws ReadingEnded */
export function finishReading(
  database: Database,
  website: Website,
  { limitReached, now }: { limitReached: boolean; now: Date },
): Promise<void> {
  return database.transaction(async (tx) => {
    const sums = await summed(tx, website);
    const found = sums.answering > 0 || sums.known > 0;
    // Only a reading that saw everything can tell what is missing.
    const complete = found && !limitReached && sums.failedSitemaps === 0;
    const retiring = found && (await vanishedSoFar(tx, website, complete));
    const revision = retiring ? await raiseRevision(tx, website.scope) : null;
    await asReader(tx, website);
    if (complete) await countMissing(tx, website);
    if (revision !== null) await retireVanished(tx, website, revision, now);
    if (limitReached) {
      await tx.query(
        `update crawl_pages set state = 'skipped', at = $4, reason = $3
         where source_id = $1 and reading = $2 and state = 'queued'`,
        [
          website.id,
          website.reading,
          `Beyond the limit of ${website.settings.maxPages} pages.`,
          now,
        ],
      );
    }
    await end(tx, website, {
      state: found ? 'idle' : 'failed',
      error: found ? null : (sums.commonFault ?? NOTHING_FOUND),
      notice: noticeOf(sums, limitReached, website),
      now,
      next: (schedule) => nextReadAt(schedule, now),
    });
  });
}

const NOTHING_FOUND =
  'Nothing to answer from was found. Perhaps its pages are made by scripts in the browser, which Baton does not run: add its sitemap, or upload its pages as files.';

/** What was known stays, nothing is retired. @throws ReadingEnded */
export function failReading(
  database: Database,
  website: Website,
  { reason, transient, now }: { reason: string; transient: boolean; now: Date },
): Promise<void> {
  return database.transaction(async (tx) => {
    await asReader(tx, website);
    await end(tx, website, {
      state: 'failed',
      error: reason,
      notice: null,
      now,
      next: (schedule) => nextTryAt(schedule, now, transient),
    });
  });
}

interface End {
  state: 'idle' | 'failed';
  error: string | null;
  notice: string | null;
  now: Date;
  next: (schedule: SourceSchedule) => Date | null;
}

async function end(tx: Sql, { id, scope }: Website, how: End): Promise<void> {
  const [row] = await tx.query<{ schedule: SourceSchedule }>(
    'select schedule from sources where id = $1',
    [id],
  );
  await tx.query(
    `update sources set state = $2, error = $3, notice = $4, last_read_at = $5, next_read_at = $6,
       reader = null where id = $1`,
    [id, how.state, how.error, how.notice, how.now, how.next(row?.schedule ?? 'never')],
  );
  await announceSource(tx, scope.workspaceId, id);
}

interface Sums {
  /** Pages that are answered from. */
  answering: number;
  /** Pages that another source answers from. */
  known: number;
  failed: number;
  failedSitemaps: number;
  left: number;
  /** Why pages failed, where all of them failed alike. */
  commonFault: string | null;
}

async function summed(tx: Sql, website: Website): Promise<Sums> {
  const [row] = await tx.query<Sums>(
    `select
       count(*) filter (where kind = 'page' and state in ('read', 'unchanged'))::int as answering,
       count(*) filter (where state = 'skipped' and reason like 'Already known%')::int as known,
       count(*) filter (where kind = 'page' and state = 'failed')::int as failed,
       count(*) filter (where kind = 'sitemap' and state = 'failed')::int as "failedSitemaps",
       count(*) filter (where state = 'queued')::int as left,
       case when count(distinct reason) filter (where kind = 'page' and state = 'failed') = 1
         then min(reason) filter (where kind = 'page' and state = 'failed') end as "commonFault"
     from crawl_pages where source_id = $1 and reading = $2`,
    [website.id, website.reading],
  );
  return row as Sums;
}

function noticeOf({ answering, known, left }: Sums, limitReached: boolean, website: Website) {
  if (limitReached && left > 0) {
    return `It has more than ${website.settings.maxPages} pages, which is the limit; ${left} further addresses were not read.`;
  }
  if (answering === 0 && known > 0) return 'All of its pages are known already from other sources.';
  return null;
}
