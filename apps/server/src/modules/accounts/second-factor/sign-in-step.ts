/** What is still to be done once the password was right; and the token for doing it. */
import type { SignInStep } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import { hashToken, newToken } from '../../../platform/tokens.ts';
import { HALF_SESSION_MS } from '../core/second-factor.ts';
import type { Whose } from './check-code.ts';

export interface HalfSession extends SignInStep {
  kind: 'half';
  /** Goes into a cookie of its own, and nowhere else. */
  token: string;
}

/** Null: nothing, the password is enough. */
export async function stepAfterPassword(
  tx: Sql,
  { workspaceId, teammateId }: Whose,
): Promise<SignInStep['step'] | null> {
  const [row] = await tx.query<{ on: boolean; required: boolean }>(
    `select exists (select from second_factors
                    where workspace_id = $1 and id = $2 and on_since is not null) as on,
       exists (select from sign_in_rules
               where workspace_id = $1 and second_factor_required) as required`,
    [workspaceId, teammateId],
  );
  if (row?.on === true) return 'code';
  return row?.required === true ? 'set_up' : null;
}

export async function openHalfSession(
  tx: Sql,
  { workspaceId, teammateId }: Whose,
  step: SignInStep['step'],
  now: Date,
): Promise<HalfSession> {
  const token = newToken();
  await tx.query(
    `insert into half_sessions (token_hash, workspace_id, teammate_id, expires_at)
     values ($1, $2, $3, $4)`,
    [hashToken(token), workspaceId, teammateId, new Date(now.getTime() + HALF_SESSION_MS)],
  );
  return { kind: 'half', step, token };
}
