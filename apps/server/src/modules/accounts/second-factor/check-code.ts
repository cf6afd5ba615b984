/**
 * Holds a code against what is stored, and counts: one at a time for each teammate, on however many
 * servers they try. The caller's transaction must be committed also after a "no": the count is in it.
 */
import type { Sql } from '../../../platform/database/index.ts';
import type { SealedColumn, SecretPlace, Secrets } from '../../../platform/secrets/index.ts';
import { decideCode, type Shown } from '../core/second-factor.ts';
import { type Refused, refuse } from '../refused.ts';
import { hashRecoveryCode, stepOf } from './codes.ts';

export interface Whose {
  workspaceId: string;
  teammateId: string;
}

export interface FactorRow {
  secret: string;
  on_since: Date | null;
  last_step: string;
  failures: number;
  blocked_until: Date | null;
}

export const secretPlace = (workspaceId: string, teammateId: string): SecretPlace => ({
  purpose: 'second_factor',
  owner: [workspaceId, teammateId],
});

/** For the sweep after a change of the installation's key. */
export const secondFactorSecrets: SealedColumn = {
  table: 'second_factors',
  column: 'secret',
  place: secretPlace,
};

export async function readFactor(
  sql: Sql,
  { workspaceId, teammateId }: Whose,
  lock: '' | 'for update' = '',
): Promise<FactorRow | null> {
  const [row] = await sql.query<FactorRow>(
    `select secret, on_since, last_step, failures, blocked_until from second_factors
     where workspace_id = $1 and id = $2 ${lock}`,
    [workspaceId, teammateId],
  );
  return row ?? null;
}

export interface Right {
  kind: 'right';
  by: 'app' | 'recoveryCode';
}
export type CodeRefused = Refused<'wrong_code' | 'rate_limited' | 'conflict'>;

/** @param recovery whether a recovery code will do, too; it is used up by it */
export async function checkCode(
  tx: Sql,
  { secrets, now }: { secrets: Secrets; now: Date },
  whose: Whose,
  code: string,
  { recovery }: { recovery: boolean },
): Promise<Right | CodeRefused> {
  const row = await readFactor(tx, whose, 'for update');
  if (row === null) return refuse('conflict', 'There is no second factor to be confirmed.');
  const { workspaceId, teammateId } = whose;
  const opened = secrets.open(row.secret, secretPlace(workspaceId, teammateId));
  const step = opened === 'sealed_with_another_key' ? null : stepOf(opened.plain, code, now);
  const shown: Shown =
    step !== null
      ? { kind: 'step', step }
      : recovery && (await hasRecoveryCode(tx, whose, code))
        ? { kind: 'recovery' }
        : { kind: 'nothing' };
  const decision = decideCode(
    now,
    { lastStep: Number(row.last_step), failures: row.failures, blockedUntil: row.blocked_until },
    shown,
  );
  if (decision.outcome === 'resting') {
    const minutes = Math.ceil((decision.until.getTime() - now.getTime()) / 60_000);
    return refuse(
      'rate_limited',
      `There were too many wrong codes. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again.`,
    );
  }
  const { lastStep, failures, blockedUntil } = decision.standing;
  await tx.query(
    `update second_factors set last_step = $3, failures = $4, blocked_until = $5
     where workspace_id = $1 and id = $2`,
    [workspaceId, teammateId, lastStep, failures, blockedUntil],
  );
  if (decision.outcome === 'used') {
    return refuse('wrong_code', 'This code was used already. Wait for the next one in your app.');
  }
  if (decision.outcome === 'wrong') {
    return refuse('wrong_code', opened === 'sealed_with_another_key' ? KEY_LOST : NOT_RIGHT);
  }
  if (shown.kind === 'recovery') {
    await tx.query(
      'update recovery_codes set used_at = $3 where workspace_id = $1 and code_hash = $2',
      [workspaceId, hashRecoveryCode(code), now],
    );
  }
  return { kind: 'right', by: shown.kind === 'recovery' ? 'recoveryCode' : 'app' };
}

const NOT_RIGHT =
  'This code is not right. Type the one that your app shows now; the clock of your phone must be right, too.';
const KEY_LOST =
  'Codes of your app cannot be checked: this server has another secret key than before. Use a recovery code, or ask an owner or admin to remove your second factor.';

async function hasRecoveryCode(
  tx: Sql,
  { workspaceId, teammateId }: Whose,
  code: string,
): Promise<boolean> {
  const rows = await tx.query(
    `select from recovery_codes
     where workspace_id = $1 and teammate_id = $2 and code_hash = $3 and used_at is null`,
    [workspaceId, teammateId, hashRecoveryCode(code)],
  );
  return rows.length > 0;
}
