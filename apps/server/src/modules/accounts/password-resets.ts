/**
 * A way back for who forgot the password: a link that sets a new one, once, within a day. A manager
 * makes it for whomever they may change, or whoever runs the server by a command; where Baton can send
 * mail, it goes to the account's own mailbox as well, for whoever asks.
 *
 *   open ── used ──► used          A newer link, a new password, another role, or being disabled
 *     └──► withdrawn | expired     withdraws what there was: a link never gives more than it was made for.
 *
 * Only a link by mail withdraws nothing before it is used: anybody may ask for one, and must not end what
 * a manager or the operator has just handed over.
 *
 * Only its hash is stored. Using it ends every session; signing in, with the second factor where there
 * is one, comes after.
 */
import { PASSWORD_RESET_HOURS, type PasswordResetOffer } from '@baton/protocol';
import { recordAudit } from '../../platform/audit/index.ts';
import { acrossWorkspaces, type Database, type Sql } from '../../platform/database/index.ts';
import { hashToken, newToken } from '../../platform/tokens.ts';
import { decideMemberChange, type Member } from './core/roles.ts';
import { linkStanding, PASSWORD_RESET_MS } from './core/second-factor.ts';
import { type GuessableRefused, refuseGuessable } from './guessable.ts';
import type { Parts, SignedIn } from './parts.ts';
import { hashPassword } from './passwords.ts';
import { isRefused, type Refused, refuse } from './refused.ts';
import type { Whose } from './second-factor/check-code.ts';
import { lockTeammate } from './second-factor/turn-on.ts';
import { removeFactor } from './second-factor/second-factors.ts';
import { endSessionsOf, withdrawLinks } from './sessions.ts';

export interface MadeLink {
  token: string;
  expiresAt: Date;
}

export interface MailedLink extends MadeLink {
  name: string;
  email: string;
  workspaceName: string;
}

type Ended = Refused<'reset_link_ended'>;

interface LinkRow extends Omit<PasswordResetOffer, 'expiresAt'> {
  workspace_id: string;
  teammate_id: string;
  without_second_factor: boolean;
  disabled: boolean;
  usedAt: Date | null;
  withdrawnAt: Date | null;
  expiresAt: Date;
}

