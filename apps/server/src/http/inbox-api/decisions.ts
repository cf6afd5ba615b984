/** The record of a decision: why the AI answered, or passed the baton. */
import { createRoute } from '@hono/zod-openapi';
import { DecisionId, DecisionView } from '@baton/protocol';
import { z } from 'zod';
import { answer, createApi, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { Problem } from '../problem.ts';

const read = createRoute({
  method: 'get',
  path: '/decisions/{id}',
  tags: [TAGS.decisions],
  security: signedIn,
  summary: 'Read a decision, whole',
  request: { params: z.object({ id: DecisionId }) },
  responses: {
    200: answer(DecisionView, 'What was decided, from what, by which rule.'),
    ...problems('not_found', 'unauthenticated'),
  },
});

export function decisionRoutes({ answering }: HttpDeps) {
  return createApi().openapi(read, async (c) => {
    const decision = await answering.decision(c.var.me.workspaceId, c.req.valid('param').id);
    if (decision === null) throw new Problem('not_found', 'There is no decision with this id.');
    return c.json(decision, 200);
  });
}
