/** Actions as owners define them: list, make, change, try, delete. */
import { createRoute } from '@hono/zod-openapi';
import {
  ActionDraft,
  ActionId,
  ActionList,
  ActionTrial,
  ActionView,
  AiAgentId,
  TryActionRequest,
} from '@baton/protocol';
import { z } from 'zod';
import { answer, body, createApi, done, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { orProblem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { managersOnly } from '../who-are-you.ts';

const tags = [TAGS.actions];
const ofAgent = z.object({ id: AiAgentId });
const params = z.object({ id: ActionId });
const asItIsNow = answer(ActionView, 'The action as it is now. Never a secret.');
const wrong = ['not_found', 'forbidden', 'invalid_input', 'unauthenticated'] as const;

const list = createRoute({
  method: 'get',
  path: '/ai-agents/{id}/actions',
  tags,
  security: signedIn,
  summary: 'List the actions of an AI agent',
  request: { params: ofAgent },
  responses: {
    200: answer(ActionList, 'The oldest first.'),
    ...problems('not_found', 'unauthenticated'),
  },
});

const add = createRoute({
  method: 'post',
  path: '/ai-agents/{id}/actions',
  tags,
  security: signedIn,
  summary: 'Define an action',
  description:
    'What the AI agent may do for a customer by an HTTP request. Fields stand as `{{name}}` in the path and query of `url`, and as values in `body`; `success` has `{{path.in.the.response}}`. Secret headers are stored encrypted and never read back.',
  request: { params: ofAgent, body: body(ActionDraft) },
  responses: { 201: asItIsNow, ...problems(...wrong) },
});

const change = createRoute({
  method: 'put',
  path: '/actions/{id}',
  tags,
  security: signedIn,
  summary: 'Change an action',
  description:
    'A secret header without a value keeps its own, unless the action moves to another server: a secret is only ever sent where it was entered for. Runs that wait for approval keep the definition they were asked for with.',
  request: { params, body: body(ActionDraft) },
  responses: { 200: asItIsNow, ...problems(...wrong) },
});

const remove = createRoute({
  method: 'delete',
  path: '/actions/{id}',
  tags,
  security: signedIn,
  summary: 'Delete an action',
  description: 'Its runs stay on record.',
  request: { params },
  responses: {
    204: done('Deleted.'),
    ...problems('not_found', 'forbidden', 'unauthenticated'),
  },
});

const tryOut = createRoute({
  method: 'post',
  path: '/actions/{id}/try',
  tags,
  security: signedIn,
  summary: 'Try an action',
  description:
    'The request is really sent, once, with these values; nothing reaches a customer. A request that fails is no error of this one: `ok` is false, and `problem` says why. Secrets are masked.',
  request: { params, body: body(TryActionRequest) },
  responses: {
    200: answer(ActionTrial, 'What was sent, what came back, what a customer would be told.'),
    ...problems(...wrong, 'rate_limited'),
  },
});

export function actionRoutes({ actions }: HttpDeps, limits: RateLimits) {
  return createApi()
    .openapi(list, async (c) => {
      const listed = await actions.list(c.var.me.workspaceId, c.req.valid('param').id);
      return c.json({ actions: orProblem(listed) }, 200);
    })
    .openapi(add, async (c) => {
      managersOnly(c.var.me);
      const { id } = c.req.valid('param');
      const added = await actions.add(c.var.me.workspaceId, id, c.req.valid('json'));
      return c.json({ action: orProblem(added) }, 201);
    })
    .openapi(change, async (c) => {
      managersOnly(c.var.me);
      const { id } = c.req.valid('param');
      const changed = await actions.change(c.var.me.workspaceId, id, c.req.valid('json'));
      return c.json({ action: orProblem(changed) }, 200);
    })
    .openapi(remove, async (c) => {
      managersOnly(c.var.me);
      const refused = await actions.remove(c.var.me.workspaceId, c.req.valid('param').id);
      if (refused !== null) orProblem(refused);
      return c.body(null, 204);
    })
    .openapi(tryOut, async (c) => {
      const { me } = c.var;
      managersOnly(me);
      limits.actionTrials.take(me.teammate.id);
      const { values } = c.req.valid('json');
      const tried = await actions.try(me.workspaceId, c.req.valid('param').id, values);
      return c.json(orProblem(tried), 200);
    });
}
