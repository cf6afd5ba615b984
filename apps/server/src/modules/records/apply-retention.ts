/**
 * Removes what has fallen due in a workspace, batch by batch until nothing is left, as a job of the
 * queue: it survives crashes, and of many processes one does it. Open conversations are never due.
 */
import type { RetentionCounts, WorkspaceId } from '@baton/protocol';
import { recordAudit } from '../../platform/audit/index.ts';
import { isSerializationFailure, type Sql } from '../../platform/database/index.ts';
import { enqueueJobs, type JobHandler } from '../../platform/jobs/index.ts';
import { cutoffsOf } from './core/cutoffs.ts';
import type { Parts } from './parts.ts';
import { removals } from './remove-due.ts';
import { readRules } from './retention-rules.ts';

export const RETENTION_JOB = 'records.retention';

const TAKES_AT_MOST_MS = 15 * 60_000;
const EVERY_MS = 60 * 60_000;

const nothing: RetentionCounts = {
  conversations: 0,
  visitors: 0,
  decisionInputs: 0,
  auditEntries: 0,
};

export function createRetention(parts: Parts) {
  const { database, clock, wakeFeed, wakeJobs, sessionsEnded } = parts;

  /** What was removed in all. Throws when the signal says to stop: what is done is done. */
  async function apply(workspaceId: WorkspaceId, signal: AbortSignal): Promise<RetentionCounts> {
    const rules = await readRules(database, workspaceId);
    const cutoffs = cutoffsOf(rules, clock.now());
    const removed = { ...nothing };
    for (const [what, remove] of removals) {
      const before = cutoffs[what];
      for (let more = before !== null; more; ) {
        signal.throwIfAborted();
        const batch = await oneBatch(async (tx) => {
          const batch = await remove(tx, workspaceId, before as Date, parts);
          await count(tx, workspaceId, clock.now(), { ...nothing, [what]: batch.removed });
          return batch;
        });
        removed[what] += batch.removed;
        if (what === 'conversations' && batch.removed > 0) wakeFeed();
        for (const contactId of batch.ended) sessionsEnded(workspaceId, contactId);
        more = batch.removed > 0;
      }
    }
    await count(database, workspaceId, clock.now(), nothing);
    const { auditEntries: _, ...ofCustomers } = removed;
    // A log that told of its own shortening would never become shorter.
    if (Object.values(ofCustomers).some((many) => many > 0)) {
      await recordAudit(database, {
        workspaceId,
        kind: 'retentionApplied',
        by: null,
        details: { ...removed },
      });
    }
    return removed;
  }

  /** Got in a customer's way, and was undone: again. */
  async function oneBatch<T>(work: (tx: Sql) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await database.transaction(work);
      } catch (error) {
        if (!isSerializationFailure(error) || tries === 5) throw error;
      }
    }
  }

  const job: JobHandler = {
    timeoutMs: TAKES_AT_MOST_MS,
    run: async ({ workspaceId }, { signal }) => {
      if (workspaceId !== null) await apply(workspaceId as WorkspaceId, signal);
    },
  };

  /** For housekeeping: a job for every workspace that has not been looked at for an hour. */
  async function enqueueDue(): Promise<number> {
    const before = new Date(clock.now().getTime() - EVERY_MS);
    const due = await database.query<{ id: string }>(
      `select w.id from workspaces w where not exists (
         select from retention_runs r where r.workspace_id = w.id and r.last_at > $1)`,
      [before],
    );
    await enqueueJobs(
      database,
      due.map(({ id }) => ({ kind: RETENTION_JOB, key: id, workspaceId: id })),
    );
    if (due.length > 0) wakeJobs();
    return due.length;
  }

  return { apply, enqueueDue, jobs: { [RETENTION_JOB]: job } };
}

async function count(
  sql: Sql,
  workspaceId: string,
  now: Date,
  { conversations, visitors, decisionInputs, auditEntries }: RetentionCounts,
): Promise<void> {
  await sql.query(
    `insert into retention_runs as r (workspace_id, day, last_at, conversations, visitors,
       decision_inputs, audit_entries)
     values ($1, ($2::timestamptz at time zone 'UTC')::date, $2, $3, $4, $5, $6)
     on conflict (workspace_id, day) do update set last_at = greatest(r.last_at, excluded.last_at),
       conversations = r.conversations + excluded.conversations,
       visitors = r.visitors + excluded.visitors,
       decision_inputs = r.decision_inputs + excluded.decision_inputs,
       audit_entries = r.audit_entries + excluded.audit_entries`,
    [workspaceId, now, conversations, visitors, decisionInputs, auditEntries],
  );
}
