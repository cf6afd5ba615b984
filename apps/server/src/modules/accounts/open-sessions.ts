/**
 * Where somebody is signed in, and ending it: one's own with the password once more, a teammate's by
 * whoever may change them. A session goes by an id made of its stored hash: it opens nothing.
 */
import type { OpenSession } from '@baton/protocol';
import { recordAudit } from '../../platform/audit/index.ts';
import { hashToken } from '../../platform/tokens.ts';
import { decideMemberChange, type Member } from './core/roles.ts';
import type { Parts, SignedIn } from './parts.ts';
import { isPassword } from './passwords.ts';
import { type Refused, refuse } from './refused.ts';

const sessionId = "encode(sha256(token_hash), 'hex')";

export interface SessionsEnded {
  kind: 'ended';
  count: number;
}

export function createOpenSessions({ database, clock, sessionsEnded }: Parts) {
  /** The newest use first. @param token of the browser that asks */
  async function list({ workspaceId, teammate }: SignedIn, token: string): Promise<OpenSession[]> {
    const rows = await database.query<{
      id: string;
      user_agent: string | null;
      created_at: Date;
      last_seen_at: Date;
      current: boolean;
    }>(
      `select ${sessionId} as id, user_agent, created_at, last_seen_at, token_hash = $4 as current
       from sessions where workspace_id = $1 and teammate_id = $2 and expires_at > $3
       order by last_seen_at desc, token_hash limit 200`,
      [workspaceId, teammate.id, clock.now(), hashToken(token)],
    );
    return rows.map((row) => ({
      id: row.id,
      browser: row.user_agent,
      startedAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      current: row.current,
    }));
  }

  /** @param id of one; null: all but the one that asks */
  async function end(
    { workspaceId, teammate }: SignedIn,
    token: string,
    password: string,
    id: string | null,
  ): Promise<SessionsEnded | Refused<'wrong_credentials' | 'not_found'>> {
    const [row] = await database.query<{ password_hash: string }>(
      'select password_hash from teammates where workspace_id = $1 and id = $2',
      [workspaceId, teammate.id],
    );
    if (row === undefined || !(await isPassword(row.password_hash, password)))
      return refuse('wrong_credentials', 'The password is not right.');
    const count = await database.transaction(async (tx) => {
      const ended = await tx.query(
        `delete from sessions where workspace_id = $1 and teammate_id = $2
           and case when $4::text is null then token_hash <> $3 else ${sessionId} = $4 end
         returning 1`,
        [workspaceId, teammate.id, hashToken(token), id],
      );
      if (ended.length > 0)
        await recordAudit(tx, {
          workspaceId,
          kind: 'sessionsEnded',
          by: teammate.id,
          subject: { kind: 'teammate', id: teammate.id, name: teammate.name },
          details: { count: ended.length },
        });
      return ended.length;
    });
    if (count === 0 && id !== null)
      return refuse('not_found', 'That browser is signed out already.');
    sessionsEnded(workspaceId, teammate.id);
    return { kind: 'ended', count };
  }

  /** All of a teammate's, by whoever may change them: a laptop was lost. */
  async function endOf(
    { workspaceId, teammate: me }: SignedIn,
    teammateId: string,
  ): Promise<SessionsEnded | Refused<'not_found' | 'forbidden' | 'conflict'>> {
    const [target] = await database.query<Member & { name: string }>(
      `select id, role, name, disabled_at is not null as disabled from teammates
       where workspace_id = $1 and id = $2`,
      [workspaceId, teammateId],
    );
    if (target === undefined) return refuse('not_found', 'There is no teammate with this id.');
    const decision = decideMemberChange(me, target, {}, 1);
    if (decision.outcome !== 'change') return refuse(decision.outcome, decision.why);
    const count = await database.transaction(async (tx) => {
      const ended = await tx.query(
        'delete from sessions where workspace_id = $1 and teammate_id = $2 returning 1',
        [workspaceId, teammateId],
      );
      await recordAudit(tx, {
        workspaceId,
        kind: 'sessionsEnded',
        by: me.id,
        subject: { kind: 'teammate', id: target.id, name: target.name },
        details: { count: ended.length },
      });
      return ended.length;
    });
    sessionsEnded(workspaceId, teammateId);
    return { kind: 'ended', count };
  }

  return { list, end, endOf };
}
