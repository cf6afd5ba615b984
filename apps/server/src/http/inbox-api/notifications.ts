/** Mail about customers who wait: mine, and what the workspace says. */
import { createRoute } from '@hono/zod-openapi';
import { MailRules, NotificationsView, SetMailWhenRequest } from '@baton/protocol';
import type { SignedIn } from '../../modules/accounts/index.ts';
import { answer, body, createApi, done, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { orProblem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { managersOnly } from '../who-are-you.ts';

const tags = [TAGS.team];

const read = createRoute({
  method: 'get',
  path: '/notifications',
  tags,
  security: signedIn,
  summary: 'Read when I am told by mail that a customer waits',
  responses: {
    200: answer(NotificationsView, 'Mine, and the rules of the workspace.'),
    ...problems('unauthenticated'),
  },
});

const choose = createRoute({
  method: 'put',
  path: '/notifications',
  tags,
  security: signedIn,
  summary: 'Choose when I am told by mail that a customer waits',
  description:
    'About handed-off conversations that nobody has claimed, and those of mine whose customer waits. `away`: only while I have the inbox open nowhere. Each wait is told once, several in one mail, and a mail comes at most every ten minutes. Without a mail server (`available` is false) it is kept and has no effect.',
  request: { body: body(SetMailWhenRequest) },
  responses: {
    200: answer(NotificationsView, 'As it is now.'),
    ...problems('invalid_input', 'unauthenticated'),
  },
});

const changeRules = createRoute({
  method: 'put',
  path: '/notification-rules',
  tags,
  security: signedIn,
  summary: 'Change what teammates are mailed, and after how long a wait',
  request: { body: body(MailRules) },
  responses: {
    200: answer(NotificationsView, 'As it is now.'),
    ...problems('forbidden', 'invalid_input', 'unauthenticated'),
  },
});

const test = createRoute({
  method: 'post',
  path: '/notifications/test',
  tags,
  security: signedIn,
  summary: 'Send a mail to myself',
  responses: {
    204: done('The mail server has taken it.'),
    ...problems('conflict', 'unauthenticated', 'rate_limited'),
  },
});

export function notificationRoutes({ notifications }: HttpDeps, limits: RateLimits) {
  return createApi()
    .openapi(read, async (c) => c.json(await notifications.of(whose(c.var.me)), 200))
    .openapi(choose, async (c) => {
      const { when } = c.req.valid('json');
      return c.json(await notifications.setWhen(whose(c.var.me), when), 200);
    })
    .openapi(changeRules, async (c) => {
      managersOnly(c.var.me);
      return c.json(await notifications.setRules(whose(c.var.me), c.req.valid('json')), 200);
    })
    .openapi(test, async (c) => {
      limits.testMails.take(c.var.me.teammate.id);
      orProblem(await notifications.test(c.var.me.teammate));
      return c.body(null, 204);
    });
}

const whose = ({ workspaceId, teammate }: SignedIn) => ({ workspaceId, teammateId: teammate.id });
