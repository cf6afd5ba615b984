/** Actions in the database. Secret header values are sealed in a column of their own. */
import type { Action, ActionDraft, ActionId, AiAgentId } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import type { SealedColumn, SecretPlace, Secrets } from '../../../platform/secrets/index.ts';

/** What is kept of an action, but for its headers. */
export type Definition = Omit<ActionDraft, 'headers'>;

export interface StoredHeader {
  name: string;
  secret: boolean;
  /** Null where it is secret. */
  value: string | null;
}

export interface ActionRow {
  id: ActionId;
  workspaceId: string;
  aiAgentId: AiAgentId;
  version: number;
  definition: Definition;
  headers: StoredHeader[];
  secretHeaders: string | null;
  updatedAt: Date;
}

export const secretsPlace = (workspaceId: string, actionId: string): SecretPlace => ({
  purpose: 'action_headers',
  owner: [workspaceId, actionId],
});

/** For the sweep after a change of the installation's key. */
export const actionSecrets: SealedColumn = {
  table: 'actions',
  column: 'secret_headers',
  place: secretsPlace,
};

const columns = `a.id, a.workspace_id as "workspaceId", a.ai_agent_id as "aiAgentId", a.version,
  a.definition, a.headers, a.secret_headers as "secretHeaders", a.updated_at as "updatedAt"`;

export async function findAction(
  sql: Sql,
  workspaceId: string,
  id: string,
  lock = '',
): Promise<ActionRow | null> {
  const [row] = await sql.query<ActionRow>(
    `select ${columns} from actions a where a.workspace_id = $1 and a.id = $2 ${lock}`,
    [workspaceId, id],
  );
  return row ?? null;
}

/** Those an AI agent may use now, the oldest first. */
export function enabledActions(
  sql: Sql,
  workspaceId: string,
  aiAgentId: string,
): Promise<ActionRow[]> {
  return sql.query<ActionRow>(
    `select ${columns} from actions a
     where a.workspace_id = $1 and a.ai_agent_id = $2 and (a.definition->>'enabled')::boolean
     order by a.created_at, a.id`,
    [workspaceId, aiAgentId],
    { prepared: true },
  );
}

export interface ListedAction extends ActionRow {
  lastRunAt: Date | null;
  runs: number;
  failures: number;
}

/** With how often they ran; those of one AI agent, or the one by its id. */
export function listActions(
  sql: Sql,
  workspaceId: string,
  of: { aiAgentId: string } | { id: string },
): Promise<ListedAction[]> {
  const [column, value] = 'id' in of ? ['id', of.id] : ['ai_agent_id', of.aiAgentId];
  return sql.query<ListedAction>(
    `select ${columns}, run.last as "lastRunAt", run.runs, run.failures
     from actions a, lateral (
       select max(r.sent_at) as last, count(*)::int as runs,
              (count(*) filter (where r.state = 'failed'))::int as failures
       from action_runs r
       where r.workspace_id = a.workspace_id and r.action_id = a.id and r.sent_at is not null
     ) as run
     where a.workspace_id = $1 and a.${column} = $2
     order by a.created_at, a.id`,
    [workspaceId, value],
  );
}

export async function insertAction(sql: Sql, row: ActionRow): Promise<void> {
  await sql.query(
    `insert into actions (id, workspace_id, ai_agent_id, version, definition, headers,
       secret_headers, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
    [
      row.id,
      row.workspaceId,
      row.aiAgentId,
      row.version,
      JSON.stringify(row.definition),
      JSON.stringify(row.headers),
      row.secretHeaders,
      row.updatedAt,
    ],
  );
}

export async function updateAction(sql: Sql, row: ActionRow): Promise<void> {
  await sql.query(
    `update actions set version = $3, definition = $4, headers = $5, secret_headers = $6,
       updated_at = $7
     where workspace_id = $1 and id = $2`,
    [
      row.workspaceId,
      row.id,
      row.version,
      JSON.stringify(row.definition),
      JSON.stringify(row.headers),
      row.secretHeaders,
      row.updatedAt,
    ],
  );
}

/** Whether there was one. Runs stay on record. */
export async function deleteAction(sql: Sql, workspaceId: string, id: string): Promise<boolean> {
  const rows = await sql.query(
    'delete from actions where workspace_id = $1 and id = $2 returning id',
    [workspaceId, id],
  );
  return rows.length > 0;
}

/** Names as written; an empty record where none is secret. */
export function openSecretHeaders(
  secrets: Secrets,
  { workspaceId, id, secretHeaders }: Pick<ActionRow, 'workspaceId' | 'id' | 'secretHeaders'>,
): Record<string, string> | 'sealed_with_another_key' {
  if (secretHeaders === null) return {};
  const opened = secrets.open(secretHeaders, secretsPlace(workspaceId, id));
  return opened === 'sealed_with_another_key'
    ? opened
    : (JSON.parse(opened.plain) as Record<string, string>);
}

export const asAction = ({
  id,
  aiAgentId,
  version,
  definition,
  headers,
  updatedAt,
  lastRunAt,
  runs,
  failures,
}: ListedAction): Action => ({
  id,
  aiAgentId,
  version,
  ...definition,
  headers,
  updatedAt: updatedAt.toISOString(),
  lastRunAt: lastRunAt?.toISOString() ?? null,
  runs,
  failures,
});
