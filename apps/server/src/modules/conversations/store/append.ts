/**
 * Stores what was decided, with all its effects, in one statement: one round trip, one transaction.
 *
 *   conversations ── where version = the one decided on ──► no row: somebody was faster
 *        └─► events, messages, feed, and where called for: decision, jobs, badges, contact, runs
 *
 * Everything hangs on the first part having written its row, so a lost race leaves nothing behind.
 */
import type { ConversationEvent, ConversationId, WorkspaceId } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import { insertJobsSql, jobRows } from '../../../platform/jobs/index.ts';
import type { FollowUpJob } from '../conversations.ts';
import type { MadeDecision } from '../core/commands.ts';
import { bucketDeltas } from '../core/inbox-buckets.ts';
import type { ConversationState } from '../core/state.ts';
import { summarise } from '../core/summary.ts';
import { writeConversation } from './conversation-row.ts';
import { messageRows } from './message-rows.ts';
import { runRows } from './run-rows.ts';
import { type Parameters, parameters } from './statement.ts';

export interface Append {
  workspaceId: WorkspaceId;
  conversationId: ConversationId;
  /** Null where the conversation starts. */
  before: ConversationState | null;
  after: ConversationState;
  events: readonly ConversationEvent[];
  decision: MadeDecision | null;
  jobs: readonly FollowUpJob[];
}

/** False: the conversation is not any more at the version that was decided on. */
export async function append(sql: Sql, change: Append): Promise<boolean> {
  const params = parameters();
  const parts = [
    writeConversation(params, change),
    insertEventsAndFeed(params, change),
    insertMessages(params, change),
    insertDecision(params, change),
    enqueue(params, change),
    moveBadges(params, change),
    nameContact(params, change),
    moveRuns(params, change),
  ];
  const rows = await sql.query(textOf(parts, change.before === null), params.values, {
    prepared: true,
  });
  return rows.length > 0;
}

/**
 * Which parts there are says what the text is, to the letter: it is put together once for each such
 * choice. Four kilobytes to join, and to find a prepared statement by, for every message of every
 * customer, cost more than deciding does.
 */
const texts = new Map<number, string>();

function textOf(parts: readonly (string | null)[], starts: boolean): string {
  const choice = parts.reduce((bits, part, n) => (part === null ? bits : bits | (2 << n)), +starts);
  const known = texts.get(choice);
  if (known !== undefined) return known;
  const text = `with ${parts.filter((part) => part !== null).join(',\n')}\nselect 1 as written from written`;
  texts.set(choice, text);
  return text;
}

/** The feed entry holds the events, so they travel once and are unpacked there. */
function insertEventsAndFeed(params: Parameters, change: Append): string {
  const { conversationId, workspaceId, after, events } = change;
  const id = params.add(conversationId);
  const workspace = params.add(workspaceId);
  const data = params.add(JSON.stringify({ summary: summarise(conversationId, after), events }));
  return `told as (
     insert into conversation_events (conversation_id, version, workspace_id, type, data, at)
     select ${id}, (event->>'version')::int, ${workspace}, event->>'type', event,
            (event->>'at')::timestamptz
     from written, jsonb_array_elements(${data}::jsonb->'events') as event
   ),
   fed as (
     insert into feed (workspace_id, conversation_id, type, data)
     select ${workspace}, ${id}, 'conversation.changed', ${data}::jsonb from written)`;
}

function insertMessages(params: Parameters, change: Append): string {
  const id = params.add(change.conversationId);
  const workspace = params.add(change.workspaceId);
  const rows = params.add(JSON.stringify(messageRows(change)));
  return `said as (
     insert into messages (id, workspace_id, conversation_id, version, turn, author_kind,
       author_id, visibility, client_message_id, body, at)
     select message.id, ${workspace}, ${id}, version, turn, author_kind, author_id, visibility,
            client_message_id, body, at
     from written, jsonb_to_recordset(${rows}::jsonb) as message (
       id text, version int, turn int, author_kind text, author_id text, visibility text,
       client_message_id text, body text, at timestamptz))`;
}

function insertDecision(params: Parameters, change: Append): string | null {
  const { decision, events } = change;
  const made = events.find(({ type }) => type === 'aiAnswered' || type === 'handedOff');
  if (decision === null || made === undefined || !('turn' in made)) return null;
  const values = [
    params.add(decision.summary.id),
    params.add(change.workspaceId),
    params.add(change.conversationId),
    `${params.add(made.turn)}::int`,
    params.add(decision.summary.outcome),
    `${params.add(JSON.stringify(decision.record))}::jsonb`,
    `${params.add(made.at)}::timestamptz`,
  ];
  return `decided as (insert into decisions
       (id, workspace_id, conversation_id, turn, outcome, record, at)
     select ${values.join(', ')} from written)`;
}

function enqueue(params: Parameters, { workspaceId, jobs }: Append): string | null {
  if (jobs.length === 0) return null;
  const rows = jobRows(
    jobs.map(({ kind, key, payload, runAt }) => ({
      kind,
      payload,
      workspaceId,
      ...(key !== null && { key }),
      ...(runAt !== null && { runAt }),
    })),
  );
  return `enqueued as (${insertJobsSql(params.add(rows), 'written')})`;
}

function moveBadges(params: Parameters, change: Append): string | null {
  const { before, after, conversationId } = change;
  const deltas = bucketDeltas(
    before && summarise(conversationId, before),
    summarise(conversationId, after),
  );
  if (deltas.length === 0) return null;
  return `counted as (insert into inbox_counts (workspace_id, bucket, count)
     select ${params.add(change.workspaceId)}, bucket, delta
     from written, jsonb_to_recordset(${params.add(JSON.stringify(deltas))}::jsonb)
       as moved (bucket text, delta int)
     order by bucket
     on conflict (workspace_id, bucket)
     do update set count = inbox_counts.count + excluded.count)`;
}

/** The runs of actions as the thread tells of them: what a list of runs shows is what was told. */
function moveRuns(
  params: Parameters,
  { workspaceId, conversationId, events }: Append,
): string | null {
  const rows = runRows(events);
  if (rows.length === 0) return null;
  return `ran as (update action_runs
     set state = moved.state,
         inputs = coalesce(moved.inputs, action_runs.inputs),
         decided_by = coalesce(moved.decided_by, action_runs.decided_by),
         note = coalesce(moved.note, action_runs.note),
         finished_at = moved.finished_at
     from written, jsonb_to_recordset(${params.add(JSON.stringify(rows))}::jsonb) as moved (
       id text, state text, inputs jsonb, decided_by text, note text, finished_at timestamptz)
     where action_runs.id = moved.id
       and action_runs.workspace_id = ${params.add(workspaceId)}
       and action_runs.conversation_id = ${params.add(conversationId)})`;
}

function nameContact(params: Parameters, change: Append): string | null {
  const named = change.events.find((event) => event.type === 'contactIdentified');
  if (named === undefined) return null;
  const { name, email } = named.details;
  return `named as (update contacts
     set name = ${params.add(name)}, email = ${params.add(email)}
     from written
     where id = ${params.add(change.after.contact.id)}
       and workspace_id = ${params.add(change.workspaceId)})`;
}
