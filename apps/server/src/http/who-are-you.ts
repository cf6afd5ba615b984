/** Who is asking, and may they: the first two questions of every route. */
import type { MiddlewareHandler } from 'hono';
import { mayManage, type SignedIn } from '../modules/accounts/index.ts';
import { callerIs } from '../platform/audit/index.ts';
import { inWorkspace } from '../platform/database/index.ts';
import type { HttpDeps } from './http-deps.ts';
import type { HttpEnv } from './http-env.ts';
import { Problem } from './problem.ts';
import { readHalfSession, readSession } from './session-cookie.ts';

/** Everything behind this is for signed-in teammates; routes find them as `me`. */
export function teammatesOnly({
  accounts,
  where,
}: Pick<HttpDeps, 'accounts' | 'where'>): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const token = readSession(c, where);
    const me = token === undefined ? null : await accounts.sessions.authenticate(token);
    if (token === undefined || me === null) {
      throw new Problem('unauthenticated', 'Your session has ended, or you are not signed in yet.');
    }
    c.set('me', me);
    c.set('sessionToken', token);
    callerIs(me.teammate.id);
    await inWorkspace(me.workspaceId, next);
  };
}

/** For whoever has shown the password and not yet the code; routes find them as `half`. */
export function halfSignedInOnly({
  accounts,
  where,
}: Pick<HttpDeps, 'accounts' | 'where'>): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const token = readHalfSession(c, where);
    const half = token === undefined ? null : await accounts.halfSessions.authenticate(token);
    if (half === null) {
      throw new Problem('unauthenticated', 'Begin with your email and password.');
    }
    c.set('half', half);
    await inWorkspace(half.workspaceId, next);
  };
}

export function managersOnly(me: SignedIn): void {
  if (!mayManage(me.teammate.role)) {
    throw new Problem('forbidden', 'Only an owner or an admin may do this.');
  }
}
