/** The people of a workspace: who they are, what they may do, and their names, quickly. */
import type { Teammate } from '@baton/protocol';
import { recordAudit } from '../../platform/audit/index.ts';
import type { Sql } from '../../platform/database/index.ts';
import { decideMemberChange, type MemberChange } from './core/roles.ts';
import { announceTeammate } from './live-rows.ts';
import { createNameCache } from './name-cache.ts';
import { asTeammate, type Parts, type SignedIn, type TeammateRow } from './parts.ts';
import { isRefused, type Refused, refuse } from './refused.ts';
import { endSessionsOf, withdrawLinks } from './sessions.ts';

const columns = 'id, workspace_id, email, name, role, disabled_at';

export function createTeammates({
  database,
  clock,
  wakeFeed,
  sessionsEnded,
  releaseHeldBy,
}: Parts) {
  async function list(workspaceId: string): Promise<Teammate[]> {
    const rows = await database.query<TeammateRow>(
      `select ${columns} from teammates where workspace_id = $1 order by created_at, id`,
      [workspaceId],
      { prepared: true },
    );
    return rows.map(asTeammate);
  }

  /** A teammate who is disabled is signed out everywhere at once, and has no conversation any more. */
  async function change(
    me: SignedIn,
    teammateId: string,
    wanted: MemberChange,
  ): Promise<Teammate | Refused<'not_found' | 'forbidden' | 'conflict'>> {
    const changed = await database.transaction(async (tx) => {
      const owners = await lockOwners(tx, me.workspaceId);
      const target = await lockTeammate(tx, me.workspaceId, teammateId);
      if (target === null) return refuse('not_found', 'There is no teammate with this id.');
      const decision = decideMemberChange(me.teammate, target, wanted, owners);
      if (decision.outcome !== 'change') return refuse(decision.outcome, decision.why);

      const [row] = await tx.query<TeammateRow>(
        `update teammates set role = $3,
           disabled_at = case when $4 then coalesce(disabled_at, $5) end
         where workspace_id = $1 and id = $2 returning ${columns}`,
        [me.workspaceId, teammateId, decision.role, decision.disabled, clock.now()],
      );
      if (row === undefined) throw new Error('A locked teammate vanished.');
      const teammate = asTeammate(row);
      // A link that was made for a teammate must not open an owner's account.
      if (decision.disabled || decision.role !== target.role) {
        await withdrawLinks(tx, { workspaceId: me.workspaceId, teammateId }, clock.now());
      }
      if (decision.disabled) await endSessionsOf(tx, teammateId);
      await announceTeammate(tx, row);
      await recordChange(tx, me, target, teammate);
      return teammate;
    });
    if (isRefused(changed)) return changed;
    wakeFeed();
    if (changed.disabled) {
      sessionsEnded(me.workspaceId, teammateId);
      await releaseHeldBy?.(me.workspaceId, changed.id);
    }
    return changed;
  }

  /** Display name for customers and briefs; null when there is nobody by that id. */
  const nameOf = createNameCache(clock, async (workspaceId, teammateId) => {
    const [row] = await database.query<{ name: string }>(
      'select name from teammates where workspace_id = $1 and id = $2',
      [workspaceId, teammateId],
    );
    return row?.name ?? null;
  });

  return { list, change, nameOf };
}

async function recordChange(
  tx: Sql,
  { workspaceId, teammate }: SignedIn,
  before: Teammate,
  after: Teammate,
): Promise<void> {
  const of = { workspaceId, by: teammate.id, subject: { kind: 'teammate', id: after.id } };
  if (before.role !== after.role) {
    const details = { from: before.role, to: after.role };
    await recordAudit(tx, { ...of, kind: 'roleChanged', details });
  }
  if (before.disabled !== after.disabled) {
    await recordAudit(tx, { ...of, kind: after.disabled ? 'teammateDisabled' : 'teammateEnabled' });
  }
}

/**
 * Locked, so that two owners who demote each other at once do not both succeed.
 * `no key`: who is just given a conversation only asks whether they exist, and need not wait.
 */
async function lockOwners(tx: Sql, workspaceId: string): Promise<number> {
  const rows = await tx.query(
    `select id from teammates
     where workspace_id = $1 and role = 'owner' and disabled_at is null order by id for no key update`,
    [workspaceId],
  );
  return rows.length;
}

async function lockTeammate(tx: Sql, workspaceId: string, id: string): Promise<Teammate | null> {
  const [row] = await tx.query<TeammateRow>(
    `select ${columns} from teammates where workspace_id = $1 and id = $2 for no key update`,
    [workspaceId, id],
  );
  return row === undefined ? null : asTeammate(row);
}
