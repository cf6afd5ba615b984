/** Webhooks: who is told what happens in conversations, and what became of each telling. */
import { createRoute } from '@hono/zod-openapi';
import {
  NewWebhookSecret,
  ResentDeliveries,
  WebhookDeliveryId,
  WebhookDeliveryList,
  WebhookDeliveryView,
  WebhookDraft,
  WebhookId,
  WebhookList,
  WebhookView,
} from '@baton/protocol';
import { z } from 'zod';
import { answer, body, createApi, done, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { pageOf } from '../page-query.ts';
import { orProblem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { managersOnly } from '../who-are-you.ts';

const tags = [TAGS.webhooks];
const params = z.object({ id: WebhookId });
const asItIsNow = answer(WebhookView, 'The webhook as it is now. Never its secret.');
const shownOnce = answer(NewWebhookSecret, 'The webhook, and its secret: shown this once.');
const noSuch = ['not_found', 'forbidden', 'unauthenticated'] as const;

const list = createRoute({
  method: 'get',
  path: '/webhooks',
  tags,
  security: signedIn,
  summary: 'List webhooks',
  responses: {
    200: answer(WebhookList, 'The oldest first.'),
    ...problems('forbidden', 'unauthenticated'),
  },
});

const add = createRoute({
  method: 'post',
  path: '/webhooks',
  tags,
  security: signedIn,
  summary: 'Add a webhook',
  description:
    'Hears of what happens from now on. Deliveries are signed as Standard Webhooks says (`webhook-id`, `webhook-timestamp`, `webhook-signature`), sent at least once, and retried for three days.',
  request: { body: body(WebhookDraft) },
  responses: {
    201: shownOnce,
    ...problems('forbidden', 'invalid_input', 'conflict', 'unauthenticated'),
  },
});

const change = createRoute({
  method: 'put',
  path: '/webhooks/{id}',
  tags,
  security: signedIn,
  summary: 'Change a webhook',
  description: 'What waits goes to the new address, signed with the same secret.',
  request: { params, body: body(WebhookDraft) },
  responses: { 200: asItIsNow, ...problems(...noSuch, 'invalid_input') },
});

const remove = createRoute({
  method: 'delete',
  path: '/webhooks/{id}',
  tags,
  security: signedIn,
  summary: 'Delete a webhook',
  description: 'With its log, and with what waits for it.',
  request: { params },
  responses: { 204: done('Deleted.'), ...problems(...noSuch) },
});

const pause = createRoute({
  method: 'post',
  path: '/webhooks/{id}/pause',
  tags,
  security: signedIn,
  summary: 'Pause a webhook',
  description: 'What happens meanwhile waits, for three days at most.',
  request: { params },
  responses: { 200: asItIsNow, ...problems(...noSuch) },
});

const resume = createRoute({
  method: 'post',
  path: '/webhooks/{id}/resume',
  tags,
  security: signedIn,
  summary: 'Resume a webhook',
  description: 'Also one that was turned off. What waits is sent at once.',
  request: { params },
  responses: { 200: asItIsNow, ...problems(...noSuch) },
});

const renewSecret = createRoute({
  method: 'post',
  path: '/webhooks/{id}/secret',
  tags,
  security: signedIn,
  summary: 'Make a new signing secret',
  description: 'The one before signs too for a day: each delivery then carries two signatures.',
  request: { params },
  responses: { 200: shownOnce, ...problems(...noSuch) },
});

const test = createRoute({
  method: 'post',
  path: '/webhooks/{id}/test',
  tags,
  security: signedIn,
  summary: 'Send a test delivery',
  description:
    'One attempt, at once, of type `webhook.test`. One that fails is no error of this request.',
  request: { params },
  responses: {
    200: answer(WebhookDeliveryView, 'The delivery, and what came of it.'),
    ...problems(...noSuch, 'conflict', 'rate_limited'),
  },
});

const deliveries = createRoute({
  method: 'get',
  path: '/webhooks/{id}/deliveries',
  tags,
  security: signedIn,
  summary: 'List the deliveries of a webhook',
  request: {
    params,
    query: z.object({
      ...pageOf,
      state: z.enum(['waiting', 'delivered', 'dead']).nullable().default(null),
    }),
  },
  responses: {
    200: answer(WebhookDeliveryList, 'The newest first. `dead` ones were given up.'),
    ...problems(...noSuch, 'invalid_input'),
  },
});

const resend = createRoute({
  method: 'post',
  path: '/webhook-deliveries/{id}/resend',
  tags,
  security: signedIn,
  summary: 'Send a delivery again',
  description: 'With the same id and body. One that still waits stays as it is.',
  request: { params: z.object({ id: WebhookDeliveryId }) },
  responses: {
    200: answer(WebhookDeliveryView, 'The delivery, under way.'),
    ...problems(...noSuch),
  },
});

const resendDead = createRoute({
  method: 'post',
  path: '/webhooks/{id}/resend-dead',
  tags,
  security: signedIn,
  summary: 'Send everything again that was given up',
  request: { params },
  responses: {
    200: answer(ResentDeliveries, 'How many are under way.'),
    ...problems(...noSuch),
  },
});

export function webhookRoutes({ webhooks }: HttpDeps, limits: RateLimits) {
  return createApi()
    .openapi(list, async (c) => {
      // An address may carry a token, and a log what customers wrote.
      managersOnly(c.var.me);
      return c.json({ webhooks: await webhooks.list(c.var.me.workspaceId) }, 200);
    })
    .openapi(add, async (c) => {
      managersOnly(c.var.me);
      const added = await webhooks.add(c.var.me.workspaceId, c.req.valid('json'));
      return c.json(orProblem(added), 201);
    })
    .openapi(change, async (c) => {
      managersOnly(c.var.me);
      const { id } = c.req.valid('param');
      const changed = await webhooks.change(c.var.me.workspaceId, id, c.req.valid('json'));
      return c.json({ webhook: orProblem(changed) }, 200);
    })
    .openapi(remove, async (c) => {
      managersOnly(c.var.me);
      const refused = await webhooks.remove(c.var.me.workspaceId, c.req.valid('param').id);
      if (refused !== null) orProblem(refused);
      return c.body(null, 204);
    })
    .openapi(pause, async (c) => {
      managersOnly(c.var.me);
      const paused = await webhooks.pause(c.var.me.workspaceId, c.req.valid('param').id);
      return c.json({ webhook: orProblem(paused) }, 200);
    })
    .openapi(resume, async (c) => {
      managersOnly(c.var.me);
      const resumed = await webhooks.resume(c.var.me.workspaceId, c.req.valid('param').id);
      return c.json({ webhook: orProblem(resumed) }, 200);
    })
    .openapi(renewSecret, async (c) => {
      managersOnly(c.var.me);
      const renewed = await webhooks.renewSecret(c.var.me.workspaceId, c.req.valid('param').id);
      return c.json(orProblem(renewed), 200);
    })
    .openapi(test, async (c) => {
      managersOnly(c.var.me);
      const { me } = c.var;
      limits.webhookTests.take(me.teammate.id);
      const tested = await webhooks.test(me.workspaceId, c.req.valid('param').id);
      return c.json({ delivery: orProblem(tested) }, 200);
    })
    .openapi(deliveries, async (c) => {
      managersOnly(c.var.me);
      const { id } = c.req.valid('param');
      const found = await webhooks.deliveries(c.var.me.workspaceId, id, c.req.valid('query'));
      return c.json(orProblem(found), 200);
    })
    .openapi(resend, async (c) => {
      managersOnly(c.var.me);
      const sent = await webhooks.resend(c.var.me.workspaceId, c.req.valid('param').id);
      return c.json({ delivery: orProblem(sent) }, 200);
    })
    .openapi(resendDead, async (c) => {
      managersOnly(c.var.me);
      const sent = await webhooks.resendDead(c.var.me.workspaceId, c.req.valid('param').id);
      return c.json(orProblem(sent), 200);
    });
}
