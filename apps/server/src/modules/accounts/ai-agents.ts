/** A workspace's AI agents: name, look, where they may be embedded, how sure they must be. */
import type { AiAgent, Look } from '@baton/protocol';
import { recordAudit } from '../../platform/audit/index.ts';
import { acrossWorkspaces, type Sql } from '../../platform/database/index.ts';
import { createNameCache } from './name-cache.ts';
import { type AiAgentRow, asAiAgent, type Parts, type SignedIn } from './parts.ts';
import { putInForce } from './policy-store.ts';
import { type Refused, refuse } from './refused.ts';

export interface AiAgentChange {
  name?: string | undefined;
  allowedOrigins?: string[] | undefined;
  look?: Look | undefined;
  threshold?: number | undefined;
}

const columns = 'id, workspace_id, name, widget_key, allowed_origins, look, policy, policy_version';

const columnsOfA = columns.replaceAll(/\w+/g, 'a.$&');

export function createAiAgents({ database, clock, policy }: Parts) {
  async function list(workspaceId: string): Promise<AiAgent[]> {
    const rows = await database.query<AiAgentRow>(
      `select ${columns} from ai_agents where workspace_id = $1 order by created_at, id`,
      [workspaceId],
    );
    return rows.map((row) => asAiAgent(row, policy));
  }

  async function get(workspaceId: string, id: string): Promise<AiAgent | Refused<'not_found'>> {
    const [row] = await database.query<AiAgentRow>(
      `select ${columns} from ai_agents where workspace_id = $1 and id = $2`,
      [workspaceId, id],
    );
    return row === undefined ? noSuchAgent : asAiAgent(row, policy);
  }

  async function change(
    me: SignedIn,
    id: string,
    wanted: AiAgentChange,
  ): Promise<AiAgent | Refused<'not_found'>> {
    return database.transaction(async (tx) => {
      const [row] = await tx.query<AiAgentRow>(
        `select ${columns} from ai_agents where workspace_id = $1 and id = $2 for update`,
        [me.workspaceId, id],
      );
      if (row === undefined) return noSuchAgent;
      const next = withChange(row, wanted, policy);
      await tx.query(
        `update ai_agents set name = $3, allowed_origins = $4, look = $5
         where workspace_id = $1 and id = $2`,
        [me.workspaceId, id, next.name, next.allowed_origins, JSON.stringify(next.look)],
      );
      if (next.policy_version !== row.policy_version)
        await putInForce(tx, me.workspaceId, id, {
          version: next.policy_version,
          document: next.policy,
          origin: 'threshold',
          authorId: me.teammate.id,
          note: null,
          restoredVersion: null,
        });
      await recordChange(tx, me, row, next);
      return asAiAgent(next, policy);
    });
  }

  /**
   * The policy as stored, with its version: what the AI agent decides by. A large one is not sent
   * again to whoever holds `heldVersion` already: then `policy` is null.
   */
  async function policyOf(
    workspaceId: string,
    id: string,
    heldVersion: number | null = null,
  ): Promise<{ policy: unknown; version: number } | null> {
    const [row] = await database.query<AiAgentRow>(
      `select case when policy_version is distinct from $3::int then policy end as policy,
         policy_version
       from ai_agents where workspace_id = $1 and id = $2`,
      [workspaceId, id, heldVersion],
    );
    return row === undefined ? null : { policy: row.policy, version: row.policy_version };
  }

  /** The agent a widget key stands for. */
  async function byWidgetKey(
    widgetKey: string,
  ): Promise<{ workspaceId: string; workspaceName: string; aiAgent: AiAgent } | null> {
    const [row] = await acrossWorkspaces('who asks is not known yet', () =>
      database.query<AiAgentRow & { workspace_name: string }>(
        `select ${columnsOfA}, w.name as workspace_name
         from ai_agents a join workspaces w on w.id = a.workspace_id where a.widget_key = $1`,
        [widgetKey],
      ),
    );
    if (row === undefined) return null;
    return {
      workspaceId: row.workspace_id,
      workspaceName: row.workspace_name,
      aiAgent: asAiAgent(row, policy),
    };
  }

  /** The widget key that the demo page shows; null before the installation is set up. */
  async function firstWidgetKey(): Promise<string | null> {
    const [row] = await acrossWorkspaces('a public page', () =>
      database.query<{ widget_key: string }>(
        'select widget_key from ai_agents order by created_at, id limit 1',
      ),
    );
    return row?.widget_key ?? null;
  }

  const nameOf = createNameCache(clock, async (workspaceId, id) => {
    const [row] = await database.query<{ name: string }>(
      'select name from ai_agents where workspace_id = $1 and id = $2',
      [workspaceId, id],
    );
    return row?.name ?? null;
  });

  return { list, get, change, policyOf, byWidgetKey, firstWidgetKey, nameOf };
}

const noSuchAgent = refuse('not_found', 'There is no AI agent with this id.');

async function recordChange(
  tx: Sql,
  { workspaceId, teammate }: SignedIn,
  before: AiAgentRow,
  after: AiAgentRow,
): Promise<void> {
  const of = {
    workspaceId,
    by: teammate.id,
    subject: { kind: 'aiAgent', id: after.id, name: after.name },
  };
  const differs = (column: 'name' | 'allowed_origins' | 'look') =>
    JSON.stringify(before[column]) !== JSON.stringify(after[column]);
  const changed = [
    ...(differs('name') ? ['name'] : []),
    ...(differs('allowed_origins') ? ['allowed websites'] : []),
    ...(differs('look') ? ['look'] : []),
  ];
  if (changed.length > 0) {
    const told = ({ name, allowed_origins }: AiAgentRow) => ({
      ...(differs('name') && { name }),
      ...(differs('allowed_origins') && { allowedOrigins: allowed_origins }),
    });
    const details = { changed, from: told(before), to: told(after) };
    await recordAudit(tx, { ...of, kind: 'aiAgentChanged', details });
  }
  if (before.policy_version !== after.policy_version) {
    const details = { version: after.policy_version, origin: 'threshold' };
    await recordAudit(tx, { ...of, kind: 'policyPublished', details });
  }
}

function withChange(row: AiAgentRow, wanted: AiAgentChange, policy: Parts['policy']): AiAgentRow {
  const threshold = wanted.threshold ?? policy.thresholdOf(row.policy);
  const newPolicy = threshold !== policy.thresholdOf(row.policy);
  const version = newPolicy ? row.policy_version + 1 : row.policy_version;
  return {
    ...row,
    name: wanted.name ?? row.name,
    allowed_origins: wanted.allowedOrigins ?? row.allowed_origins,
    look: wanted.look ?? row.look,
    policy: newPolicy ? policy.withThreshold(row.policy, threshold, version) : row.policy,
    policy_version: version,
  };
}
