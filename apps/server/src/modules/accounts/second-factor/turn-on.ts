/**
 * Beginning a second factor, and turning it on: by a code that the app has shown, so that nobody locks
 * themselves out with an app that was never there. For who is signed in, and for who is about to be.
 */
import { recordAudit } from '../../../platform/audit/index.ts';
import type { Sql } from '../../../platform/database/index.ts';
import type { Secrets } from '../../../platform/secrets/index.ts';
import { type Refused, refuse } from '../refused.ts';
import { checkCode, type CodeRefused, readFactor, secretPlace, type Whose } from './check-code.ts';
import { appUri, hashRecoveryCode, newAppSecret, newRecoveryCodes } from './codes.ts';

export interface Begun {
  secret: string;
  uri: string;
}

export interface TurnedOn {
  kind: 'turnedOn';
  recoveryCodes: string[];
}

const onAlready = refuse('conflict', 'Your second factor is on already. Turn it off first.');

/** A new secret, each time it is asked for; the one that was on goes on. */
export async function beginFactor(
  sql: Sql,
  { secrets, now }: { secrets: Secrets; now: Date },
  { workspaceId, teammateId }: Whose,
): Promise<Begun | Refused<'conflict'>> {
  const secret = newAppSecret();
  const [row] = await sql.query<{ email: string; workspace: string }>(
    `with begun as (
       insert into second_factors (id, workspace_id, secret, begun_at) values ($2, $1, $3, $4)
       on conflict (id) do update
         set secret = excluded.secret, begun_at = excluded.begun_at, last_step = 0
         where second_factors.on_since is null
       returning id
     )
     select t.email, w.name as workspace
     from begun join teammates t on t.workspace_id = $1 and t.id = begun.id
       join workspaces w on w.id = $1`,
    [workspaceId, teammateId, secrets.seal(secret, secretPlace(workspaceId, teammateId)), now],
  );
  if (row === undefined) return onAlready;
  return { secret, uri: appUri(secret, row.workspace, row.email) };
}

/** Locks the teammate: who signs in by the password alone at this moment is out again after it. */
export async function turnFactorOn(
  tx: Sql,
  given: { secrets: Secrets; now: Date },
  whose: Whose,
  code: string,
): Promise<TurnedOn | CodeRefused> {
  const { workspaceId, teammateId } = whose;
  await lockTeammate(tx, whose);
  const row = await readFactor(tx, whose);
  if (row === null) return refuse('conflict', 'Begin again: there is no second factor to confirm.');
  if (row.on_since !== null) return onAlready;
  const checked = await checkCode(tx, given, whose, code, { recovery: false });
  if (checked.kind === 'refused') return checked;
  await tx.query('update second_factors set on_since = $3 where workspace_id = $1 and id = $2', [
    workspaceId,
    teammateId,
    given.now,
  ]);
  await recordAudit(tx, { workspaceId, kind: 'secondFactorTurnedOn', by: teammateId });
  return { kind: 'turnedOn', recoveryCodes: await giveRecoveryCodes(tx, whose) };
}

/** New ones in the place of all that there were. */
export async function giveRecoveryCodes(
  tx: Sql,
  { workspaceId, teammateId }: Whose,
): Promise<string[]> {
  const codes = newRecoveryCodes();
  await tx.query('delete from recovery_codes where workspace_id = $1 and teammate_id = $2', [
    workspaceId,
    teammateId,
  ]);
  await tx.query(
    `insert into recovery_codes (code_hash, workspace_id, teammate_id)
     select hash, $1, $2 from unnest($3::bytea[]) as hash`,
    [workspaceId, teammateId, codes.map(hashRecoveryCode)],
  );
  return codes;
}

export async function lockTeammate(tx: Sql, { workspaceId, teammateId }: Whose): Promise<void> {
  await tx.query('select from teammates where workspace_id = $1 and id = $2 for no key update', [
    workspaceId,
    teammateId,
  ]);
}
