/** The one-time set-up link: is it good, and use it. */
import { createRoute } from '@hono/zod-openapi';
import { Session, SetUpLink, SetUpRequest } from '@baton/protocol';
import { z } from 'zod';
import { answer, body, createApi, openToAll, problems, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { orProblem, Problem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { giveSession } from '../session-cookie.ts';
import { clientNetwork } from '../where-from.ts';

const lookAtLink = createRoute({
  method: 'get',
  path: '/setup',
  tags: [TAGS.gettingIn],
  security: openToAll,
  summary: 'Ask whether a set-up link can still be used',
  request: { query: z.object({ token: z.string().max(200) }) },
  responses: {
    200: answer(SetUpLink, 'It can.'),
    ...problems('setup_link_used', 'rate_limited'),
  },
});

const setUp = createRoute({
  method: 'post',
  path: '/setup',
  tags: [TAGS.gettingIn],
  security: openToAll,
  summary: 'Make the workspace, its owner and a first AI agent',
  request: { body: body(SetUpRequest) },
  responses: {
    201: answer(Session, 'Made, and signed in as the owner.'),
    ...problems('setup_link_used', 'invalid_input', 'rate_limited'),
  },
});

export function setUpRoutes({ accounts, where }: HttpDeps, limits: RateLimits) {
  return createApi()
    .openapi(lookAtLink, async (c) => {
      limits.links.take(clientNetwork(c, where));
      const { token } = c.req.valid('query');
      if (!(await accounts.setUp.isTokenValid(token))) {
        throw new Problem(
          'setup_link_used',
          'Until Baton is set up, it prints a new link at each start.',
        );
      }
      return c.json({ valid: true }, 200);
    })
    .openapi(setUp, async (c) => {
      limits.links.take(clientNetwork(c, where));
      const answers = c.req.valid('json');
      const session = orProblem(
        await accounts.setUp.setUp(answers, c.req.header('user-agent') ?? null),
      );
      giveSession(c, where, session.token);
      return c.json(await accounts.sessionView(session), 201);
    });
}
