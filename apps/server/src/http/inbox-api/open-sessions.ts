/** Where I am signed in, and signing out elsewhere: mine with my password, a teammate's as a manager. */
import { createRoute } from '@hono/zod-openapi';
import { EndedSessions, EndSessionsRequest, OpenSessionList, TeammateId } from '@baton/protocol';
import { z } from 'zod';
import { answer, body, createApi, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { orProblem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';

const list = createRoute({
  method: 'get',
  path: '/sessions',
  tags: [TAGS.gettingIn],
  security: signedIn,
  summary: 'List the browsers in which I am signed in',
  responses: {
    200: answer(OpenSessionList, 'The one that was used last comes first.'),
    ...problems('unauthenticated'),
  },
});

const end = createRoute({
  method: 'post',
  path: '/sessions/end',
  tags: [TAGS.gettingIn],
  security: signedIn,
  summary: 'Sign out of one of them, or of all others; takes the password once more',
  request: { body: body(EndSessionsRequest) },
  responses: {
    200: answer(EndedSessions, 'How many ended.'),
    ...problems(
      'wrong_credentials',
      'not_found',
      'invalid_input',
      'unauthenticated',
      'rate_limited',
    ),
  },
});

const endOf = createRoute({
  method: 'post',
  path: '/teammates/{id}/sign-out',
  tags: [TAGS.team],
  security: signedIn,
  summary: 'Sign a teammate out everywhere',
  request: { params: z.object({ id: TeammateId }) },
  responses: {
    200: answer(EndedSessions, 'How many of their sessions ended.'),
    ...problems('not_found', 'forbidden', 'invalid_input', 'unauthenticated'),
  },
});

export function openSessionListRoutes({ accounts }: HttpDeps, limits: RateLimits) {
  return createApi()
    .openapi(list, async (c) => {
      const sessions = await accounts.openSessions.list(c.var.me, c.var.sessionToken);
      return c.json({ sessions }, 200);
    })
    .openapi(end, async (c) => {
      const { me, sessionToken } = c.var;
      limits.password.take(me.teammate.id);
      const { password, id } = c.req.valid('json');
      const ended = orProblem(await accounts.openSessions.end(me, sessionToken, password, id));
      return c.json({ ended: ended.count }, 200);
    })
    .openapi(endOf, async (c) => {
      const ended = orProblem(await accounts.openSessions.endOf(c.var.me, c.req.valid('param').id));
      return c.json({ ended: ended.count }, 200);
    });
}
