/**
 * Between password and code: a token of its own, for ten minutes, that is no session. It opens the second
 * step of signing in and nothing else, because nothing else looks for it.
 *
 *   password right ──► half session ──► code right ─────────────────► session
 *                          └──► (the workspace asks, there is none) set up ──► session
 */
import { recordAudit } from '../../platform/audit/index.ts';
import { acrossWorkspaces, type Sql } from '../../platform/database/index.ts';
import { hashToken } from '../../platform/tokens.ts';
import type { Parts, SignedIn, TeammateRow } from './parts.ts';
import { isRefused, type Refused, refuse } from './refused.ts';
import { checkCode, type CodeRefused, readFactor, type Whose } from './second-factor/check-code.ts';
import { type Begun, beginFactor, lockTeammate, turnFactorOn } from './second-factor/turn-on.ts';
import { endSessionsOf, type OpenedSession, openSession } from './sessions.ts';

export interface HalfSignedIn {
  workspaceId: SignedIn['workspaceId'];
  teammateId: string;
  token: string;
}

type Ended = Refused<'unauthenticated'>;
const ended: Ended = refuse(
  'unauthenticated',
  'That took too long. Begin with your password again.',
);

export function createHalfSessions({ database, clock, secrets }: Parts) {
  const given = () => ({ secrets, now: clock.now() });
  const whoseOf = ({ workspaceId, teammateId }: HalfSignedIn): Whose => ({
    workspaceId,
    teammateId,
  });

  /** Whose token this is; null when it never was one, or has ended. */
  async function authenticate(token: string): Promise<HalfSignedIn | null> {
    const [row] = await database.query<{ workspace_id: string; teammate_id: string }>(
      `select workspace_id, teammate_id from half_sessions
       where token_hash = $1 and expires_at > $2`,
      [hashToken(token), clock.now()],
    );
    if (row === undefined) return null;
    const workspaceId = row.workspace_id as HalfSignedIn['workspaceId'];
    return { workspaceId, teammateId: row.teammate_id, token };
  }

  /** A code of the app, or a recovery code. */
  function showCode(
    half: HalfSignedIn,
    code: string,
    userAgent: string | null,
  ): Promise<OpenedSession | Ended | CodeRefused> {
    return database.transaction(async (tx) => {
      const teammate = await readTeammate(tx, half);
      const factor = await readFactor(tx, whoseOf(half));
      if (teammate === null || factor === null || factor.on_since === null) return ended;
      const checked = await checkCode(tx, given(), whoseOf(half), code, { recovery: true });
      if (isRefused(checked)) {
        await noteFailure(tx, half);
        return checked;
      }
      if (checked.by === 'recoveryCode') {
        const { workspaceId, teammateId: by } = half;
        await recordAudit(tx, { workspaceId, kind: 'recoveryCodeUsed', by });
      }
      // Of two who use it at once, the second finds it gone.
      if (!(await isThere(tx, half, 'used up'))) return ended;
      return signIn(tx, teammate, userAgent);
    });
  }

  const begin = (half: HalfSignedIn): Promise<Begun | Refused<'conflict'>> =>
    beginFactor(database, given(), whoseOf(half));

  /** The second factor is on, and with it they are signed in. */
  function confirm(
    half: HalfSignedIn,
    code: string,
    userAgent: string | null,
  ): Promise<{ session: OpenedSession; recoveryCodes: string[] } | Ended | CodeRefused> {
    return database.transaction(async (tx) => {
      // A new password, set at this moment, ends what was begun with the one before.
      await lockTeammate(tx, whoseOf(half));
      if (!(await isThere(tx, half))) return ended;
      const on = await turnFactorOn(tx, given(), whoseOf(half), code);
      if (isRefused(on)) return on;
      await endSessionsOf(tx, half.teammateId);
      const teammate = await readTeammate(tx, half);
      if (teammate === null) throw new Error('Whoever is disabled has no half session.');
      return { session: await signIn(tx, teammate, userAgent), recoveryCodes: on.recoveryCodes };
    });
  }

  async function signIn(tx: Sql, teammate: TeammateRow, userAgent: string | null) {
    const { workspace_id: workspaceId, id: by } = teammate;
    await recordAudit(tx, { workspaceId, kind: 'signedIn', by });
    return openSession(tx, teammate, clock.now(), userAgent);
  }

  return {
    authenticate: (token: string) =>
      acrossWorkspaces('who asks is not known yet', () => authenticate(token)),
    showCode,
    begin,
    confirm,
  };
}

async function isThere(
  tx: Sql,
  { workspaceId, teammateId, token }: HalfSignedIn,
  then: 'kept' | 'used up' = 'kept',
): Promise<boolean> {
  const verb = then === 'kept' ? 'select 1' : 'delete';
  const rows = await tx.query(
    `${verb} from half_sessions
     where workspace_id = $1 and teammate_id = $2 and token_hash = $3
     ${then === 'kept' ? '' : 'returning 1'}`,
    [workspaceId, teammateId, hashToken(token)],
  );
  return rows.length > 0;
}

/** Not while somebody disables them, or sets a new password. */
async function readTeammate(
  tx: Sql,
  { workspaceId, teammateId }: HalfSignedIn,
): Promise<TeammateRow | null> {
  const [row] = await tx.query<TeammateRow>(
    `select id, workspace_id, email, name, role, disabled_at from teammates
     where workspace_id = $1 and id = $2 and disabled_at is null for share`,
    [workspaceId, teammateId],
  );
  return row ?? null;
}

async function noteFailure(tx: Sql, { workspaceId, teammateId }: HalfSignedIn): Promise<void> {
  await recordAudit(tx, {
    workspaceId,
    kind: 'signInFailed',
    by: null,
    subject: { kind: 'teammate', id: teammateId },
    details: { code: true },
  });
}
