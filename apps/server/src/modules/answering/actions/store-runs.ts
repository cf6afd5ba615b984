/**
 * Runs in the database: what each began with, what was filled in, what its request came to.
 *
 * What the thread tells of a run (asked for, decided, ended) is written with the event that tells
 * it, by the conversations' store; here is what happens before and between.
 */
import type {
  ActionField,
  ActionId,
  ActionRun,
  ActionRunId,
  AiAgentId,
  ContactId,
  ConversationId,
  RunState,
  TeammateId,
} from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import type { RunResult } from './core/outcome-of.ts';
import type { Definition } from './store-actions.ts';

export interface RunRow {
  id: ActionRunId;
  workspaceId: string;
  /** Null: the action was deleted since. */
  actionId: ActionId | null;
  aiAgentId: AiAgentId;
  conversationId: ConversationId;
  contactId: ContactId;
  actionVersion: number;
  definition: Definition & { actionId: ActionId };
  state: RunState;
  inputs: Record<string, string>;
  identified: boolean;
  result: RunResult | null;
  tries: number;
  sentAt: Date | null;
  decidedBy: TeammateId | null;
  note: string | null;
  at: Date;
  finishedAt: Date | null;
}

const columns = `id, workspace_id as "workspaceId", action_id as "actionId",
  ai_agent_id as "aiAgentId", conversation_id as "conversationId", contact_id as "contactId",
  action_version as "actionVersion", definition, state, inputs, identified, result, tries,
  sent_at as "sentAt", decided_by as "decidedBy", note, at, finished_at as "finishedAt"`;

export async function findRun(sql: Sql, workspaceId: string, id: string): Promise<RunRow | null> {
  const [row] = await sql.query<RunRow>(
    `select ${columns} from action_runs where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  return row ?? null;
}

/**
 * The runs that a conversation's turn may go on with, the newest first: whose form it shows, or
 * which the AI began and has not told the end of (it was killed, or is at work just now).
 */
export function findOpenRuns(
  sql: Sql,
  workspaceId: string,
  conversationId: string,
): Promise<RunRow[]> {
  return sql.query<RunRow>(
    `select ${columns} from action_runs
     where workspace_id = $1 and conversation_id = $2
       and (state = 'collecting' or (state = 'running' and decided_by is null))
     order by id desc`,
    [workspaceId, conversationId],
    { prepared: true },
  );
}

export async function insertRun(sql: Sql, row: RunRow): Promise<void> {
  await sql.query(
    `insert into action_runs (id, workspace_id, action_id, ai_agent_id, conversation_id,
       contact_id, action_version, definition, state, inputs, identified, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.id,
      row.workspaceId,
      row.actionId,
      row.aiAgentId,
      row.conversationId,
      row.contactId,
      row.actionVersion,
      JSON.stringify(row.definition),
      row.state,
      JSON.stringify(row.inputs),
      row.identified,
      row.at,
    ],
  );
}

/** While it is still collecting; false where it is not any more. */
export async function keepInputs(
  sql: Sql,
  { workspaceId, id }: Pick<RunRow, 'workspaceId' | 'id'>,
  inputs: Record<string, string>,
): Promise<boolean> {
  const rows = await sql.query(
    `update action_runs set inputs = $3
     where workspace_id = $1 and id = $2 and state = 'collecting' returning id`,
    [workspaceId, id, JSON.stringify(inputs)],
  );
  return rows.length > 0;
}

/** Another form takes its place. */
export async function cancelCollecting(
  sql: Sql,
  workspaceId: string,
  conversationId: string,
  now: Date,
): Promise<void> {
  await sql.query(
    `update action_runs set state = 'cancelled', finished_at = $3
     where workspace_id = $1 and conversation_id = $2 and state = 'collecting'`,
    [workspaceId, conversationId, now],
  );
}

/** Before anything is sent: from here on "it did not happen" cannot be said. False: it is over. */
export async function beginTry(
  sql: Sql,
  { workspaceId, id }: Pick<RunRow, 'workspaceId' | 'id'>,
  now: Date,
): Promise<boolean> {
  const rows = await sql.query(
    `update action_runs
     set state = 'running', tries = tries + 1, sent_at = coalesce(sent_at, $3)
     where workspace_id = $1 and id = $2 and state in ('collecting', 'running') and result is null
     returning id`,
    [workspaceId, id, now],
  );
  return rows.length > 0;
}

/** The first result stays: whoever comes later tells that one. */
export async function keepResult(
  sql: Sql,
  { workspaceId, id }: Pick<RunRow, 'workspaceId' | 'id'>,
  result: RunResult,
): Promise<RunResult> {
  const [row] = await sql.query<{ result: RunResult }>(
    `update action_runs set result = coalesce(result, $3)
     where workspace_id = $1 and id = $2 returning result`,
    [workspaceId, id, JSON.stringify(result)],
  );
  return row?.result ?? result;
}

/** How many runs a conversation has had: each is remembered, so there is an end to them. */
export async function countRuns(
  sql: Sql,
  workspaceId: string,
  conversationId: string,
): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `select count(*)::int as count from action_runs
     where workspace_id = $1 and conversation_id = $2`,
    [workspaceId, conversationId],
  );
  return row?.count ?? 0;
}

/** Newest first; up to `limit` before `before`. */
export function listRuns(
  sql: Sql,
  workspaceId: string,
  of: { conversationId: string } | { aiAgentId: string; actionId: string | null },
  { before, limit }: { before: string | null; limit: number },
): Promise<RunRow[]> {
  const [column, value, action] =
    'conversationId' in of
      ? ['conversation_id', of.conversationId, null]
      : ['ai_agent_id', of.aiAgentId, of.actionId];
  return sql.query<RunRow>(
    `select ${columns} from action_runs
     where workspace_id = $1 and ${column} = $2 and ($3::text is null or action_id = $3)
       and ($4::text is null or id < $4)
     order by id desc limit $5`,
    [workspaceId, value, action, before, limit],
  );
}

/** With the fields' labels, in the order of the form. */
export const inputsOf = ({ definition, inputs }: Pick<RunRow, 'definition' | 'inputs'>) =>
  definition.fields.flatMap(({ name, label }: ActionField) => {
    const value = inputs[name];
    return value === undefined ? [] : [{ name, label, value }];
  });

export const asRun = (row: RunRow): ActionRun => ({
  id: row.id,
  actionId: row.actionId,
  actionVersion: row.actionVersion,
  name: row.definition.name,
  conversationId: row.conversationId,
  contactId: row.contactId,
  state: row.state,
  sensitive: row.definition.sensitive,
  identified: row.identified,
  inputs: inputsOf(row),
  says: row.result?.says.plain ?? null,
  status: row.result?.status ?? null,
  problem: row.result?.problem ?? null,
  tries: row.tries,
  decidedBy: row.decidedBy,
  note: row.note,
  at: row.at.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
});