export function createPasswordResets({ database, clock, sessionsEnded }: Parts) {
  async function make(
    me: SignedIn,
    teammateId: string,
  ): Promise<MadeLink | Refused<'not_found' | 'forbidden' | 'conflict'>> {
    const { workspaceId } = me;
    return database.transaction(async (tx) => {
      const [target] = await tx.query<Member & { name: string }>(
        `select id, role, name, disabled_at is not null as disabled from teammates
         where workspace_id = $1 and id = $2 for no key update`,
        [workspaceId, teammateId],
      );
      if (target === undefined) return refuse('not_found', 'There is no teammate with this id.');
      const decision = decideMemberChange(me.teammate, target, {}, 1);
      if (decision.outcome !== 'change') return refuse(decision.outcome, decision.why);
      if (target.id === me.teammate.id) {
        return refuse('conflict', 'Change your own password under Profile.');
      }
      if (target.disabled) {
        return refuse('conflict', `${target.name} is disabled. Let them back in first.`);
      }
      const link = await replaceLinks(tx, { workspaceId, teammateId }, clock.now(), false);
      await recordAudit(tx, {
        workspaceId,
        kind: 'passwordResetMade',
        by: me.teammate.id,
        subject: { kind: 'teammate', id: target.id, name: target.name },
      });
      return link;
    });
  }

  /** What the page says that the link opens. */
  async function look(token: string): Promise<PasswordResetOffer | Ended> {
    const link = await find(database, token);
    const no = whyNot(link, clock.now());
    if (no !== null || link === null) return no ?? unknownLink;
    const { workspaceName, name, email, expiresAt } = link;
    return { workspaceName, name, email, expiresAt: expiresAt.toISOString() };
  }

  async function use(
    token: string,
    password: string,
  ): Promise<{ kind: 'reset' } | Ended | GuessableRefused> {
    // Asked before the password is hashed: a stranger must not make us work.
    const offered = await look(token);
    if (isRefused(offered)) return offered;
    const guessable = await refuseGuessable(password, 'password', [
      offered.workspaceName,
      offered.name,
      offered.email,
    ]);
    if (guessable !== null) return guessable;
    const passwordHash = await hashPassword(password);
    const outcome = await database.transaction(async (tx) => {
      const known = await find(tx, token);
      if (known === null) return unknownLink;
      const whose = { workspaceId: known.workspace_id, teammateId: known.teammate_id };
      // Of two who use it at once, the second waits here and then finds it used.
      await lockTeammate(tx, whose);
      const link = await find(tx, token);
      const no = whyNot(link, clock.now());
      if (no !== null || link === null) return no ?? unknownLink;
      await setPassword(tx, link, { passwordHash, tokenHash: hashToken(token), now: clock.now() });
      return whose;
    });
    if (isRefused(outcome)) return outcome;
    sessionsEnded(outcome.workspaceId, outcome.teammateId);
    return { kind: 'reset' };
  }

  /** Who has this address and may sign in. Across workspaces. */
  async function whoHas(email: string): Promise<Whose | null> {
    const [row] = await database.query<Whose>(
      `select workspace_id as "workspaceId", id as "teammateId" from teammates
       where email = lower($1) and disabled_at is null`,
      [email.trim()],
    );
    return row ?? null;
  }

  /** For nobody but whoever reads the account's mail. Null: they may not sign in any more. */
  async function makeForMailbox(whose: Whose): Promise<MailedLink | null> {
    const { workspaceId, teammateId } = whose;
    return database.transaction(async (tx) => {
      const [row] = await tx.query<Omit<MailedLink, keyof MadeLink>>(
        `select t.name, t.email, w.name as "workspaceName"
         from teammates t join workspaces w on w.id = t.workspace_id
         where t.workspace_id = $1 and t.id = $2 and t.disabled_at is null
         for no key update of t`,
        [workspaceId, teammateId],
      );
      if (row === undefined) return null;
      return { ...(await insertLink(tx, whose, clock.now(), false)), ...row };
    });
  }

  /** One entry for what was asked for once, however many links it took until one left. */
  async function noteMailed({ workspaceId, teammateId }: Whose): Promise<void> {
    const [row] = await database.query<{ name: string }>(
      'select name from teammates where workspace_id = $1 and id = $2',
      [workspaceId, teammateId],
    );
    if (row === undefined) return;
    await recordAudit(database, {
      workspaceId,
      kind: 'passwordResetMade',
      by: null,
      subject: { kind: 'teammate', id: teammateId, name: row.name },
      details: { byMail: true },
    });
  }

  const unknown = 'who asks is not known yet';
  return {
    make,
    whoHas: (email: string) => acrossWorkspaces(unknown, () => whoHas(email)),
    makeForMailbox,
    noteMailed,
    look: (token: string) => acrossWorkspaces(unknown, () => look(token)),
    use: (...asked: Parameters<typeof use>) => acrossWorkspaces(unknown, () => use(...asked)),
  };
}

async function setPassword(
  tx: Sql,
  { workspace_id: workspaceId, teammate_id: teammateId, without_second_factor: without }: LinkRow,
  { passwordHash, tokenHash, now }: { passwordHash: string; tokenHash: Buffer; now: Date },
): Promise<void> {
  const whose = { workspaceId, teammateId };
  const audited = { workspaceId, by: null, subject: { kind: 'teammate', id: teammateId } };
  await tx.query('update teammates set password_hash = $3 where workspace_id = $1 and id = $2', [
    workspaceId,
    teammateId,
    passwordHash,
  ]);
  await tx.query(
    'update password_resets set used_at = $3 where workspace_id = $1 and token_hash = $2',
    [workspaceId, tokenHash, now],
  );
  await withdrawLinks(tx, whose, now);
  await endSessionsOf(tx, teammateId);
  await recordAudit(tx, { ...audited, kind: 'passwordReset' });
  if (without) {
    if (await removeFactor(tx, whose)) {
      await recordAudit(tx, {
        ...audited,
        kind: 'secondFactorRemoved',
        details: { byCommand: true },
      });
    }
    return;
  }
  // Whoever tried codes knew the password that was, and not this one.
  await tx.query(
    `update second_factors set failures = 0, blocked_until = null
     where workspace_id = $1 and id = $2`,
    [workspaceId, teammateId],
  );
}

