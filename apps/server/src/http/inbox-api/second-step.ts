/**
 * The second step of signing in: a code, or setting up the second factor that the workspace asks for.
 * For whoever holds the cookie of the first step, and nobody else; that cookie opens nothing but this.
 */
import { createRoute } from '@hono/zod-openapi';
import {
  ConfirmSecondFactorRequest,
  SecondFactorBegun,
  Session,
  SignedInWithRecoveryCodes,
  SignInCodeRequest,
} from '@baton/protocol';
import type { Context } from 'hono';
import { answer, body, createApi, halfSignedIn, problems, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { HttpEnv } from '../http-env.ts';
import { orProblem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { endHalfSession, giveSession, readSession } from '../session-cookie.ts';
import { clientNetwork } from '../where-from.ts';
import { halfSignedInOnly } from '../who-are-you.ts';

const tags = [TAGS.gettingIn];
const wrong = [
  'wrong_code',
  'conflict',
  'invalid_input',
  'unauthenticated',
  'rate_limited',
] as const;

const showCode = createRoute({
  method: 'post',
  path: '/session/code',
  tags,
  security: halfSignedIn,
  summary: 'Sign in, second step: show a code',
  request: { body: body(SignInCodeRequest) },
  responses: {
    200: answer(Session, 'Signed in; the session cookie is set.'),
    ...problems(...wrong),
  },
});

const begin = createRoute({
  method: 'post',
  path: '/session/second-factor',
  tags,
  security: halfSignedIn,
  summary: 'Sign in, second step: begin the second factor that the workspace asks for',
  responses: {
    200: answer(SecondFactorBegun, 'For the authenticator app. It is on once a code was shown.'),
    ...problems('conflict', 'unauthenticated', 'rate_limited'),
  },
});

const confirm = createRoute({
  method: 'post',
  path: '/session/second-factor/confirm',
  tags,
  security: halfSignedIn,
  summary: 'Sign in, second step: turn the second factor on by a code of the app',
  request: { body: body(ConfirmSecondFactorRequest) },
  responses: {
    200: answer(SignedInWithRecoveryCodes, 'On, and signed in. The recovery codes are shown once.'),
    ...problems(...wrong),
  },
});

export function secondStepRoutes(deps: HttpDeps, limits: RateLimits) {
  const { accounts, where } = deps;
  const { halfSessions } = accounts;
  const agentOf = (c: Context<HttpEnv>) => c.req.header('user-agent') ?? null;

  /** Whoever signed in over a session that this browser had, has no more use for it. */
  async function letIn(c: Context<HttpEnv>, token: string): Promise<void> {
    const before = readSession(c, where);
    if (before !== undefined) await accounts.sessions.signOut(before);
    endHalfSession(c, where);
    giveSession(c, where, token);
  }

  const api = createApi();
  for (const { path } of [showCode, begin, confirm]) api.use(path, halfSignedInOnly(deps));
  return api
    .openapi(showCode, async (c) => {
      limits.codes.take(clientNetwork(c, where));
      const { code } = c.req.valid('json');
      const session = orProblem(await halfSessions.showCode(c.var.half, code, agentOf(c)));
      await letIn(c, session.token);
      return c.json(await accounts.sessionView(session), 200);
    })
    .openapi(begin, async (c) => {
      limits.codes.take(clientNetwork(c, where));
      return c.json(orProblem(await halfSessions.begin(c.var.half)), 200);
    })
    .openapi(confirm, async (c) => {
      limits.codes.take(clientNetwork(c, where));
      const { code } = c.req.valid('json');
      const { session, recoveryCodes } = orProblem(
        await halfSessions.confirm(c.var.half, code, agentOf(c)),
      );
      await letIn(c, session.token);
      return c.json({ session: await accounts.sessionView(session), recoveryCodes }, 200);
    });
}
