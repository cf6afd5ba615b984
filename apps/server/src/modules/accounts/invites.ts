/**
 * Invitations: a link that lets one person join the workspace, once, within seven days, unless it
 * is revoked first. Only the hash of its token is stored, so the link is shown when it is made.
 */
import type { Invite, InviteId, InviteOffer, Role, TeammateId } from '@baton/protocol';
import { recordAudit } from '../../platform/audit/index.ts';
import { acrossWorkspaces, isUniqueViolation } from '../../platform/database/index.ts';
import { hashToken, newToken } from '../../platform/tokens.ts';
import { inviteExpiry } from './core/lifetimes.ts';
import { announceTeammate } from './live-rows.ts';
import type { Parts, SignedIn, TeammateRow } from './parts.ts';
import { type GuessableRefused, refuseGuessable } from './guessable.ts';
import { hashPassword } from './passwords.ts';
import { isRefused, type Refused, refuse } from './refused.ts';
import {
  type HalfSession,
  openHalfSession,
  stepAfterPassword,
} from './second-factor/sign-in-step.ts';
import { type OpenedSession, openSession } from './sessions.ts';

export interface NewInvite {
  email: string | null;
  role: 'admin' | 'teammate';
}

export interface AcceptedInvite {
  token: string;
  name: string;
  email: string;
  password: string;
}

interface Revoked {
  kind: 'revoked';
}

interface InviteRow {
  id: string;
  email: string | null;
  role: Role;
  invited_by: string;
  created_at: Date;
  expires_at: Date;
}

/** An invitation is open while nobody used or revoked it and its time has not run out. */
const isOpen = (now: string) =>
  `accepted_at is null and revoked_at is null and expires_at > ${now}::timestamptz`;