export interface CommandedLink extends MadeLink {
  name: string;
  workspaceName: string;
  /** They show a code when they sign in, also with the new password. */
  secondFactor: boolean;
}

/** By whoever runs the server: for anybody, also the last owner. Across workspaces. */
export function makeResetLink(
  database: Database,
  { email, withoutSecondFactor, now }: { email: string; withoutSecondFactor: boolean; now: Date },
): Promise<CommandedLink | Refused<'not_found' | 'conflict'>> {
  return database.transaction(async (tx) => {
    const [row] = await tx.query<{
      id: string;
      workspace_id: string;
      name: string;
      workspace: string;
      disabled: boolean;
      factor: boolean;
    }>(
      `select t.id, t.workspace_id, t.name, w.name as workspace, t.disabled_at is not null as disabled,
         exists (select from second_factors f
                 where f.workspace_id = t.workspace_id and f.id = t.id and f.on_since is not null) as factor
       from teammates t join workspaces w on w.id = t.workspace_id
       where t.email = lower($1) for no key update of t`,
      [email.trim()],
    );
    if (row === undefined) return refuse('not_found', `Nobody has the address ${email}.`);
    const { id: teammateId, workspace_id: workspaceId, name } = row;
    if (row.disabled) {
      return refuse('conflict', `${name} is disabled. An owner or admin can let them back in.`);
    }
    const link = await replaceLinks(tx, { workspaceId, teammateId }, now, withoutSecondFactor);
    await recordAudit(tx, {
      workspaceId,
      kind: 'passwordResetMade',
      by: null,
      subject: { kind: 'teammate', id: teammateId, name },
      details: { byCommand: true, withoutSecondFactor },
    });
    return {
      ...link,
      name,
      workspaceName: row.workspace,
      secondFactor: row.factor && !withoutSecondFactor,
    };
  });
}

async function replaceLinks(
  tx: Sql,
  whose: Whose,
  now: Date,
  withoutSecondFactor: boolean,
): Promise<MadeLink> {
  await withdrawLinks(tx, whose, now);
  return insertLink(tx, whose, now, withoutSecondFactor);
}

async function insertLink(
  tx: Sql,
  { workspaceId, teammateId }: Whose,
  now: Date,
  withoutSecondFactor: boolean,
): Promise<MadeLink> {
  const token = newToken();
  const expiresAt = new Date(now.getTime() + PASSWORD_RESET_MS);
  await tx.query(
    `insert into password_resets
       (token_hash, workspace_id, teammate_id, without_second_factor, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [hashToken(token), workspaceId, teammateId, withoutSecondFactor, now, expiresAt],
  );
  return { token, expiresAt };
}

async function find(sql: Sql, token: string): Promise<LinkRow | null> {
  const [row] = await sql.query<LinkRow>(
    `select r.workspace_id, r.teammate_id, r.without_second_factor, r.used_at as "usedAt",
       r.withdrawn_at as "withdrawnAt", r.expires_at as "expiresAt", t.name, t.email,
       t.disabled_at is not null as disabled, w.name as "workspaceName"
     from password_resets r
       join teammates t on t.workspace_id = r.workspace_id and t.id = r.teammate_id
       join workspaces w on w.id = r.workspace_id
     where r.token_hash = $1`,
    [hashToken(token)],
  );
  return row ?? null;
}

/** Null: it is good. */
function whyNot(link: LinkRow | null, now: Date): Ended | null {
  if (link === null) return unknownLink;
  if (link.disabled) return refuse('reset_link_ended', 'Your account is disabled. Ask an owner.');
  const standing = linkStanding(link, now);
  return standing === 'open' ? null : refuse('reset_link_ended', ENDED[standing]);
}

const ENDED = {
  used: 'It was used already: it works once. Sign in with the password that was set, or ask for a new link.',
  withdrawn: 'It was withdrawn: there is a newer link, or the password was changed meanwhile.',
  expired: `It is older than ${PASSWORD_RESET_HOURS} hours. Ask for a new one.`,
};
const unknownLink: Ended = refuse(
  'reset_link_ended',
  'Baton does not know this link. Was all of it copied?',
);
