/** A new workspace: the company, its owner and a first AI agent, all or nothing. */
import { randomBytes } from 'node:crypto';
import type { Sql } from '../../platform/database/index.ts';
import type { Parts, TeammateRow } from './parts.ts';
import { insertVersion } from './policy-store.ts';

export interface NewWorkspace {
  workspaceName: string;
  name: string;
  email: string;
  passwordHash: string;
}

/** To be called inside a transaction. Returns the owner. */
export async function createWorkspace(
  tx: Sql,
  { newId, policy }: Pick<Parts, 'newId' | 'policy'>,
  { workspaceName, name, email, passwordHash }: NewWorkspace,
): Promise<TeammateRow> {
  const workspaceId = newId('wsp');
  await tx.query('insert into workspaces (id, name) values ($1, $2)', [workspaceId, workspaceName]);
  const [owner] = await tx.query<TeammateRow>(
    `insert into teammates (id, workspace_id, email, name, role, password_hash)
     values ($1, $2, $3, $4, 'owner', $5)
     returning id, workspace_id, email, name, role, disabled_at`,
    [newId('tmt'), workspaceId, email, name, passwordHash],
  );
  const aiAgentId = newId('agt');
  const firstPolicy = JSON.stringify(policy.initial());
  await tx.query(
    `insert into ai_agents (id, workspace_id, name, widget_key, policy) values ($1, $2, $3, $4, $5)`,
    [
      aiAgentId,
      workspaceId,
      `${workspaceName} assistant`.slice(0, 120),
      newWidgetKey(),
      firstPolicy,
    ],
  );
  await insertVersion(tx, workspaceId, aiAgentId, {
    version: 1,
    document: firstPolicy,
    origin: 'initial',
    authorId: null,
    note: null,
    restoredVersion: null,
  });
  if (owner === undefined) throw new Error('The owner was not inserted.');
  return owner;
}

/** Public, and still not guessable: a list of a stranger's AI agents helps nobody. */
function newWidgetKey(): string {
  return `wk_${randomBytes(15).toString('base64url')}`;
}
