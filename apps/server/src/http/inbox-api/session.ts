/** Signing in and out, and who I am. */
import { createRoute } from '@hono/zod-openapi';
import { ChangePasswordRequest, Session, SignInRequest, SignInStep } from '@baton/protocol';
import {
  answer,
  body,
  createApi,
  done,
  openToAll,
  problems,
  signedIn,
  TAGS,
} from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { orProblem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { giveHalfSession, giveSession, readSession, takeSession } from '../session-cookie.ts';
import { clientNetwork } from '../where-from.ts';

const tags = [TAGS.gettingIn];

const signIn = createRoute({
  method: 'post',
  path: '/session',
  tags,
  security: openToAll,
  summary: 'Sign in',
  request: { body: body(SignInRequest) },
  responses: {
    200: answer(Session, 'Signed in; the session cookie is set.'),
    202: answer(SignInStep, 'The password was right; a second step comes now, under /session/….'),
    ...problems('wrong_credentials', 'invalid_input', 'rate_limited'),
  },
});

const signOut = createRoute({
  method: 'delete',
  path: '/session',
  tags,
  security: openToAll,
  summary: 'Sign out of this browser',
  responses: { 204: done('Signed out, also when nobody was signed in.') },
});

const whoAmI = createRoute({
  method: 'get',
  path: '/session',
  tags,
  security: signedIn,
  summary: 'Who is signed in, and all that every screen needs to know of the workspace',
  responses: { 200: answer(Session, 'You.'), ...problems('unauthenticated') },
});

const changePassword = createRoute({
  method: 'post',
  path: '/password',
  tags,
  security: signedIn,
  summary: 'Change the password, and sign out everywhere else',
  request: { body: body(ChangePasswordRequest) },
  responses: {
    204: done('Changed. This browser has a new session, every other one has none.'),
    ...problems('wrong_credentials', 'invalid_input', 'unauthenticated', 'rate_limited'),
  },
});

export function openSessionRoutes({ accounts, where }: HttpDeps, limits: RateLimits) {
  return createApi()
    .openapi(signIn, async (c) => {
      const { email, password } = c.req.valid('json');
      const network = clientNetwork(c, where);
      limits.signInByAddress.take(network);
      limits.signIn.take(`${network} ${email}`);
      const session = orProblem(
        await accounts.sessions.signIn(email, password, c.req.header('user-agent') ?? null),
      );
      if ('kind' in session) {
        giveHalfSession(c, where, session.token);
        return c.json({ step: session.step }, 202);
      }
      // Whoever signed in over a session that this browser had, has no more use for it.
      const before = readSession(c, where);
      if (before !== undefined) await accounts.sessions.signOut(before);
      giveSession(c, where, session.token);
      return c.json(await accounts.sessionView(session), 200);
    })
    .openapi(signOut, async (c) => {
      const token = readSession(c, where);
      if (token !== undefined) await accounts.sessions.signOut(token);
      takeSession(c, where);
      return c.body(null, 204);
    });
}

export function sessionRoutes({ accounts, where }: HttpDeps, limits: RateLimits) {
  return createApi()
    .openapi(whoAmI, async (c) => c.json(await accounts.sessionView(c.var.me), 200))
    .openapi(changePassword, async (c) => {
      const { me } = c.var;
      limits.password.take(me.teammate.id);
      const { current, next } = c.req.valid('json');
      const session = orProblem(
        await accounts.sessions.changePassword(
          me,
          current,
          next,
          c.req.header('user-agent') ?? null,
        ),
      );
      giveSession(c, where, session.token);
      return c.body(null, 204);
    });
}
