/** Drafts for teammates, streamed as they are written. Nothing reaches the customer from here. */
import { createRoute } from '@hono/zod-openapi';
import { AssistRequest, ConversationId } from '@baton/protocol';
import { stream } from 'hono/streaming';
import { z } from 'zod';
import { body, createApi, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { Problem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';

const assist = createRoute({
  method: 'post',
  path: '/conversations/{id}/assist',
  tags: [TAGS.conversations],
  security: signedIn,
  summary: 'Draft a reply, a rewrite or a summary',
  description:
    'Lines of JSON, each an `AssistFrame`: text as it is written, then `done` with the whole draft, or `failed`. Hanging up ends the work.',
  request: { params: z.object({ id: ConversationId }), body: body(AssistRequest) },
  responses: {
    200: {
      description: 'The draft, as it is written.',
      content: { 'application/x-ndjson': { schema: z.string() } },
    },
    ...problems('not_found', 'invalid_input', 'unauthenticated', 'rate_limited'),
  },
});

export function assistRoutes({ answering, log }: HttpDeps, limits: RateLimits) {
  return createApi().openapi(assist, async (c) => {
    const { workspaceId, teammate } = c.var.me;
    limits.ask.take(teammate.id);
    const { id } = c.req.valid('param');
    const hungUp = new AbortController();
    const frames = await answering.assist(workspaceId, id, c.req.valid('json'), hungUp.signal);
    if (frames === null) throw new Problem('not_found', 'There is no conversation with this id.');
    c.header('content-type', 'application/x-ndjson; charset=utf-8');
    // A proxy that gathers the lines would make it one long wait.
    c.header('x-accel-buffering', 'no');
    const lines = stream(
      c,
      async (out) => {
        out.onAbort(() => hungUp.abort());
        for await (const frame of frames) await out.write(`${JSON.stringify(frame)}\n`);
      },
      async (error) => log.error({ err: error }, 'a draft could not be streamed'),
    );
    // What it holds is told by the description; the framework's type for streams says nothing of it.
    return lines as never;
  });
}
