/** For how long a customer waits for one person. */
import { createRoute } from '@hono/zod-openapi';
import { RoutingRules, RoutingView } from '@baton/protocol';
import { answer, body, createApi, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { orProblem } from '../problem.ts';
import { managersOnly } from '../who-are-you.ts';

const tags = [TAGS.team];

const read = createRoute({
  method: 'get',
  path: '/routing',
  tags,
  security: signedIn,
  summary: 'Read the rules for waiting customers',
  responses: { 200: answer(RoutingView, 'The rules in force.'), ...problems('unauthenticated') },
});

const change = createRoute({
  method: 'put',
  path: '/routing',
  tags,
  security: signedIn,
  summary: 'Change the rules for waiting customers',
  description:
    'A conversation whose customer has waited for a person for this long goes back to the queue: after `awayMinutes` where the teammate who has it is away, after `presentMinutes` where they are there. Counted from the oldest unanswered message, and never from before the teammate had it.',
  request: { body: body(RoutingRules) },
  responses: {
    200: answer(RoutingView, 'The rules as they are now.'),
    ...problems('forbidden', 'invalid_input', 'unauthenticated'),
  },
});

export function routingRoutes({ routing }: HttpDeps) {
  return createApi()
    .openapi(read, async (c) => {
      return c.json({ rules: await routing.rules(c.var.me.workspaceId) }, 200);
    })
    .openapi(change, async (c) => {
      managersOnly(c.var.me);
      const set = await routing.setRules(c.var.me.workspaceId, c.req.valid('json'));
      return c.json({ rules: orProblem(set) }, 200);
    });
}
