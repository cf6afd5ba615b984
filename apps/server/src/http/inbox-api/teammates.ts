/** The people of the workspace, and what each may do. */
import { createRoute } from '@hono/zod-openapi';
import { ChangeTeammateRequest, TeammateId, TeammateList, TeammateView } from '@baton/protocol';
import { z } from 'zod';
import { answer, body, createApi, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { orProblem } from '../problem.ts';

const tags = [TAGS.team];

const list = createRoute({
  method: 'get',
  path: '/teammates',
  tags,
  security: signedIn,
  summary: 'List teammates',
  responses: {
    200: answer(TeammateList, 'Everybody, the disabled too.'),
    ...problems('unauthenticated'),
  },
});

const change = createRoute({
  method: 'patch',
  path: '/teammates/{id}',
  tags,
  security: signedIn,
  summary: "Change a teammate's role, or disable them",
  request: { params: z.object({ id: TeammateId }), body: body(ChangeTeammateRequest) },
  responses: {
    200: answer(TeammateView, 'The teammate as they are now.'),
    ...problems('not_found', 'forbidden', 'conflict', 'invalid_input', 'unauthenticated'),
  },
});

export function teammateRoutes({ accounts }: HttpDeps) {
  return createApi()
    .openapi(list, async (c) => {
      const teammates = await accounts.teammates.list(c.var.me.workspaceId);
      return c.json({ teammates }, 200);
    })
    .openapi(change, async (c) => {
      const { id } = c.req.valid('param');
      const changed = await accounts.teammates.change(c.var.me, id, c.req.valid('json'));
      return c.json({ teammate: orProblem(changed) }, 200);
    });
}
