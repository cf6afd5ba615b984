/**
 * The one-time set-up link: who holds it makes the workspace and becomes its owner.
 *
 * Each server prints one at each start until one was used. The last few work, as several servers may
 * begin together and an operator reads the log of any; only their hashes are stored. Used twice at
 * once, one wins: both lock the same row.
 *
 *   no workspace ── start ──► link ── used ──► workspace, no link ever again
 *                     ▲________│ start
 */
import { timingSafeEqual } from 'node:crypto';
import { recordAudit } from '../../platform/audit/index.ts';
import { acrossWorkspaces, type Sql } from '../../platform/database/index.ts';
import { hashToken, newToken } from '../../platform/tokens.ts';
import type { Parts } from './parts.ts';
import { type GuessableRefused, refuseGuessable } from './guessable.ts';
import { hashPassword } from './passwords.ts';
import { type Refused, refuse } from './refused.ts';
import { type OpenedSession, openSession } from './sessions.ts';
import { createWorkspace } from './workspaces.ts';

export interface SetUpAnswers {
  token: string;
  workspaceName: string;
  name: string;
  email: string;
  password: string;
}

const installationKey = 'setup';
/** As many servers as begin with nobody set up. */
const LINKS_KEPT = 10;

export function createSetUp(parts: Parts) {
  const { database, clock } = parts;

  /** The link's token, made anew; null when the installation is set up. Call once at start. */
  async function issueToken(): Promise<string | null> {
    return database.transaction(async (tx) => {
      if (await hasWorkspace(tx)) return null;
      const token = newToken();
      await tx.query(
        `insert into installation (key, value) values ($1, '{}') on conflict (key) do nothing`,
        [installationKey],
      );
      const before = await tokenHashes(tx, 'for update');
      const tokenHash = hashToken(token).toString('hex');
      await tx.query('update installation set value = $2 where key = $1', [
        installationKey,
        JSON.stringify({ tokenHashes: [tokenHash, ...before].slice(0, LINKS_KEPT) }),
      ]);
      return token;
    });
  }

  async function isTokenValid(token: string): Promise<boolean> {
    return (await tokenMatches(database, token)) && !(await hasWorkspace(database));
  }

  async function setUp(
    answers: SetUpAnswers,
    userAgent: string | null,
  ): Promise<OpenedSession | Refused<'setup_link_used'> | GuessableRefused> {
    // Asked before the password is hashed: a stranger must not make us work.
    if (!(await isTokenValid(answers.token))) return linkUsed;
    const { workspaceName, name, email } = answers;
    const guessable = await refuseGuessable(answers.password, 'password', [
      workspaceName,
      name,
      email,
    ]);
    if (guessable !== null) return guessable;
    const passwordHash = await hashPassword(answers.password);
    return database.transaction(async (tx) => {
      const ours = await tokenMatches(tx, answers.token, 'for update');
      if (!ours || (await hasWorkspace(tx))) return linkUsed;
      const owner = await createWorkspace(tx, parts, { ...answers, passwordHash });
      await tx.query('delete from installation where key = $1', [installationKey]);
      await recordAudit(tx, {
        workspaceId: owner.workspace_id,
        kind: 'workspaceSetUp',
        by: owner.id,
      });
      return openSession(tx, owner, clock.now(), userAgent);
    });
  }

  const unknown = 'who asks is not known yet';
  return {
    issueToken: () => acrossWorkspaces('the start of a server', issueToken),
    isTokenValid: (token: string) => acrossWorkspaces(unknown, () => isTokenValid(token)),
    setUp: (...asked: Parameters<typeof setUp>) => acrossWorkspaces(unknown, () => setUp(...asked)),
  };
}

const linkUsed = refuse(
  'setup_link_used',
  'This set-up link does not work (any more). Until it is used, Baton prints a new one at each start.',
);

async function tokenMatches(
  sql: Sql,
  token: string,
  lock: '' | 'for update' = '',
): Promise<boolean> {
  const given = hashToken(token);
  const hashes = await tokenHashes(sql, lock);
  return hashes.some((hash) => timingSafeEqual(Buffer.from(hash, 'hex'), given));
}

/** The newest first. */
async function tokenHashes(sql: Sql, lock: '' | 'for update'): Promise<string[]> {
  const [row] = await sql.query<{ value: { tokenHashes?: string[] } }>(
    `select value from installation where key = $1 ${lock}`,
    [installationKey],
  );
  return row?.value.tokenHashes ?? [];
}

async function hasWorkspace(sql: Sql): Promise<boolean> {
  const rows = await sql.query('select 1 from workspaces limit 1');
  return rows.length > 0;
}