export function createInvites({ database, clock, newId, wakeFeed }: Parts) {
  async function create(
    me: SignedIn,
    { email, role }: NewInvite,
  ): Promise<{ invite: Invite; token: string } | Refused<'email_taken'>> {
    if (email !== null && (await isMember(email))) {
      return refuse('email_taken', `${email} has an account already.`);
    }
    const token = newToken();
    const now = clock.now();
    const row = {
      id: newId('inv'),
      email,
      role,
      invited_by: me.teammate.id,
      created_at: now,
      expires_at: inviteExpiry(now),
    };
    await database.transaction(async (tx) => {
      await tx.query(
        `insert into invites
           (id, workspace_id, token_hash, email, role, invited_by, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          row.id,
          me.workspaceId,
          hashToken(token),
          email,
          role,
          row.invited_by,
          now,
          row.expires_at,
        ],
      );
      await recordAudit(tx, {
        workspaceId: me.workspaceId,
        kind: 'teammateInvited',
        by: me.teammate.id,
        subject: { kind: 'invite', id: row.id, name: invited(email) },
        details: { role },
      });
    });
    return { invite: asInvite(row), token };
  }

  /** Those that can still be used, newest first. */
  async function list(me: SignedIn): Promise<Invite[]> {
    const rows = await database.query<InviteRow>(
      `select id, email, role, invited_by, created_at, expires_at from invites
       where workspace_id = $1 and ${isOpen('$2')} order by created_at desc, id desc limit 200`,
      [me.workspaceId, clock.now()],
    );
    return rows.map(asInvite);
  }

  async function revoke(me: SignedIn, inviteId: string): Promise<Revoked | Refused<'not_found'>> {
    return database.transaction(async (tx) => {
      const [invite] = await tx.query<{ email: string | null }>(
        `update invites set revoked_at = $3
         where workspace_id = $1 and id = $2 and ${isOpen('$3')} returning email`,
        [me.workspaceId, inviteId, clock.now()],
      );
      if (invite === undefined)
        return refuse('not_found', 'There is no open invitation with this id.');
      await recordAudit(tx, {
        workspaceId: me.workspaceId,
        kind: 'inviteRevoked',
        by: me.teammate.id,
        subject: { kind: 'invite', id: inviteId, name: invited(invite.email) },
      });
      return { kind: 'revoked' };
    });
  }

  /** What the page says that the link opens. */
  async function offer(token: string): Promise<InviteOffer | Refused<'invite_expired'>> {
    const [row] = await database.query<InviteOffer>(
      `select w.name as "workspaceName", t.name as "invitedBy", i.email
       from invites i
         join workspaces w on w.id = i.workspace_id
         join teammates t on t.id = i.invited_by
       where i.token_hash = $1 and ${isOpen('$2')}`,
      [hashToken(token), clock.now()],
    );
    return row ?? noLongerValid;
  }

  async function accept(
    { token, name, email, password }: AcceptedInvite,
    userAgent: string | null,
  ): Promise<
    | OpenedSession
    | HalfSession
    | Refused<'invite_expired' | 'email_taken' | 'forbidden'>
    | GuessableRefused
  > {
    const offered = await offer(token);
    if (isRefused(offered)) return offered;
    if (offered.email !== null && offered.email !== email) {
      return refuse('forbidden', `This invitation is for ${offered.email}.`);
    }
    const about = [offered.workspaceName, name, email];
    const guessable = await refuseGuessable(password, 'password', about);
    if (guessable !== null) return guessable;
    const passwordHash = await hashPassword(password);
    const now = clock.now();
    try {
      const session = await database.transaction(async (tx) => {
        // Of two who use the link at once, the second waits here and then finds it used.
        const [invite] = await tx.query<{ id: string; workspace_id: string; role: Role }>(
          `update invites set accepted_at = $2
           where token_hash = $1 and ${isOpen('$2')} returning id, workspace_id, role`,
          [hashToken(token), now],
        );
        if (invite === undefined) return noLongerValid;
        const [teammate] = await tx.query<TeammateRow>(
          `insert into teammates (id, workspace_id, email, name, role, password_hash)
           values ($1, $2, $3, $4, $5, $6)
           returning id, workspace_id, email, name, role, disabled_at`,
          [newId('tmt'), invite.workspace_id, email, name, invite.role, passwordHash],
        );
        if (teammate === undefined) throw new Error('The teammate was not inserted.');
        await tx.query('update invites set accepted_by = $2 where id = $1', [
          invite.id,
          teammate.id,
        ]);
        await announceTeammate(tx, teammate);
        await recordAudit(tx, {
          workspaceId: invite.workspace_id,
          kind: 'inviteAccepted',
          by: teammate.id,
          subject: { kind: 'invite', id: invite.id },
          details: { role: invite.role },
        });
        const whose = { workspaceId: invite.workspace_id, teammateId: teammate.id };
        const step = await stepAfterPassword(tx, whose);
        if (step !== null) return openHalfSession(tx, whose, step, now);
        return openSession(tx, teammate, now, userAgent);
      });
      wakeFeed();
      return session;
    } catch (error) {
      if (isUniqueViolation(error, 'teammates_email')) {
        return refuse('email_taken', `${email} has an account already. Sign in instead.`);
      }
      throw error;
    }
  }

  async function isMember(email: string): Promise<boolean> {
    const rows = await acrossWorkspaces('one account for each address', () =>
      database.query('select 1 from teammates where email = $1', [email]),
    );
    return rows.length > 0;
  }

  const unknown = 'who asks is not known yet';
  return {
    create,
    list,
    revoke,
    offer: (token: string) => acrossWorkspaces(unknown, () => offer(token)),
    accept: (...asked: Parameters<typeof accept>) =>
      acrossWorkspaces(unknown, () => accept(...asked)),
  };
}

/** As the audit log names whom a link is for. */
const invited = (email: string | null): string => email ?? 'whoever has the link';

const noLongerValid = refuse(
  'invite_expired',
  'It was used, revoked, or is older than seven days. Ask for a new one.',
);

function asInvite(row: InviteRow): Invite {
  return {
    id: row.id as InviteId,
    email: row.email,
    role: row.role,
    invitedBy: row.invited_by as TeammateId,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  };
}
