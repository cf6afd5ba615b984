/**
 * One small batch of what has fallen due, in one transaction with its count: a crash between two
 * batches loses nothing and counts nothing twice. What is locked is looked at again: a conversation
 * that was reopened, or a visitor who has just written, is not due any more.
 */
import type { ConversationId, RetentionCounts, WorkspaceId } from '@baton/protocol';
import type { Sql } from '../../platform/database/index.ts';
import { dueAuditEntries, dueConversations, dueDecisions, dueVisitors } from './fallen-due.ts';
import type { Parts } from './parts.ts';

const BATCH = { conversations: 50, visitors: 500, decisionInputs: 200, auditEntries: 1_000 };

export interface Batch {
  removed: number;
  /** Contacts whose sessions ended: what their chat shows is gone. */
  ended: string[];
}

type Remove = (
  tx: Sql,
  workspaceId: WorkspaceId,
  before: Date,
  parts: Pick<Parts, 'removeConversations'>,
) => Promise<Batch>;

const of = (removed: number, ended: string[] = []): Batch => ({ removed, ended });

const removeConversationBatch: Remove = async (tx, workspaceId, before, parts) => {
  const due = await tx.query<{ id: ConversationId; contact_id: string }>(
    `select c.id, c.contact_id ${dueConversations}
     order by c.last_message_at, c.id limit ${BATCH.conversations} for update of c skip locked`,
    [workspaceId, before],
  );
  const removed = await parts.removeConversations(
    tx,
    workspaceId,
    due.map(({ id }) => id),
  );
  // A chat that is open somewhere still shows it: it begins anew. Who has another one goes on there.
  const ended = await tx.query<{ contact_id: string }>(
    `delete from widget_sessions s where s.workspace_id = $1 and s.contact_id = any($2)
       and not exists (select from conversations v where v.contact_id = s.contact_id)
     returning contact_id`,
    [workspaceId, due.map(({ contact_id }) => contact_id)],
  );
  return of(removed, [...new Set(ended.map(({ contact_id }) => contact_id))]);
};

const removeVisitorBatch: Remove = async (tx, workspaceId, before) => {
  const due = await tx.query<{ id: string }>(
    `select c.id ${dueVisitors} order by c.id limit ${BATCH.visitors} for update of c skip locked`,
    [workspaceId, before],
  );
  // Asked again, with the locks held: a first message that was being stored is seen now.
  const gone = await tx.query<{ id: string }>(
    `delete from contacts c where c.workspace_id = $1 and c.id = any($2)
       and not exists (select from conversations v where v.contact_id = c.id) returning id`,
    [workspaceId, due.map(({ id }) => id)],
  );
  return of(
    gone.length,
    gone.map(({ id }) => id),
  );
};

/** What the customer wrote, and what a model made of it. Signals, scores and the outcome stay. */
const removeInputBatch: Remove = async (tx, workspaceId, before) => {
  await tx.query('select from retention_rules where workspace_id = $1 for update', [workspaceId]);
  const [batch] = await tx.query<{ up_to: string | null }>(
    `select max(at)::text as up_to from (
       select d.at ${dueDecisions} order by d.at limit ${BATCH.decisionInputs}) oldest`,
    [workspaceId, before],
  );
  const upTo = batch?.up_to ?? null;
  if (upTo === null) return of(0);
  const blanked = await tx.query(
    `update decisions d set record = d.record || '{"question": ""}'::jsonb ||
       case when jsonb_typeof(d.record->'generation') = 'object' then jsonb_build_object(
         'generation', d.record->'generation' || '{"standaloneQuestion": null, "sentences": []}')
       else '{}' end
     where d.id in (select d.id ${dueDecisions} and d.at <= $3::timestamptz) returning 1`,
    [workspaceId, before, upTo],
  );
  await tx.query('update retention_rules set inputs_until = $2 where workspace_id = $1', [
    workspaceId,
    upTo,
  ]);
  await tx.query(
    `update replay_turns t set question = '' from replays r
     where t.workspace_id = $1 and t.question <> '' and r.id = t.replay_id
       and coalesce(t.decided_at, r.created_at) < $2`,
    [workspaceId, before],
  );
  return of(blanked.length);
};

const removeAuditBatch: Remove = async (tx, workspaceId, before) => {
  await tx.query(`select set_config('baton.retention', 'on', true)`);
  const gone = await tx.query(
    `delete from audit_log where position in (
       select a.position ${dueAuditEntries} order by a.at limit ${BATCH.auditEntries}) returning 1`,
    [workspaceId, before],
  );
  return of(gone.length);
};

/** In this order: who has nothing left but resolved conversations becomes a visitor without any. */
export const removals: [keyof RetentionCounts, Remove][] = [
  ['conversations', removeConversationBatch],
  ['visitors', removeVisitorBatch],
  ['decisionInputs', removeInputBatch],
  ['auditEntries', removeAuditBatch],
];
