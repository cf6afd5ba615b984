/** A passage as a teammate wants it: reworded, excluded, pinned to questions. */
import { createRoute } from '@hono/zod-openapi';
import { ChangePassageRequest, PassageId, PassageView } from '@baton/protocol';
import { z } from 'zod';
import { answer, body, createApi, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { Problem } from '../problem.ts';
import { managersOnly } from '../who-are-you.ts';

const change = createRoute({
  method: 'patch',
  path: '/passages/{id}',
  tags: [TAGS.knowledge],
  security: signedIn,
  summary: 'Edit, exclude or pin a passage',
  description:
    'What is left out stays as it is; `text: null` brings the original wording back. It holds at ' +
    'once and survives that the document is read again. With the `version` it was made on, a ' +
    'change is refused when somebody was faster; without, the last one wins.',
  request: { params: z.object({ id: PassageId }), body: body(ChangePassageRequest) },
  responses: {
    200: answer(PassageView, 'The passage as it is now.'),
    ...problems('not_found', 'forbidden', 'invalid_input', 'conflict', 'unauthenticated'),
  },
});

export function passageRoutes({ knowledge }: HttpDeps) {
  return createApi().openapi(change, async (c) => {
    managersOnly(c.var.me);
    const result = await knowledge.changePassage(
      c.var.me.workspaceId,
      c.req.valid('param').id,
      c.req.valid('json'),
    );
    switch (result.outcome) {
      case 'changed':
        return c.json({ passage: result.passage }, 200);
      case 'stale':
        throw new Problem(
          'conflict',
          'Somebody changed this passage in the meantime. Look at it again before you save.',
        );
      case 'missing':
        throw new Problem(
          'not_found',
          'There is no such passage. Its document may have been read again: open it anew.',
        );
    }
  });
}
