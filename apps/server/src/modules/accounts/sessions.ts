/**
 * Signing in and staying so. A session is a random token in a cookie; only its hash is stored.
 *
 * It lasts 30 days after it was last used, and 90 at most. It ends at once when its teammate
 * signs out, is disabled, or changes the password. Where there is a second factor, the password alone
 * leads to half a session (half-sessions.ts).
 */
import type { WorkspaceId } from '@baton/protocol';
import { recordAudit } from '../../platform/audit/index.ts';
import { acrossWorkspaces, type Sql } from '../../platform/database/index.ts';
import { hashToken, newToken } from '../../platform/tokens.ts';
import { isSeenStale, sessionExpiry } from './core/lifetimes.ts';
import { asTeammate, type Parts, type SignedIn, type TeammateRow } from './parts.ts';
import { type GuessableRefused, refuseGuessable } from './guessable.ts';
import { hashPassword, isPassword } from './passwords.ts';
import { isRefused, type Refused, refuse } from './refused.ts';
import type { Whose } from './second-factor/check-code.ts';
import {
  type HalfSession,
  openHalfSession,
  stepAfterPassword,
} from './second-factor/sign-in-step.ts';

export interface OpenedSession extends SignedIn {
  /** Goes into the cookie, and nowhere else. */
  token: string;
}

interface SessionRow extends TeammateRow {
  started_at: Date;
  last_seen_at: Date;
}

export function createSessions({ database, clock, sessionsEnded }: Parts) {
  /** Email and password for a session, or for the second step to it. The same "no" whichever of them was wrong. */
  async function signIn(
    email: string,
    password: string,
    userAgent: string | null,
  ): Promise<OpenedSession | HalfSession | Refused<'wrong_credentials'>> {
    const [row] = await database.query<TeammateRow & { password_hash: string }>(
      `select id, workspace_id, email, name, role, disabled_at, password_hash
       from teammates where email = $1`,
      [email],
    );
    const known = await isPassword(row?.password_hash ?? null, password);
    if (row === undefined || !known || row.disabled_at !== null) {
      // By whoever holds no password: told to the workspace whose teammate it was about.
      if (row !== undefined) void recordFailure(row, known);
      return refuse(
        'wrong_credentials',
        'Email or password is wrong. Check both, or ask an owner of your workspace for help.',
      );
    }
    return database.transaction(async (tx) => {
      // While the password was being checked it may have been changed: the old one opens nothing.
      const [still] = await tx.query(
        `select from teammates where id = $1 and password_hash = $2 and disabled_at is null
         for share`,
        [row.id, row.password_hash],
      );
      if (still === undefined) {
        return refuse('wrong_credentials', 'The password was changed just now. Try the new one.');
      }
      const whose = { workspaceId: row.workspace_id, teammateId: row.id };
      const step = await stepAfterPassword(tx, whose);
      if (step !== null) return openHalfSession(tx, whose, step, clock.now());
      await recordAudit(tx, { workspaceId: row.workspace_id, kind: 'signedIn', by: row.id });
      return openSession(tx, row, clock.now(), userAgent);
    });
  }

  /** Not waited for: how long a "no" takes must not tell whether there is such an account. */
  function recordFailure(row: TeammateRow, rightPassword: boolean): Promise<void> {
    return recordAudit(database, {
      workspaceId: row.workspace_id,
      kind: 'signInFailed',
      by: null,
      subject: { kind: 'teammate', id: row.id },
      details: rightPassword ? { disabled: true } : {},
    }).catch(() => undefined);
  }

  /** Whose token this is; null when it never was one, or has ended. */
  async function authenticate(token: string): Promise<SignedIn | null> {
    const now = clock.now();
    const [row] = await database.query<SessionRow>(
      `select t.id, t.workspace_id, t.email, t.name, t.role, t.disabled_at,
              s.created_at as started_at, s.last_seen_at
       from sessions s join teammates t on t.id = s.teammate_id
       where s.token_hash = $1 and s.expires_at > $2 and t.disabled_at is null`,
      [hashToken(token), now],
      { prepared: true },
    );
    if (row === undefined) return null;
    if (isSeenStale(row.last_seen_at, now)) {
      await database.query(
        'update sessions set last_seen_at = $2, expires_at = $3 where token_hash = $1',
        [hashToken(token), now, sessionExpiry(row.started_at, now)],
      );
    }
    return asSignedIn(row);
  }

  async function signOut(token: string): Promise<void> {
    const ended = await database.transaction(async (tx) => {
      const [session] = await tx.query<{ workspace_id: string; teammate_id: string }>(
        'delete from sessions where token_hash = $1 returning workspace_id, teammate_id',
        [hashToken(token)],
      );
      if (session === undefined) return undefined;
      const { workspace_id: workspaceId, teammate_id: by } = session;
      await recordAudit(tx, { workspaceId, kind: 'signedOut', by });
      return session;
    });
    if (ended !== undefined) sessionsEnded(ended.workspace_id, ended.teammate_id);
  }

  /** Signs out everywhere, and opens one new session for the browser that asked. */
  async function changePassword(
    me: SignedIn,
    currentPassword: string,
    newPassword: string,
    userAgent: string | null,
  ): Promise<OpenedSession | Refused<'wrong_credentials'> | GuessableRefused> {
    const [row] = await database.query<TeammateRow & { password_hash: string }>(
      `select id, workspace_id, email, name, role, disabled_at, password_hash
       from teammates where workspace_id = $1 and id = $2`,
      [me.workspaceId, me.teammate.id],
    );
    if (row === undefined || !(await isPassword(row.password_hash, currentPassword))) {
      return wrongPassword;
    }
    const guessable = await refuseGuessable(newPassword, 'next', [row.name, row.email]);
    if (guessable !== null) return guessable;
    const passwordHash = await hashPassword(newPassword);
    const session = await database.transaction(async (tx) => {
      // Changed meanwhile: what was typed as the current one is no longer that.
      const changed = await tx.query(
        `update teammates set password_hash = $2
         where id = $1 and password_hash = $3 returning 1`,
        [row.id, passwordHash, row.password_hash],
      );
      if (changed.length === 0) return wrongPassword;
      await endSessionsOf(tx, row.id);
      const whose = { workspaceId: row.workspace_id, teammateId: row.id };
      await withdrawLinks(tx, whose, clock.now());
      await recordAudit(tx, { workspaceId: row.workspace_id, kind: 'passwordChanged', by: row.id });
      return openSession(tx, row, clock.now(), userAgent);
    });
    if (!isRefused(session)) sessionsEnded(row.workspace_id, row.id);
    return session;
  }

  const unknown = 'who asks is not known yet';
  return {
    signIn: (...asked: Parameters<typeof signIn>) =>
      acrossWorkspaces(unknown, () => signIn(...asked)),
    authenticate: (token: string) => acrossWorkspaces(unknown, () => authenticate(token)),
    signOut: (token: string) => acrossWorkspaces(unknown, () => signOut(token)),
    changePassword,
  };
}

