/**
 * How a website vouches for its customers: a secret that the AI agent and the website share, and
 * tokens (JWT, HS256) signed with it.
 *
 * The secret is shown once and kept sealed. A token that is not right in every way is refused, with
 * words for the website's developer; it never makes somebody an anonymous visitor silently.
 */
import { randomBytes } from 'node:crypto';
import type { IdentitySecret } from '@baton/protocol';
import { errors, jwtVerify } from 'jose';
import { recordAudit } from '../../platform/audit/index.ts';
import type { SealedColumn, SecretPlace } from '../../platform/secrets/index.ts';
import { CLOCK_SKEW_SECONDS, type Identity, readClaims } from './core/identity-claims.ts';
import type { Parts } from './parts.ts';
import { type Refused, refuse } from './refused.ts';

const SECRET_BYTES = 32;

const secretPlace = (workspaceId: string, aiAgentId: string): SecretPlace => ({
  purpose: 'identity_secret',
  owner: [workspaceId, aiAgentId],
});

/** For the sweep after a change of the installation's key. */
export const identitySecrets: SealedColumn = {
  table: 'ai_agents',
  column: 'identity_secret',
  place: secretPlace,
};

const noSuchAgent = refuse('not_found', 'There is no AI agent with this id.');

export function createIdentities({ database, secrets, clock, sessionsEnded }: Parts) {
  async function find(workspaceId: string, aiAgentId: string) {
    const [row] = await database.query<{ sealed: string | null; at: Date | null }>(
      `select identity_secret as sealed, identity_secret_at as at from ai_agents
       where workspace_id = $1 and id = $2`,
      [workspaceId, aiAgentId],
    );
    return row ?? null;
  }

  return {
    async standing(
      workspaceId: string,
      aiAgentId: string,
    ): Promise<IdentitySecret | Refused<'not_found'>> {
      const row = await find(workspaceId, aiAgentId);
      if (row === null) return noSuchAgent;
      return { set: row.sealed !== null, setAt: row.at?.toISOString() ?? null };
    },

    /**
     * A new secret; tokens signed with an older one are worth nothing from now on, nor is what was
     * begun with them: who renews a secret may have lost it.
     */
    async renew(
      workspaceId: string,
      aiAgentId: string,
    ): Promise<{ secret: string } | Refused<'not_found'>> {
      const secret = randomBytes(SECRET_BYTES).toString('base64url');
      const renewed = await database.transaction(async (tx) => {
        const [aiAgent] = await tx.query<{ name: string }>(
          `with renewed as (
             update ai_agents set identity_secret = $3, identity_secret_at = $4
             where workspace_id = $1 and id = $2 returning id, name
           ),
           unvouched as (
             update contacts set verified_until = $4 from renewed
             where contacts.workspace_id = $1 and identified_by = renewed.id
             returning contacts.id
           ),
           ended as (
             delete from widget_sessions using unvouched
             where widget_sessions.contact_id = unvouched.id
           )
           select name from renewed`,
          [
            workspaceId,
            aiAgentId,
            secrets.seal(secret, secretPlace(workspaceId, aiAgentId)),
            clock.now(),
          ],
        );
        if (aiAgent === undefined) return false;
        await recordAudit(tx, {
          workspaceId,
          kind: 'identitySecretRenewed',
          subject: { kind: 'aiAgent', id: aiAgentId, name: aiAgent.name },
        });
        return true;
      });
      if (!renewed) return noSuchAgent;
      sessionsEnded(workspaceId, aiAgentId);
      return { secret };
    },

    async verify(
      { workspaceId, aiAgentId }: { workspaceId: string; aiAgentId: string },
      token: string,
    ): Promise<Identity | Refused<'identity_not_valid'>> {
      const row = await find(workspaceId, aiAgentId);
      const sealed = row?.sealed ?? null;
      if (sealed === null) return notValid('This AI agent has no identity secret yet.');
      const opened = secrets.open(sealed, secretPlace(workspaceId, aiAgentId));
      if (opened === 'sealed_with_another_key')
        return notValid('The identity secret of this AI agent does not open. Make a new one.');
      const now = clock.now();
      try {
        // The secret's text is the key, as libraries for every language take it.
        const { payload } = await jwtVerify(token, new TextEncoder().encode(opened.plain), {
          algorithms: ['HS256'],
          requiredClaims: ['sub', 'exp'],
          clockTolerance: CLOCK_SKEW_SECONDS,
          currentDate: now,
        });
        const read = readClaims(payload, Math.floor(now.getTime() / 1_000));
        return read.ok ? read.identity : notValid(read.words);
      } catch (error) {
        return notValid(whyNot(error));
      }
    },
  };
}

function whyNot(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'It has expired. Make a new one for each visit.';
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return 'It is not signed with the identity secret of this AI agent.';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'It must be signed with HS256.';
  if (error instanceof errors.JWTClaimValidationFailed)
    return `Its “${error.claim}” is missing or not right.`;
  return 'It is not a signed token (JWT, HS256).';
}

const notValid = (words: string): Refused<'identity_not_valid'> =>
  refuse('identity_not_valid', `The identity token was refused. ${words}`);
