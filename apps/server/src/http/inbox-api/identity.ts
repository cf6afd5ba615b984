/** The secret by which a website vouches for its customers. */
import { createRoute } from '@hono/zod-openapi';
import { AiAgentId, IdentitySecret, NewIdentitySecret } from '@baton/protocol';
import { z } from 'zod';
import { answer, createApi, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { orProblem } from '../problem.ts';
import { managersOnly } from '../who-are-you.ts';

const path = '/ai-agents/{id}/identity-secret';
const params = z.object({ id: AiAgentId });

const read = createRoute({
  method: 'get',
  path,
  tags: [TAGS.actions],
  security: signedIn,
  summary: 'Whether the AI agent has an identity secret',
  request: { params },
  responses: {
    200: answer(IdentitySecret, 'Whether, and since when; never the secret.'),
    ...problems('not_found', 'unauthenticated'),
  },
});

const renew = createRoute({
  method: 'post',
  path,
  tags: [TAGS.actions],
  security: signedIn,
  summary: 'Make an identity secret, or replace it',
  description:
    'It is told this once. Your website’s server signs tokens with it (JWT, HS256) that say who is signed in; tokens signed with the one before are refused from now on.',
  request: { params },
  responses: {
    200: answer(NewIdentitySecret, 'The secret. Keep it on your server.'),
    ...problems('not_found', 'forbidden', 'unauthenticated'),
  },
});

export function identityRoutes({ accounts: { identities } }: HttpDeps) {
  return createApi()
    .openapi(read, async (c) => {
      const standing = await identities.standing(c.var.me.workspaceId, c.req.valid('param').id);
      return c.json(orProblem(standing), 200);
    })
    .openapi(renew, async (c) => {
      managersOnly(c.var.me);
      const made = await identities.renew(c.var.me.workspaceId, c.req.valid('param').id);
      return c.json(orProblem(made), 200);
    });
}