const wrongPassword = refuse('wrong_credentials', 'The current password is not right.');

export async function openSession(
  sql: Sql,
  row: TeammateRow,
  now: Date,
  userAgent: string | null,
): Promise<OpenedSession> {
  const token = newToken();
  await sql.query(
    `insert into sessions
       (token_hash, workspace_id, teammate_id, user_agent, created_at, last_seen_at, expires_at)
     values ($1, $2, $3, $4, $5, $5, $6)`,
    [
      hashToken(token),
      row.workspace_id,
      row.id,
      userAgent?.slice(0, 300) ?? null,
      now,
      sessionExpiry(now, now),
    ],
  );
  return { token, ...asSignedIn(row) };
}

/** The half ones, too. */
export async function endSessionsOf(tx: Sql, teammateId: string): Promise<void> {
  await tx.query('delete from sessions where teammate_id = $1', [teammateId]);
  await tx.query('delete from half_sessions where teammate_id = $1', [teammateId]);
}

/** Links that would set a new password and have not been used. */
export async function withdrawLinks(
  tx: Sql,
  { workspaceId, teammateId }: Whose,
  now: Date,
): Promise<void> {
  await tx.query(
    `update password_resets set withdrawn_at = $3
     where workspace_id = $1 and teammate_id = $2 and used_at is null and withdrawn_at is null`,
    [workspaceId, teammateId, now],
  );
}

function asSignedIn(row: TeammateRow): SignedIn {
  return { workspaceId: row.workspace_id as WorkspaceId, teammate: asTeammate(row) };
}
