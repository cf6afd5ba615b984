/** How long data is kept: the rules, what they would remove, and what they have removed. */
import { createRoute } from '@hono/zod-openapi';
import { RetentionPreview, RetentionRules, RetentionView } from '@baton/protocol';
import { answer, body, createApi, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { RateLimits } from '../rate-limits.ts';
import { managersOnly } from '../who-are-you.ts';

const tags = [TAGS.privacy];

const read = createRoute({
  method: 'get',
  path: '/retention',
  tags,
  security: signedIn,
  summary: 'How long data is kept',
  responses: {
    200: answer(RetentionView, 'The rules, and what they removed last.'),
    ...problems('forbidden', 'unauthenticated'),
  },
});

const change = createRoute({
  method: 'put',
  path: '/retention',
  tags,
  security: signedIn,
  summary: 'Change how long data is kept',
  description:
    'What falls due is removed within the hour, in small steps. Open conversations never are.',
  request: { body: body(RetentionRules) },
  responses: {
    200: answer(RetentionView, 'The rules as they are now.'),
    ...problems('forbidden', 'invalid_input', 'unauthenticated'),
  },
});

const preview = createRoute({
  method: 'post',
  path: '/retention/preview',
  tags,
  security: signedIn,
  summary: 'What rules would remove now',
  request: { body: body(RetentionRules) },
  responses: {
    200: answer(RetentionPreview, 'Counted, not removed.'),
    ...problems('forbidden', 'invalid_input', 'unauthenticated', 'rate_limited'),
  },
});

export function retentionRoutes({ records }: Pick<HttpDeps, 'records'>, limits: RateLimits) {
  const { retention } = records;
  return createApi()
    .openapi(read, async (c) => {
      managersOnly(c.var.me);
      return c.json(await retention.view(c.var.me.workspaceId), 200);
    })
    .openapi(change, async (c) => {
      managersOnly(c.var.me);
      return c.json(await retention.set(c.var.me, c.req.valid('json')), 200);
    })
    .openapi(preview, async (c) => {
      managersOnly(c.var.me);
      limits.retentionPreviews.take(c.var.me.teammate.id);
      return c.json(await retention.preview(c.var.me.workspaceId, c.req.valid('json')), 200);
    });
}
